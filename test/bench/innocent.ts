// Somebody who means no harm, as a process: asks until told to stop, then says how long each answer took.
import { once } from 'node:events';
import { startInnocent } from '../support/attacks.ts';

const innocent = await startInnocent(process.argv[2] ?? '');
process.send?.('asking');
await once(process, 'message');
await innocent.stop();
process.send?.(innocent.answers, () => process.exit(0));
