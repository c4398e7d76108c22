// The real app in a process of its own, for measurements: says its port, and its memory and handles when asked; stands still when told.
import { readConfig } from '../../server/config.ts';
import { buildApp } from '../support/build-app.ts';

/** What the process holds after its garbage is gone. */
export interface Holdings {
  readonly rssBytes: number;
  readonly heapBytes: number;
  /** Timers, connections, workers: how many of each kind. */
  readonly handles: Readonly<Record<string, number>>;
}

function holdings(): Holdings {
  globalThis.gc?.();
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  const handles: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) handles[kind] = (handles[kind] ?? 0) + 1;
  return { rssBytes: rss, heapBytes: heapUsed + arrayBuffers, handles };
}

const { roomDelayMs } = readConfig(process.env);
const app = await buildApp({ config: { trustProxy: ['loopback'], roomDelayMs } });
process.on('message', (told: 'holdings' | { readonly standStillMs: number }) => {
  if (told === 'holdings') process.send?.(holdings());
  else for (const endMs = performance.now() + told.standStillMs; performance.now() < endMs; );
});
process.on('disconnect', () => app.stop().then(() => process.exit(0)));
process.send?.(app.url);
