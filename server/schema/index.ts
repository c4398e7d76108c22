// Gathers the nouns and builds the executable schema. Adding a noun is one import here.
import './arrival.ts';
import './audio.ts';
import './crowd.ts';
import './host.ts';
import './lobby.ts';
import './seat.ts';
import './steering.ts';
import './story.ts';
import './swap.ts';
import './errors.ts';
import { builder } from './builder.ts';

export const schema = builder.toSchema({ sortSchema: true });
