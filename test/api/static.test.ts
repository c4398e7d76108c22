// The built client from disk: its own routes get its page, hashed files stay for ever, and nothing else is found.
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStatic, type ServeStatic } from '../../server/http/static.ts';

const directory = mkdtempSync(join(tmpdir(), 'coro-client-'));
const servers: Server[] = [];
let origin: string;

async function serve(files: ServeStatic): Promise<string> {
  const server = createServer((request, response) =>
    files(request, response, () => {
      response.statusCode = 404;
      response.end();
    }),
  );
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  mkdirSync(join(directory, 'assets'));
  writeFileSync(join(directory, 'index.html'), '<title>Coro</title><link rel="canonical" href="%CORO_ORIGIN%/">');
  writeFileSync(join(directory, 'sw.js'), '// worker');
  writeFileSync(join(directory, 'assets/app-1a2b.js'), 'export {}');
  writeFileSync(join(directory, 'assets/app-1a2b.js.gz'), gzipSync('export {}'));
  origin = await serve(createStatic(directory, 'https://coro.test'));
});
afterAll(() => {
  for (const server of servers) server.close();
  rmSync(directory, { recursive: true });
});

test.each(['/', '/r/K7M4QX', '/r/K7M4QX/stage', '/r/K7M4QX?from=qr', '/index.html'])('%s is the page, never cached', async (path) => {
  const response = await fetch(`${origin}${path}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-cache');
  expect(response.headers.get('content-type')).toContain('text/html');
  expect(await response.text()).toContain('href="https://coro.test/"');
  const etag = response.headers.get('etag') ?? '';
  expect((await fetch(`${origin}${path}`, { headers: { 'if-none-match': etag } })).status).toBe(304);
});

test.each([
  ['br', 'br'],
  ['gzip', 'gzip'],
  ['identity', null],
])('the page comes as the client accepts it: %s', async (accepted, encoding) => {
  const response = await fetch(origin, { headers: { 'accept-encoding': accepted } });
  expect(response.headers.get('content-encoding')).toBe(encoding);
  expect(await response.text()).toContain('<title>Coro');
});

test('search engines find the front page, and no room', async () => {
  expect((await fetch(origin)).headers.get('x-robots-tag')).toBeNull();
  expect((await fetch(`${origin}/r/K7M4QX`)).headers.get('x-robots-tag')).toBe('noindex');
});

test('the service worker is looked at again at every visit', async () => {
  const response = await fetch(`${origin}/sw.js`);
  expect(response.headers.get('cache-control')).toBe('no-cache');
  expect(response.headers.get('content-type')).toContain('javascript');
});

test('an origin cannot break out of its attribute', async () => {
  const odd = await serve(createStatic(directory, 'https://x"><script>'));
  expect(await (await fetch(odd)).text()).not.toContain('<script>');
});

test('a hashed file may be kept for ever, and comes compressed as it was built', async () => {
  const response = await fetch(`${origin}/assets/app-1a2b.js`, { headers: { 'accept-encoding': 'gzip' } });
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(response.headers.get('content-encoding')).toBe('gzip');
  expect(await response.text()).toBe('export {}');
});

test.each(['/rooms', '/assets/gone.js', '/assets', '/package.json', '/%2e%2e/package.json', '/r'])('%s is not found', async (path) => {
  expect((await fetch(`${origin}${path}`)).status).toBe(404);
});

test('a page cannot be posted to', async () => {
  expect((await fetch(origin, { method: 'POST' })).status).toBe(404);
});

test('without a build nothing is found, and nothing fails', async () => {
  const empty = await serve(createStatic(join(directory, 'assets'), 'https://coro.test'));
  expect((await fetch(empty)).status).toBe(404);
  const none = await serve(createStatic(null, 'https://coro.test'));
  expect((await fetch(none)).status).toBe(404);
});
