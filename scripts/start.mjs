// `npm start`: builds if needed, then runs the bundle in this very process, so that signals reach it and no wrapper is left behind.
import { buildIfStale } from './build-if-stale.mjs';

buildIfStale();
await import('../dist/server/main.js');
