// What a thread of the house band runs: which real encoder stands behind the port there. The composition root of a thread, as
// `app.ts` is that of the process.
import { parentPort } from 'node:worker_threads';
import { playRooms } from './adapters/house-band/worker.ts';
import { createOpusEncoder } from './adapters/opus/encoder.ts';

if (parentPort === null) throw new Error('This file runs in a worker thread only.');
await playRooms(parentPort, createOpusEncoder);
