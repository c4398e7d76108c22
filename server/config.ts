// Reads the environment into one frozen, typed Config. Every mistake is collected and told at once; nothing else reads `process.env`.
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { z } from 'zod';
import { count, type Limits, limitsOf, limitVariables } from './config-limits.ts';
import { MAX_DELAY_MS, MIN_DELAY_MS } from './domain/room-delay.ts';
import { LOG_LEVELS, type LogLevel } from './log.ts';

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Scheme, host and port that people type or scan, without a slash at the end. */
  readonly publicOrigin: string;
  /** Origins of other web pages that may call this server. */
  readonly allowedOrigins: readonly string[];
  /** Of `stream.ogg`, all rooms together. */
  readonly maxStreamListeners: number;
  /** Proxies in front whose word about a caller's address counts; ranges of addresses, or `loopback` and `private`. */
  readonly trustProxy: readonly string[];
  readonly introspection: boolean;
  /** `null`: metrics are for this machine alone. */
  readonly metricsToken: string | null;
  readonly limits: Limits;
  /** How long after an engine's first block its first frame sounds at least. */
  readonly roomDelayMs: number;
  readonly dataDir: string;
  readonly logLevel: LogLevel;
  readonly databaseUrl: string | null;
  readonly keepRoomsDays: number;
  /** Of each room. */
  readonly keepStoryEvents: number;
  readonly redisUrl: string | null;
  /** `null`: Gemini is asked for nothing. */
  readonly gemini: {
    readonly apiKey: string;
    readonly model: string;
    /** `null`: Google's own address. */
    readonly baseUrl: string | null;
    readonly callsPerMinute: number;
    readonly callsPerDay: number;
  } | null;
}

/** All mistakes of one environment, a readable line each. */
export class ConfigMistakes extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'ConfigMistakes';
    this.lines = lines;
  }
}

const PORT_RULE = 'must be a whole number from 1 to 65535';
const ORIGIN_RULE = 'must be an origin such as https://coro.example: http or https, a host, perhaps a port, and no path';

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, origin } = new URL(text);
  return ['http:', 'https:'].includes(protocol) && origin === text.replace(/\/$/, '').toLowerCase();
}
const origin = z
  .string()
  .refine(isOrigin, ORIGIN_RULE)
  .transform((text) => new URL(text).origin);

function url(schemes: readonly string[]) {
  const rule = `must be a URL that begins with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`;
  return z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), rule);
}

const PROXY_RULE = 'must be loopback, private, an IP address, or a range such as 10.0.0.0/8';

function isAddressRange(text: string): boolean {
  if (text === 'loopback' || text === 'private') return true;
  const [address = '', prefix, ...rest] = text.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return bits > 0 && rest.length === 0 && (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits));
}

const variables = {
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, PORT_RULE)
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65_535, PORT_RULE)
    .default(4000)
    .describe('TCP port for everything: pages, GraphQL, WebSockets. 1 to 65535.'),
  HOST: z
    .string()
    .regex(/^[\w.:%-]+$/, 'must be an IP address or a host name')
    .default('0.0.0.0')
    .describe('Address to listen on. `127.0.0.1` keeps phones out.'),
  PUBLIC_ORIGIN: origin
    .optional()
    .describe('Where people reach this server, e.g. `https://coro.example`; goes into join links and QR codes.'),
  ALLOWED_ORIGINS: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(origin))
    .default([])
    .describe('Comma-separated origins of other web pages that may use the API, e.g. `https://play.example`. Our own page always may.'),
  MAX_STREAM_LISTENERS: count(0, 999_999)
    .default(500)
    .describe('So many players may hear `/rooms/CODE/stream.ogg` at a time, all rooms together. 0 to 999999.'),
  ROOM_DELAY_MS: count(MIN_DELAY_MS, MAX_DELAY_MS)
    .default(MIN_DELAY_MS)
    .describe(
      `Every room plays so many milliseconds behind its band at least, and later while a listener’s network needs it. More hides longer hiccups of networks and of this machine, and makes thumbs slower: 2000 hides a server that stands still for two seconds. ${MIN_DELAY_MS} to ${MAX_DELAY_MS}.`,
    ),
  TRUST_PROXY: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(z.string().refine(isAddressRange, PROXY_RULE)))
    .default([])
    .describe(
      'Proxies in front of Coro whose `X-Forwarded-For` is believed, comma-separated: `loopback`, `private`, addresses, or ranges such as `10.0.0.0/8`. Empty: nobody’s, and a caller is who connects.',
    ),
  INTROSPECTION: z
    .enum(['on', 'off'], 'must be on or off')
    .default('on')
    .transform((text) => text === 'on')
    .describe('`on`: clients may ask for the schema, which explorers and code generators need. `off`: they may not.'),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\w.~+/=-]{16,256}$/, 'must have 16 to 256 letters, digits or any of -._~+/=')
    .optional()
    .describe(
      '`/metrics` answers who sends it as `Authorization: Bearer`. Not set: `/metrics` answers only programs on this machine that did not come through a proxy.',
    ),
  DATA_DIR: z
    .string()
    .default('./data')
    .describe(
      'Folder for everything that is kept on disk, first of all the rooms in `coro.db`; made when it is missing. `:memory:` keeps nothing.',
    ),
  LOG_LEVEL: z
    .enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`)
    .default('info')
    .describe(`How much is logged: ${LOG_LEVELS.map((level) => `\`${level}\``).join(', ')}.`),
  DATABASE_URL: url(['postgres:', 'postgresql:'])
    .optional()
    .describe('PostgreSQL to keep rooms in, `postgres://…`, in place of a file in DATA_DIR.'),
  KEEP_ROOMS_DAYS: count(1, 3_650)
    .default(30)
    .describe(
      'Rooms that nobody has used for so many days while the server was off, and what a story tells from before, are let go. 1 to 3650.',
    ),
  KEEP_STORY_EVENTS: count(20, 1_000_000)
    .default(2_000)
    .describe('So many of the newest events of a room’s story are kept at least. 20 to 1000000.'),
  REDIS_URL: url(['redis:', 'rediss:'])
    .optional()
    .describe('Reserved, not used yet: Redis or Valkey to join several servers to one, `redis://…`.'),
  GEMINI_API_KEY: z
    .string()
    .optional()
    .describe(
      'Key of the Gemini API: Lyria RealTime then plays, with the built-in band beside it, and Gemini helps to decide. Without it nobody is contacted.',
    ),
  GEMINI_MODEL: z
    .string()
    .regex(/^[\w./-]{1,80}$/, 'must be the id of a model such as gemini-3.5-flash-lite')
    .default('gemini-3.5-flash-lite')
    .describe('Which model helps to decide.'),
  GOOGLE_GEMINI_BASE_URL: url(['http:', 'https:'])
    .optional()
    .describe('Where Gemini and Lyria are, if not at Google: a proxy, or a stand-in for tests, `http://…`.'),
  GEMINI_CALLS_PER_MINUTE: count(1, 600)
    .default(15)
    .describe('At most so many questions a minute, all rooms together; a room asks at most every 8 s. 1 to 600.'),
  GEMINI_CALLS_PER_DAY: count(1, 1_000_000).default(1_000).describe('At most so many questions a day, all rooms together. 1 to 1000000.'),
  ...limitVariables,
};

/** Shown as default where it is not a constant. */
const COMPUTED_DEFAULTS: Readonly<Record<string, string>> = { PUBLIC_ORIGIN: 'http://<first LAN address>:PORT', INTROSPECTION: 'on' };

/** One row per variable for the README, in the order in which they are best read. */
export const CONFIG_TABLE: readonly { readonly name: string; readonly default: string; readonly description: string }[] = Object.entries(
  variables,
).map(([name, schema]) => ({
  name,
  default: COMPUTED_DEFAULTS[name] ?? String(schema.safeParse(undefined).data ?? ''),
  description: schema.description ?? '',
}));

/** The address that phones in the same network can reach, or `localhost` when there is none. */
export function lanAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? 'localhost';
}

function nameOf([variable, index]: readonly PropertyKey[]): string {
  return typeof index === 'number' ? `${String(variable)} (entry ${index + 1})` : String(variable);
}

/** Throws ConfigMistakes with a line for each wrong variable. Blank counts as not set. Values that may be secret are not repeated. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.keys(variables).flatMap((name) => {
    const value = environment[name]?.trim();
    return value ? [[name, value]] : [];
  });
  const { data, error } = z.object(variables).safeParse(Object.fromEntries(given));
  if (error) throw new ConfigMistakes(error.issues.map(({ path, message }) => `${nameOf(path)} ${message}.`));
  return Object.freeze({
    port: data.PORT,
    host: data.HOST,
    publicOrigin: data.PUBLIC_ORIGIN ?? `http://${lanAddress()}:${data.PORT}`,
    allowedOrigins: Object.freeze(data.ALLOWED_ORIGINS),
    maxStreamListeners: data.MAX_STREAM_LISTENERS,
    roomDelayMs: data.ROOM_DELAY_MS,
    trustProxy: Object.freeze(data.TRUST_PROXY),
    introspection: data.INTROSPECTION,
    metricsToken: data.METRICS_TOKEN ?? null,
    limits: limitsOf(data),
    dataDir: data.DATA_DIR,
    logLevel: data.LOG_LEVEL,
    databaseUrl: data.DATABASE_URL ?? null,
    keepRoomsDays: data.KEEP_ROOMS_DAYS,
    keepStoryEvents: data.KEEP_STORY_EVENTS,
    redisUrl: data.REDIS_URL ?? null,
    gemini:
      data.GEMINI_API_KEY === undefined
        ? null
        : Object.freeze({
            apiKey: data.GEMINI_API_KEY,
            model: data.GEMINI_MODEL,
            baseUrl: data.GOOGLE_GEMINI_BASE_URL ?? null,
            callsPerMinute: data.GEMINI_CALLS_PER_MINUTE,
            callsPerDay: data.GEMINI_CALLS_PER_DAY,
          }),
  });
}
