// The web client from disk. Hashed files for ever, pages and the service worker never cached; only the client's own routes answer with
// its page, which is told by which address people know this server.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import sirv from 'sirv';

/** Answers, or calls `notFound`. */
export type ServeStatic = (request: IncomingMessage, response: ServerResponse, notFound: () => void) => void;

const FOR_EVER = 'public, max-age=31536000, immutable';
/** Asked for again at every visit; an unchanged one costs a 304. */
const CHECK_FIRST = 'no-cache';
const isRoom = (path: string) => path.startsWith('/r/');
const isPage = (path: string) => path === '/' || path === '/index.html' || isRoom(path);

/** A text within an attribute. */
const attribute = (text: string) => text.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function createPage(file: string, publicOrigin: string): (request: IncomingMessage, response: ServerResponse, path: string) => void {
  const text = readFileSync(file, 'utf8').replaceAll('%CORO_ORIGIN%', attribute(publicOrigin));
  const plain = Buffer.from(text);
  const encodings = { br: brotliCompressSync(plain), gzip: gzipSync(plain) };
  const etag = `W/"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  return (request, response, path) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('cache-control', CHECK_FIRST);
    response.setHeader('etag', etag);
    response.setHeader('vary', 'accept-encoding');
    // A room is for those who were given its code.
    if (isRoom(path)) response.setHeader('x-robots-tag', 'noindex');
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304);
      response.end();
      return;
    }
    const accepted = String(request.headers['accept-encoding'] ?? '');
    const encoding = (['br', 'gzip'] as const).find((name) => accepted.includes(name));
    const body = encoding === undefined ? plain : encodings[encoding];
    response.writeHead(200, { 'content-length': body.length, ...(encoding && { 'content-encoding': encoding }) });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
}

/** `directory` is the client's build; `null` or absent: nothing is found (development, where Vite serves it). */
export function createStatic(directory: string | null, publicOrigin: string): ServeStatic {
  if (directory === null || !existsSync(join(directory, 'index.html'))) return (_request, _response, notFound) => notFound();
  const page = createPage(join(directory, 'index.html'), publicOrigin);
  const files = sirv(directory, {
    etag: true,
    gzip: true,
    brotli: true,
    setHeaders(response, path) {
      response.setHeader('cache-control', path.startsWith('/assets/') ? FOR_EVER : CHECK_FIRST);
    },
  });
  return (request, response, notFound) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return notFound();
    const [path = '/'] = (request.url ?? '/').split('?');
    if (isPage(path)) page(request, response, path);
    else files(request, response, notFound);
  };
}
