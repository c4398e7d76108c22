// The environment as Config: defaults, all mistakes at once, and no secret in a message or a log line.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CONFIG_TABLE, ConfigMistakes, lanAddress, readConfig } from '../../server/config.ts';
import { limitVariables } from '../../server/config-limits.ts';

const root = join(import.meta.dirname, '../..');

function mistakesOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigMistakes) return error.lines;
    throw error;
  }
}

test('an empty environment is a complete, frozen configuration', () => {
  const config = readConfig({});
  expect(config).toEqual({
    port: 4000,
    host: '0.0.0.0',
    publicOrigin: `http://${lanAddress()}:4000`,
    allowedOrigins: [],
    maxStreamListeners: 500,
    roomDelayMs: 300,
    trustProxy: [],
    introspection: true,
    metricsToken: null,
    limits: {
      messageBytes: 65_536,
      sockets: 10_000,
      socketsPerAddress: 1_000,
      operationsPerSocket: 50,
      messagesPerSecond: 100,
      operationsPerTicket: 50,
      operationsPerAddress: 1_000,
      roomsPerAddress: 20,
      joinsPerAddress: 100,
      wrongPasswords: 20,
      depth: 12,
      aliases: 15,
      directives: 20,
      tokens: 1_000,
    },
    dataDir: './data',
    logLevel: 'info',
    databaseUrl: null,
    keepRoomsDays: 30,
    keepStoryEvents: 2_000,
    redisUrl: null,
    gemini: null,
  });
  expect(Object.isFrozen(config)).toBe(true);
  expect(Object.isFrozen(config.limits)).toBe(true);
});

test('blank counts as not set, and origins are normalised', () => {
  const config = readConfig({
    PORT: ' ',
    PUBLIC_ORIGIN: 'https://Coro.example/',
    ALLOWED_ORIGINS: 'https://a.example, http://b.example:8080',
  });
  expect(config.port).toBe(4000);
  expect(config.publicOrigin).toBe('https://coro.example');
  expect(config.allowedOrigins).toEqual(['https://a.example', 'http://b.example:8080']);
});

test('the join links of a default configuration lead to the port it listens on', () => {
  expect(readConfig({ PORT: '4321' }).publicOrigin).toMatch(/^http:\/\/[^/]+:4321$/);
});

test('all mistakes are told at once, a line each', () => {
  const lines = mistakesOf({
    PORT: '70000',
    HOST: 'not a host',
    PUBLIC_ORIGIN: 'coro.example',
    ALLOWED_ORIGINS: 'https://a.example,https://b.example/path',
    LOG_LEVEL: 'loud',
    DATABASE_URL: 'mysql://localhost/coro',
    KEEP_ROOMS_DAYS: '0',
    KEEP_STORY_EVENTS: '19',
    REDIS_URL: 'localhost',
  });
  expect(lines.map((line) => line.split(' ')[0])).toEqual([
    'PORT',
    'HOST',
    'PUBLIC_ORIGIN',
    'ALLOWED_ORIGINS',
    'LOG_LEVEL',
    'DATABASE_URL',
    'KEEP_ROOMS_DAYS',
    'KEEP_STORY_EVENTS',
    'REDIS_URL',
  ]);
  expect(lines[3]).toContain('entry 2');
});

test('with a key, Gemini is asked with what the rest says; without one, nobody is', () => {
  expect(readConfig({ GEMINI_MODEL: 'gemini-3.8-flash' }).gemini).toBeNull();
  expect(readConfig({ GEMINI_API_KEY: 'a-word', GOOGLE_GEMINI_BASE_URL: 'http://127.0.0.1:9', GEMINI_CALLS_PER_DAY: '7' }).gemini).toEqual({
    apiKey: 'a-word',
    model: 'gemini-3.5-flash-lite',
    baseUrl: 'http://127.0.0.1:9',
    callsPerMinute: 15,
    callsPerDay: 7,
  });
});

test.each(['0', '-1', '65536', '4e3', '4000.5', 'abc'])('PORT=%s is refused', (port) => {
  expect(mistakesOf({ PORT: port })).toEqual(['PORT must be a whole number from 1 to 65535.']);
});

test.each([
  ['TRUST_PROXY', 'loopback, private, 10.0.0.0/8, 2001:db8::/32, 192.0.2.1', true],
  ['TRUST_PROXY', '10.0.0.0/33', false],
  ['TRUST_PROXY', 'true', false],
  ['TRUST_PROXY', '10.0.0.0/8/8', false],
  ['INTROSPECTION', 'off', true],
  ['INTROSPECTION', 'maybe', false],
  ['METRICS_TOKEN', 'short', false],
  ['METRICS_TOKEN', 'long enough? no', false],
  ['MAX_SOCKETS', '0', false],
  ['MAX_SOCKETS', '5000', true],
  ['MAX_DEPTH', '3', false],
  ['ROOM_DELAY_MS', '2000', true],
  ['ROOM_DELAY_MS', '299', false],
  ['ROOM_DELAY_MS', '2001', false],
])('%s=%s: %s', (name, value, isFine) => {
  expect(mistakesOf({ [name]: value }).map((line) => line.split(' ')[0])).toEqual(isFine ? [] : [name]);
});

test('a mistake never repeats a value that may be secret', () => {
  expect(mistakesOf({ DATABASE_URL: `mysql://user:${'hunter2'}@db/coro` }).join()).not.toContain('hunter2');
});

test('every variable is in the table with a description', () => {
  expect(CONFIG_TABLE.map(({ name }) => name)).toEqual([
    'PORT',
    'HOST',
    'PUBLIC_ORIGIN',
    'ALLOWED_ORIGINS',
    'MAX_STREAM_LISTENERS',
    'ROOM_DELAY_MS',
    'TRUST_PROXY',
    'INTROSPECTION',
    'METRICS_TOKEN',
    'DATA_DIR',
    'LOG_LEVEL',
    'DATABASE_URL',
    'KEEP_ROOMS_DAYS',
    'KEEP_STORY_EVENTS',
    'REDIS_URL',
    'GEMINI_API_KEY',
    'GEMINI_MODEL',
    'GOOGLE_GEMINI_BASE_URL',
    'GEMINI_CALLS_PER_MINUTE',
    'GEMINI_CALLS_PER_DAY',
    ...Object.keys(limitVariables),
  ]);
  expect(CONFIG_TABLE.filter(({ description }) => description.length < 20)).toEqual([]);
});

test('a server with mistakes prints them all and ends with 1, without a stack', () => {
  const env = { ...process.env, PORT: 'abc', LOG_LEVEL: 'loud' };
  const run = () =>
    execFileSync(process.execPath, ['--import', 'tsx', 'server/main.ts'], { cwd: root, env, stdio: 'pipe', encoding: 'utf8' });
  const failure = (() => {
    try {
      return { status: 0, stderr: run() };
    } catch (error) {
      return error as { status: number; stderr: string };
    }
  })();
  expect(failure.status).toBe(1);
  expect(failure.stderr).toContain('PORT must be');
  expect(failure.stderr).toContain('LOG_LEVEL must be');
  expect(failure.stderr).not.toContain('    at ');
});
