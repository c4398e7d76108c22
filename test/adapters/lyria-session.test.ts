// One session of Lyria RealTime through the real package and real sockets: what goes over the wire, and every way in which a connection
// can fail. None of them may hang, throw into the process, or leave a socket behind.
import { GoogleGenAI } from '@google/genai';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Verdict } from '../../server/adapters/gemini/failures.ts';
import { type LyriaSession, openLyriaSession } from '../../server/adapters/gemini/lyria-session.ts';
import { createMusicClient, giveSockets } from '../../server/adapters/gemini/music-client.ts';
import type { MadeFrom, WireConfig } from '../../server/adapters/gemini/wire.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { markedAudio } from '../support/fake-google/audio-marks.ts';
import { type FakeGoogle, startFakeGoogle } from '../support/fake-google/server.ts';
import type { FakeGoogleSettings, Visit } from '../support/fake-google/settings.ts';
import { KEY } from '../support/lyria-rig.ts';
import { createWireWatch } from '../support/wire-watch.ts';

const OPEN_WITHIN_MS = 10_000;
const CONFIG: WireConfig = {
  bpm: 120,
  density: 0.4,
  brightness: 0.6,
  muteBass: false,
  muteDrums: false,
  onlyBassAndDrums: false,
  musicGenerationMode: 'QUALITY',
};
const written: string[] = [];
const closing: (() => Promise<void>)[] = [];

beforeEach(() => {
  written.length = 0;
  for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, name).mockImplementation((...words) => void written.push(words.map(String).join(' ')));
  }
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  expect(written.join('\n')).not.toContain(KEY);
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

interface Opened {
  readonly session: LyriaSession;
  readonly sound: Int16Array[];
  readonly made: (MadeFrom | null)[];
  readonly filtered: string[];
  readonly verdicts: Verdict[];
  readonly ready: boolean;
}

async function stand(settings: Partial<FakeGoogleSettings> = {}) {
  const wire = createWireWatch();
  let google: FakeGoogle | null = null;
  const clock = createFakeClock(undefined, () => wire.still(google));
  const started = await startFakeGoogle({ clock, settings: { rate: 1, startLatencyMs: 500, chunkMs: 1_000, ...settings } });
  google = started;
  closing.push(started.close);

  function open(baseUrl = started.baseUrl, onAudio: () => void = () => {}): Opened {
    const client = createMusicClient({
      apiKey: KEY,
      baseUrl,
      apiVersion: 'v1beta',
      model: 'lyria-realtime-exp',
      clock,
      socketLimits: { handshakeMs: 400 },
      createSocket: wire.createSocket,
    });
    const [sound, made, filtered, verdicts]: [Int16Array[], (MadeFrom | null)[], string[], Verdict[]] = [[], [], [], []];
    let ready = false;
    const session = openLyriaSession({
      open: client,
      clock,
      openWithinMs: OPEN_WITHIN_MS,
      listener: {
        ready() {
          ready = true;
        },
        audio(pcm, from) {
          onAudio();
          sound.push(pcm);
          made.push(from);
        },
        filtered: (text) => void filtered.push(text),
        ended: (verdict) => void verdicts.push(verdict),
      },
    });
    return {
      session,
      sound,
      made,
      filtered,
      verdicts,
      get ready() {
        return ready;
      },
    };
  }

  async function playing(onAudio?: () => void): Promise<Opened> {
    const opened = open(undefined, onAudio);
    await clock.advance(100);
    opened.session.setConfig(CONFIG);
    opened.session.setPrompts([{ text: 'deep house', weight: 1 }]);
    opened.session.play();
    await clock.advance(500);
    return opened;
  }
  return { wire, clock, google: started, open, playing };
}

test.each(['BINARY', 'TEXT'] as const)('three seconds of sound arrive byte for byte in %s frames', async (frames) => {
  const { clock, google, playing } = await stand({ frames });
  const { sound, made, session } = await playing();
  await clock.advance(2_000);
  session.close();
  expect(sound).toHaveLength(3);
  sound.forEach((pcm, index) => {
    expect(
      Buffer.from(pcm.buffer).equals(
        Buffer.from(markedAudio({ connection: 0, revision: 2, context: 0, frame: index * 48_000 }, 48_000).buffer),
      ),
    ).toBe(true);
  });
  expect(made[0]).toEqual({ clientContent: { weightedPrompts: [{ text: 'deep house', weight: 1 }] }, musicGenerationConfig: CONFIG });
  expect(google.peers[0]?.frames).toEqual([
    '{"setup":{"model":"models/lyria-realtime-exp"}}',
    `{"musicGenerationConfig":${JSON.stringify(CONFIG)}}`,
    '{"clientContent":{"weightedPrompts":[{"text":"deep house","weight":1}]}}',
    '{"playbackControl":"PLAY"}',
  ]);
});

test('the key goes into the address and nowhere else, on the path of the API', async () => {
  const { google, playing } = await stand();
  await playing();
  const [peer] = google.peers;
  expect(peer?.path).toBe(`//ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateMusic?key=${KEY}`);
  expect(JSON.stringify(peer?.headers)).not.toContain(KEY);
});

test('nothing but the setup is said before the setup is complete', async () => {
  const { clock, google, open } = await stand({ visit: () => ({ setup: 3_000 }) });
  const opened = open();
  opened.session.setPrompts([{ text: 'too early', weight: 1 }]);
  opened.session.play();
  await clock.advance(2_900);
  expect(opened.ready).toBe(false);
  expect(google.peers[0]?.frames).toEqual(['{"setup":{"model":"models/lyria-realtime-exp"}}']);
  await clock.advance(200);
  expect(opened.ready).toBe(true);
});

const BAD_STARTS: readonly (readonly [string, Visit, Partial<Verdict>])[] = [
  ['a handshake answered with 400', { handshake: 400 }, { failure: 'REFUSED', isFinal: true }],
  ['a handshake answered with 403', { handshake: 403 }, { failure: 'KEY_REJECTED', isFinal: true }],
  ['a handshake answered with 429', { handshake: 429 }, { failure: 'QUOTA', isFinal: false, restMs: 60_000 }],
  ['a handshake answered with 503', { handshake: 503 }, { failure: 'UNAVAILABLE', isFinal: false }],
  ['a redirect', { handshake: 307 }, { failure: 'UNAVAILABLE', isFinal: false }],
  ['a connection that breaks in the handshake', { handshake: 'RESET' }, { failure: 'UNAVAILABLE', isFinal: false }],
  ['a handshake that is never answered', { handshake: 'HANG' }, { isFinal: false }],
  ['a setup that never completes', { setup: 'NEVER' }, { failure: 'TIMEOUT', isFinal: false }],
  ['a setup that completes too late', { setup: OPEN_WITHIN_MS + 1_000 }, { failure: 'TIMEOUT', isFinal: false }],
  ['a rejected key', { refuse: { code: 1007, reason: 'API key not valid.' } }, { failure: 'KEY_REJECTED', isFinal: true }],
  ['a model that is not allowed', { refuse: { code: 1008, reason: 'not allowed' } }, { failure: 'REFUSED', isFinal: true }],
  ['an exhausted quota', { refuse: { code: 1011, reason: 'Quota exceeded' } }, { failure: 'QUOTA', isFinal: false, restMs: 60_000 }],
];

test.each(BAD_STARTS)('%s ends the session in time, with no socket left', async (_, visit, verdict) => {
  const { wire, clock, open } = await stand({ visit: () => visit });
  const { verdicts } = open();
  await clock.advance(OPEN_WITHIN_MS + 2_000);
  expect(verdicts).toEqual([expect.objectContaining(verdict)]);
  await clock.advance(1_000);
  expect(wire.open()).toBe(0);
});

test('a port that nobody listens on ends the session at once', async () => {
  const gone = await stand();
  await gone.google.close();
  const { clock, open, wire } = await stand();
  const { verdicts } = open(gone.google.baseUrl);
  await clock.advance(1_000);
  expect(verdicts).toEqual([{ failure: 'UNAVAILABLE', isFinal: false, restMs: 0 }]);
  expect(wire.open()).toBe(0);
});

const chunk = (data: string, mimeType = 'audio/l16;rate=48000;channels=2') =>
  JSON.stringify({ serverContent: { audioChunks: [{ data, mimeType }] } });
const GARBAGE: readonly (readonly [string, string | Buffer])[] = [
  ['broken JSON', '{"serverContent":'],
  ['a JSON array', '[]'],
  ['an empty frame', ''],
  ['a frame of 9 MiB', Buffer.alloc(9 * 1_024 * 1_024, 32)],
  ['bad base64', chunk('????????')],
  ['an odd number of bytes', chunk(Buffer.alloc(7).toString('base64'))],
  ['a wrong rate', chunk(Buffer.alloc(8).toString('base64'), 'audio/l16;rate=44100;channels=2')],
  ['a message of another shape', '{"serverContent":{"audioChunks":"many"}}'],
];

test.each(GARBAGE)('%s ends the session and nothing else', async (_, data) => {
  const { wire, clock, google, playing } = await stand();
  const { verdicts } = await playing();
  google.peers[0]?.act({ kind: 'SEND', data });
  await clock.advance(100);
  expect(verdicts).toEqual([{ failure: 'GARBLED', isFinal: false, restMs: 0 }]);
  await clock.advance(1_000);
  expect(wire.open()).toBe(0);
});

test('fields that are not known yet, warnings and the header of a WAV file disturb nothing', async () => {
  const { clock, google, playing } = await stand();
  const { sound, verdicts } = await playing();
  const header = Buffer.concat([Buffer.from('RIFF....WAVEfmt '), Buffer.alloc(20), Buffer.from('data....')]);
  const peer = google.peers[0];
  peer?.act({ kind: 'SEND', data: '{"somethingNew":{"a":1}}' });
  peer?.act({ kind: 'SEND', data: '{"warning":"slow down"}' });
  peer?.act({ kind: 'SEND', data: chunk(Buffer.concat([header, Buffer.alloc(8, 1)]).toString('base64'), 'audio/wav') });
  await clock.advance(100);
  expect(verdicts).toEqual([]);
  expect(sound.at(-1)).toEqual(new Int16Array(4).fill(257));
});

test('a peer that no longer reads or answers is given up', async () => {
  const { wire, clock, google, playing } = await stand();
  const { verdicts } = await playing();
  google.peers[0]?.act({ kind: 'DEAF' });
  await clock.advance(21_000);
  expect(verdicts).toEqual([{ failure: 'STALLED', isFinal: false, restMs: 0 }]);
  await clock.advance(1_000);
  expect(wire.open()).toBe(0);
});

test('a listener that throws ends its session, not the process', async () => {
  const { clock, playing } = await stand();
  const { verdicts } = await playing(() => {
    throw new Error('not today');
  });
  await clock.advance(100);
  expect(verdicts).toEqual([{ failure: 'GARBLED', isFinal: false, restMs: 0 }]);
});

test('the package still keeps its sockets where they can be replaced, and is of the line that this Node may run', async () => {
  const { live } = new GoogleGenAI({ apiKey: KEY, vertexai: false });
  expect(live.music).toHaveProperty('webSocketFactory');
  expect(() => giveSockets({}, { create: vi.fn(), close: vi.fn() })).toThrow('@google/genai');
  const { default: manifest } = await import('../../package.json', { with: { type: 'json' } });
  const { default: own } = await import('../../node_modules/@google/genai/package.json', { with: { type: 'json' } });
  expect(own.version).toBe(manifest.dependencies['@google/genai']);
  expect(Number(own.version.split('.')[0])).toBeLessThan(3);
});

test('the environment turns the connection neither to another address nor to another service', async () => {
  vi.stubEnv('GOOGLE_GEMINI_BASE_URL', 'http://127.0.0.1:9');
  vi.stubEnv('GOOGLE_GENAI_USE_VERTEXAI', 'true');
  vi.stubEnv('GOOGLE_API_KEY', 'another-word');
  const { google, playing } = await stand();
  await playing();
  expect(google.peers[0]?.key).toBe(KEY);
});
