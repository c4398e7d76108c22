// The key of Google never comes out: the real app with a key that is a marker, every fault of the stand-in in turn, most of which quote the
// key, and then everything that left the server is searched for it: logs, answers, socket messages, routes, whatever was thrown.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SENTENCES } from '../../server/adapters/gemini/failures.ts';
import { loadGooglePackage } from '../../server/adapters/gemini/google-package.ts';
import { createLyriaEngines } from '../../server/adapters/gemini/lyria-engine.ts';
import { createLog, LOG_LEVELS } from '../../server/log.ts';
import type { AdviceFailure } from '../../server/ports/adviser.ts';
import { DEADLINE_MS } from '../../server/services/advice-desk.ts';
import { buildApp } from '../support/build-app.ts';
import { refusingGoogle } from '../support/dead-google.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createFakeEngines } from '../support/fake-engine.ts';
import { type FakeGoogle, startFakeGoogle } from '../support/fake-google/server.ts';
import type { Answer, FakeGoogleSettings, Visit } from '../support/fake-google/settings.ts';
import { openRaw } from '../support/raw-socket.ts';
import { dataOf, post } from '../support/third-party.ts';
import { createWireWatch } from '../support/wire-watch.ts';

const KEY = `marker-${Math.random().toString(36).slice(2)}-of-the-key`;

const closing: (() => Promise<unknown>)[] = [];
/** Everything that has come out of the server, and out of the process. */
const out: string[] = [];
const hear = (...things: readonly unknown[]) =>
  out.push(
    ...things.map((thing) =>
      typeof thing === 'string' ? thing : inspect(thing, { showHidden: true, depth: null, maxStringLength: null }),
    ),
  );

beforeEach(() => {
  out.length = 0;
  for (const name of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) vi.spyOn(console, name).mockImplementation(hear);
  process.on('warning', hear);
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  process.off('warning', hear);
  vi.restoreAllMocks();
});

/** The places where the key stands, plain or in a URL or in base64. */
function leaks(): readonly string[] {
  // What stands before it shifts base64 by up to two characters, and the ends of it belong to the neighbours, too.
  const encoded = ['', '.', '..'].map((before) =>
    Buffer.from(before + KEY)
      .toString('base64')
      .slice(4, -4),
  );
  return out.filter((text) => [KEY, ...encoded].some((form) => text.includes(form) || decoded(text).includes(form)));
}

function decoded(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** A log that also keeps what it is given, before any of it is redacted or left out. */
function createHeardLog() {
  const log = createLog('trace', { write: (line) => void hear(line) });
  for (const level of LOG_LEVELS) {
    if (level === 'silent') continue;
    const write = log[level].bind(log) as (...things: readonly unknown[]) => void;
    log[level] = (...things: readonly unknown[]) => {
      hear(things);
      write(...things);
    };
  }
  return log;
}

/** Where a redirect would lead; whatever arrives here has left. */
async function createElsewhere() {
  const server = createServer((request, response) => {
    hear(`elsewhere: ${request.url} ${JSON.stringify(request.headers)}`);
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const TICK_MS = 4_000;
const CODE_OF_NOBODY = 'ZZZZZZ';
const ROUTES = ['/health', '/ready', '/metrics', '/graphql', '/', `/rooms/${CODE_OF_NOBODY}/stream.ogg`];

interface Setting {
  readonly visit?: (elsewhere: string) => Visit;
  readonly answer?: (elsewhere: string) => Answer;
  readonly settings?: Partial<FakeGoogleSettings>;
  /** Nobody listens where Google should be. */
  readonly isClosed?: boolean;
}

/** A room that plays, and somebody who listens to everything there is. Time is the test's. */
async function party({ visit, answer, settings, isClosed = false }: Setting) {
  // A clock that stands still would not wait for it.
  await loadGooglePackage();
  const wire = createWireWatch();
  const elsewhere = await createElsewhere();
  let google: FakeGoogle | null = null;
  const clock = createFakeClock(undefined, () => wire.still(google));
  const stand = await startFakeGoogle({
    clock,
    settings: {
      startLatencyMs: 500,
      rate: 1,
      ...(visit && { visit: () => visit(elsewhere) }),
      ...(answer && { answer: () => answer(elsewhere) }),
      ...settings,
    },
  });
  closing.push(stand.close);
  google = stand;
  const { baseUrl } = isClosed ? await refusingGoogle() : stand;
  const bands = createFakeEngines(clock);
  const startEngine = createLyriaEngines({
    apiKey: KEY,
    baseUrl,
    clock,
    randomness: { integer: () => 0 },
    startBridge: bands.start,
    createEncoder: () => ({ encode: () => [], close: () => {} }),
    createSocket: wire.createSocket,
  });
  const gemini = { apiKey: KEY, baseUrl, model: 'gemini-3.5-flash-lite', callsPerMinute: 60, callsPerDay: 1_000 };
  const app = await buildApp({ log: createHeardLog(), clock, startEngine, config: { gemini, logLevel: 'trace' } });
  closing.push(app.stop);

  const ask = async (query: string, ticket?: string) => {
    const answered = await post(app.url, query, {}, ticket);
    hear(JSON.stringify(answered));
    return answered;
  };
  const created = dataOf(await ask('mutation { createRoom(input: { takeRole: true }) { ticket room { code } } }')).createRoom;
  const { ticket, room } = created as { ticket: string; room: { code: string } };
  const socket = await openRaw(app.url, { ticket });
  const subscriptions = {
    state: `roomState(code: "${room.code}") { engine { kind health reason } story { text } }`,
    mix: `prompts(code: "${room.code}") { source reason prompts { text } }`,
    wish: `myWish(code: "${room.code}") { fate reason understood }`,
    sound: `audioChunk(code: "${room.code}") { seq epoch }`,
  };
  for (const [id, fields] of Object.entries(subscriptions))
    socket.say({ id, type: 'subscribe', payload: { query: `subscription { ${fields} }` } });
  closing.push(async () => socket.socket.terminate());
  const startedAtMs = clock.nowMs();
  await ask(`mutation { startMusic(code: "${room.code}") { code } }`, ticket);

  return {
    clock,
    startedAtMs,
    google: stand,
    wire,
    socket,
    wish: (text: string) => ask(`mutation { updateInput(code: "${room.code}", input: { wish: ${JSON.stringify(text)} }) { id } }`, ticket),
    /** Moves on until something has been heard; the time of the test ends it when it never is. */
    async until(isSo: () => boolean) {
      while (!isSo()) await clock.advance(100);
    },
    engines: () => socket.messages.flatMap(({ id, payload }) => (id === 'state' && payload?.data ? [payload.data.roomState.engine] : [])),
    mixes: () => socket.messages.flatMap(({ id, payload }) => (id === 'mix' && payload?.data ? [payload.data.prompts] : [])),
    /** Asks for all that can be asked, mistakes included, and hears it. */
    async lookAround() {
      await ask(`{ room(code: "${room.code}") { code } story(code: "${room.code}", first: 100) { text kind } }`, ticket);
      await ask(`{ room(code: "${CODE_OF_NOBODY}") { code } }`);
      await ask(`mutation { updateInput(code: "${room.code}", input: { wish: "${'x'.repeat(999)}" }) { id } }`, ticket);
      await ask('{ nothing }');
      for (const route of ROUTES) {
        const response = await fetch(app.url.replace('/graphql', route), { headers: { accept: 'text/html' } });
        hear(JSON.stringify([...response.headers]), await response.text());
      }
      hear(...socket.messages.map((message) => JSON.stringify(message)));
    },
  };
}

const quoting = `the key ${KEY} in https://google.test/?key=${KEY}`;
const after = (act: Exclude<Visit['acts'], undefined>[number]['act']): Setting => ({ visit: () => ({ acts: [{ afterMs: 9_000, act }] }) });
const MUSIC: readonly (readonly [fault: string, told: keyof typeof SENTENCES, setting: Setting])[] = [
  ['a refused connection', 'UNAVAILABLE', { isClosed: true }],
  ['400', 'REFUSED', { visit: () => ({ handshake: 400 }) }],
  ['403', 'KEY_REJECTED', { visit: () => ({ handshake: 403 }) }],
  ['429', 'QUOTA', { visit: () => ({ handshake: 429 }) }],
  ['503', 'UNAVAILABLE', { visit: () => ({ handshake: 503 }) }],
  ['a redirect', 'UNAVAILABLE', { visit: (location) => ({ handshake: 307, location }) }],
  ['a black hole', 'TIMEOUT', { visit: () => ({ handshake: 'HANG' }) }],
  ['a reset', 'UNAVAILABLE', { visit: () => ({ handshake: 'RESET' }) }],
  ['a key that is not valid', 'KEY_REJECTED', { settings: { acceptsKey: () => false } }],
  ['a model that is not open', 'REFUSED', { visit: () => ({ refuse: { code: 1008, reason: `No model for ${quoting}` } }) }],
  ['a quota', 'QUOTA', { visit: () => ({ refuse: { code: 1011, reason: `Quota of ${quoting}` } }) }],
  ['no end of the setup', 'TIMEOUT', { visit: () => ({ setup: 'NEVER' }) }],
  ['a throttle', 'THROTTLED', { visit: () => ({ isThrottled: true }), settings: { filter: () => quoting } }],
  ['a drop', 'UNAVAILABLE', after({ kind: 'DROP' })],
  ['a close', 'UNAVAILABLE', after({ kind: 'CLOSE', code: 1011, reason: `Internal error of ${quoting}` })],
  ['a stall', 'STALLED', after({ kind: 'STALL', ms: 60_000 })],
  ['silence', 'STALLED', after({ kind: 'DEAF' })],
  ['garbage', 'GARBLED', after({ kind: 'SEND', data: `{"serverContent": "${quoting}` })],
  ['garbage in binary', 'GARBLED', after({ kind: 'SEND', data: Buffer.from(`\u0000${quoting}`) })],
];

describe('Lyria with', () => {
  test.each(MUSIC)('%s', async (_fault, told, setting) => {
    const { google, wire, until, engines, lookAround } = await party(setting);
    await until(() => engines().some(({ reason }) => reason === SENTENCES[told]));
    // The key was on its way; the fault was met with it.
    expect(wire.addresses[0]).toContain(KEY);
    if (setting.isClosed !== true) expect(google.knocks).toBeGreaterThan(0);
    await lookAround();
    expect(out.filter((line) => line.startsWith('elsewhere:'))).toEqual([]);
    expect(leaks()).toEqual([]);
  });

  test('messages that quote the key while it plays', async () => {
    const messages = [
      { filteredPrompt: { text: quoting, filteredReason: quoting } },
      { warning: quoting },
      { serverContent: { audioChunks: [{ data: '', mimeType: quoting, sourceMetadata: { clientContent: quoting } }] } },
      { error: { message: quoting } },
    ];
    const acts = messages.map((message, at) => ({
      afterMs: 8_000 + at * 500,
      act: { kind: 'SEND' as const, data: JSON.stringify(message) },
    }));
    const { clock, google, until, engines, lookAround } = await party({ visit: () => ({ acts }) });
    await until(() => engines().some(({ kind, health }) => kind === 'LYRIA' && health === 'PLAYING'));
    await clock.advance(12_000);
    expect(google.peers[0]?.key).toBe(KEY);
    await lookAround();
    expect(out.filter((line) => line.startsWith('elsewhere:'))).toEqual([]);
    expect(leaks()).toEqual([]);
  });
});

const status = (code: number, retryDelay?: string): Setting => ({
  answer: () => ({ kind: 'STATUS', status: code, ...(retryDelay === undefined ? {} : { retryDelay }) }),
});
const said = (advice: object): Setting => ({ answer: () => ({ kind: 'TEXT', text: JSON.stringify(advice) }) });
const page = (code: number, contentType: string, body: string): Setting => ({
  answer: () => ({ kind: 'BODY', status: code, contentType, body }),
});
const MODEL: readonly (readonly [fault: string, failure: AdviceFailure | null, setting: Setting])[] = [
  ['a refused connection', 'UNAVAILABLE', { isClosed: true }],
  ['a key that is not valid', 'REJECTED', { settings: { acceptsKey: () => false } }],
  ['400', 'REJECTED', status(400)],
  ['401', 'REJECTED', status(401)],
  ['403', 'REJECTED', status(403)],
  ['404', 'REJECTED', status(404)],
  ['429', 'QUOTA', status(429)],
  ['429 and a time to wait', 'QUOTA', status(429, '27s')],
  ['500', 'UNAVAILABLE', status(500)],
  ['503', 'UNAVAILABLE', status(503)],
  ['a page for people', 'UNAVAILABLE', page(502, 'text/html', `<h1>Bad gateway</h1><p>${quoting}`)],
  ['half an answer', 'INVALID', page(200, 'application/json', `{"candidates": "${quoting}`)],
  ['no JSON in the answer', 'INVALID', { answer: () => ({ kind: 'TEXT', text: quoting }) }],
  ['another shape in the answer', 'INVALID', said({ reason: 7, prompts: quoting })],
  ['a cut answer', 'INVALID', { answer: () => ({ kind: 'CUT' }) }],
  ['a blocked question', 'BLOCKED', { answer: () => ({ kind: 'BLOCKED' }) }],
  ['a blocked answer', 'BLOCKED', { answer: () => ({ kind: 'SAFETY' }) }],
  ['a redirect', 'UNAVAILABLE', { answer: (to) => ({ kind: 'REDIRECT', to }) }],
  ['a reset', 'UNAVAILABLE', { answer: () => ({ kind: 'RESET' }) }],
  ['a black hole', 'UNAVAILABLE', { answer: () => ({ kind: 'HANG' }) }],
  [
    'an answer that says it in every field',
    null,
    said({
      meanings: [{ person: 'p1', field: 'wish', words: `piano ${KEY}` }],
      prompts: [`piano ${KEY}`, KEY],
      reason: `p1 brings ${KEY}.`,
    }),
  ],
];

describe('the adviser with', () => {
  test.each(MODEL)('%s', async (_fault, failure, setting) => {
    // Lyria's own business is the other table's.
    const { clock, startedAtMs, google, socket, wish, until, mixes, lookAround } = await party({
      ...setting,
      visit: () => ({ handshake: 503 }),
    });
    await until(() => mixes().length > 0);
    await wish('piano like a zorblax');
    await clock.advance(startedAtMs + TICK_MS - clock.nowMs());
    // The answer is on a real wire. The clock stands until it has come, and moves on for the one that never does.
    if (setting.isClosed !== true) await vi.waitFor(() => expect(google.questions).toHaveLength(1));
    if (setting.answer?.('').kind === 'HANG') await clock.advance(DEADLINE_MS);
    await socket.until(({ id, payload }) => id === 'wish' && payload?.data?.myWish.fate !== 'WAITING');
    const told = out.filter((line) => line.startsWith('{') && line.includes('"failure":'));
    expect(told.map((line) => JSON.parse(line).failure)).toEqual(failure === null ? [] : [failure]);
    expect(mixes().map(({ source }) => source)).not.toContain('MODEL');
    if (setting.isClosed !== true) expect(google.questions[0]?.headers['x-goog-api-key']).toBe(KEY);
    await lookAround();
    expect(out.filter((line) => line.startsWith('elsewhere:'))).toEqual([]);
    expect(leaks()).toEqual([]);
  });
});

test('a leak would be found: in a line of the log, in a thrown thing, in an address, and in base64', () => {
  const forms = [
    `a line with ${KEY}`,
    new Error('hidden', { cause: { request: new URL(`wss://google.test/?key=${KEY}`) } }),
    Object.defineProperty({}, 'secret', { value: { deep: [KEY] }, enumerable: false }),
    encodeURIComponent(`?key=${KEY}`).replace('m', '%6d'),
    ...['', 'a', 'ab'].map((before) => Buffer.from(`${before}${KEY} and more`).toString('base64')),
  ];
  for (const form of forms) {
    out.length = 0;
    hear(form);
    expect(leaks(), inspect(form)).toHaveLength(1);
  }
});
