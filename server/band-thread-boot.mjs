// Lets a worker thread run TypeScript in development and in tests; the bundle starts its own worker file without this.
import { register } from 'tsx/esm/api';

register();
await import('./band-thread.ts');
