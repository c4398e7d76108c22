// The web client from disk. Hashed files for ever, pages never cached; only the client's own routes answer with its page.
import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';

/** Answers, or calls `notFound`. */
export type ServeStatic = (request: IncomingMessage, response: ServerResponse, notFound: () => void) => void;

const isPage = (path: string) => path === '/' || path.startsWith('/r/');

/** `directory` is the client's build; `null` or absent: nothing is found (development, where Vite serves it). */
export function createStatic(directory: string | null): ServeStatic {
  if (directory === null || !existsSync(join(directory, 'index.html'))) return (_request, _response, notFound) => notFound();
  const files = sirv(directory, {
    etag: true,
    gzip: true,
    brotli: true,
    setHeaders(response, path) {
      response.setHeader('cache-control', path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  return (request, response, notFound) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return notFound();
    const [path = '/'] = (request.url ?? '/').split('?');
    if (isPage(path)) request.url = '/index.html';
    files(request, response, notFound);
  };
}
