// Registers the service worker and knows whether a newer Coro waits. Never reloads by itself: music may be playing.

const LOOK_MS = 60 * 60_000;
const listeners = new Set<() => void>();
let waiting: ServiceWorker | 'MISSING_FILES' | null = null;

function tell(next: typeof waiting): void {
  waiting = next;
  for (const listener of listeners) listener();
}

export const isUpdateReady = (): boolean => waiting !== null;

export function onUpdate(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Lets the newer version in, and loads the page from it. */
export function takeUpdate(): void {
  const reload = () => window.location.reload();
  if (waiting === null || waiting === 'MISSING_FILES') {
    reload();
    return;
  }
  navigator.serviceWorker.addEventListener('controllerchange', reload, { once: true });
  waiting.postMessage('TAKE_OVER');
}

/** Whether this page was already loaded from the version that `worker` keeps; pages come from the network first. */
function isOfThisPage(worker: ServiceWorker): Promise<boolean> {
  const script = document.querySelector<HTMLScriptElement>('script[type="module"][src]');
  if (script === null) return Promise.resolve(false);
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data === true);
    worker.postMessage(new URL(script.src).pathname, [port2]);
  });
}

async function consider(worker: ServiceWorker): Promise<void> {
  if (await isOfThisPage(worker)) worker.postMessage('TAKE_OVER');
  else tell(worker);
}

async function register(): Promise<void> {
  const registration = await navigator.serviceWorker.register('/sw.js');
  // Without a controller this is the first visit: nothing older is there to replace.
  const look = (worker: ServiceWorker | null) => {
    if (worker?.state === 'installed' && navigator.serviceWorker.controller !== null) void consider(worker);
  };
  look(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => look(installing));
  });
  setInterval(() => void registration.update().catch(() => {}), LOOK_MS);
}

/** Once, in a built page. Browsers that have no service workers, or refuse them (private windows, plain HTTP), go without. */
export function followUpdates(): void {
  // An older page asks for a part that the server has replaced: only a reload brings it.
  window.addEventListener('vite:preloadError', () => tell('MISSING_FILES'));
  if (!('serviceWorker' in navigator)) return;
  const begin = () => void register().catch(() => {});
  if (document.readyState === 'complete') begin();
  else window.addEventListener('load', begin, { once: true });
}
