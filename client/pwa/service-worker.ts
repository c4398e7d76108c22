// The service worker: keeps the app's shell (hashed scripts, styles, fonts, the page, icons) so that Coro opens at once and without a
// network. Touches nothing else: the API, rooms, their sound and the explorer never pass through here.

/** Filled in by the build: what this version's shell is made of, and a name for it. */
declare const __SHELL__: { readonly version: string; readonly paths: readonly string[] };

interface Waiting {
  waitUntil(until: Promise<unknown>): void;
}
interface Asked extends Waiting {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface Told extends Waiting {
  readonly data: unknown;
  readonly ports: readonly MessagePort[];
}
/** The part of `ServiceWorkerGlobalScope` that is used; its library cannot stand beside that of pages. */
interface Scope {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(kind: 'install' | 'activate', listener: (event: Waiting) => void): void;
  addEventListener(kind: 'fetch', listener: (event: Asked) => void): void;
  addEventListener(kind: 'message', listener: (event: Told) => void): void;
}

const scope = self as unknown as Scope;
const PREFIX = 'coro-shell-';
const NAME = `${PREFIX}${__SHELL__.version}`;
const PAGE = '/';
/** A network that says nothing for so long is as good as none. */
const PATIENCE_MS = 4_000;

const isPage = (path: string) => path === '/' || path.startsWith('/r/');

async function keepShell(): Promise<void> {
  const cache = await caches.open(NAME);
  // The page past the browser's own cache: it must be the one that names these very files.
  await cache.addAll([new Request(PAGE, { cache: 'reload' }), ...__SHELL__.paths]);
}

async function dropOlder(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== NAME).map((name) => caches.delete(name)));
  await scope.clients.claim();
}

/** Rejects when the network has said nothing for too long. A navigation cannot be given a signal of its own. */
function silence(): Promise<never> {
  return new Promise((_resolve, reject) => setTimeout(() => reject(new Error('The network is silent.')), PATIENCE_MS));
}

/** The server's page; without a network the kept one, marked so that it says so. */
async function page(request: Request): Promise<Response> {
  try {
    return await Promise.race([fetch(request), silence()]);
  } catch (error) {
    const kept = await caches.match(PAGE, { cacheName: NAME });
    if (kept === undefined) throw error;
    const text = (await kept.text()).replace('<html', '<html data-offline');
    return new Response(text, { headers: kept.headers });
  }
}

/** Hashed files never change: the kept one is as good as any, and what was fetched once is kept. */
async function asset(request: Request): Promise<Response> {
  const kept = await caches.match(request, { cacheName: NAME });
  if (kept !== undefined) return kept;
  const fetched = await fetch(request);
  if (fetched.ok) await (await caches.open(NAME)).put(request, fetched.clone());
  return fetched;
}

scope.addEventListener('install', (event) => event.waitUntil(keepShell()));
scope.addEventListener('activate', (event) => event.waitUntil(dropOlder()));
scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== scope.location.origin) return;
  if (request.mode === 'navigate' && isPage(pathname)) event.respondWith(page(request));
  else if (pathname.startsWith('/assets/') || __SHELL__.paths.includes(pathname)) event.respondWith(asset(request));
});
scope.addEventListener('message', ({ data, ports: [port] }) => {
  // A page asks whether it is of this version already, or lets this version take over.
  if (data === 'TAKE_OVER') void scope.skipWaiting();
  else if (typeof data === 'string') port?.postMessage(__SHELL__.paths.includes(data));
});
