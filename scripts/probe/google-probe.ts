// Asks the real service, or whoever stands in for it, whether what we assume of it is so: one short session of music and one structured
// answer. Judges nothing else, and prints nothing; the key goes to the service only.
import { GoogleGenAI } from '@google/genai';
import { WebSocket } from 'ws';
import { openLyriaSession } from '../../server/adapters/gemini/lyria-session.ts';
import { createMusicClient } from '../../server/adapters/gemini/music-client.ts';
import type { CreateSocket } from '../../server/adapters/gemini/socket-factory.ts';
import { readServerMessage } from '../../server/adapters/gemini/wire.ts';
import type { Clock } from '../../server/ports/clock.ts';

export interface ProbeRow {
  readonly fact: string;
  readonly found: string;
  readonly assumed: string;
  readonly agrees: boolean;
}

export interface ProbeOptions {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly musicModel: string;
  readonly textModel: string;
  readonly clock: Clock;
  /** How long music is listened to. */
  readonly listenMs: number;
  /** Makes the socket; for tests that want to watch it. */
  readonly createSocket?: CreateSocket;
}

const OPEN_WITHIN_MS = 10_000;

/** What is seen of one session. */
interface Sighting {
  isBinary: boolean | null;
  mimeType: string | null;
  namesItsSource: boolean;
  readyMs: number | null;
  chunks: { readonly atMs: number; readonly bytes: number }[];
  filtered: number;
  end: string | null;
}

export async function probeMusic(options: ProbeOptions): Promise<ProbeRow[]> {
  const { apiKey, baseUrl, musicModel, clock, listenMs } = options;
  const createSocket = options.createSocket ?? ((address, settings) => new WebSocket(address, settings));
  const startMs = clock.nowMs();
  const sinceMs = () => clock.nowMs() - startMs;
  const seen: Sighting = { isBinary: null, mimeType: null, namesItsSource: false, readyMs: null, chunks: [], filtered: 0, end: null };
  await new Promise<void>((resolve) => {
    const open = createMusicClient({
      apiKey,
      baseUrl,
      apiVersion: 'v1beta',
      model: musicModel,
      clock,
      createSocket(address, settings) {
        const socket = createSocket(address, settings);
        socket.on('message', (data, isBinary) => {
          const [chunk] = readServerMessage(JSON.parse(String(data)))?.serverContent?.audioChunks ?? [];
          seen.isBinary = isBinary;
          seen.mimeType ??= chunk?.mimeType ?? null;
        });
        return socket;
      },
    });
    const session = openLyriaSession({
      open,
      clock,
      openWithinMs: OPEN_WITHIN_MS,
      listener: {
        ready() {
          seen.readyMs = sinceMs();
          session.setConfig({
            bpm: 120,
            density: 0.5,
            brightness: 0.5,
            muteBass: false,
            muteDrums: false,
            onlyBassAndDrums: false,
            musicGenerationMode: 'QUALITY',
          });
          session.setPrompts([{ text: 'deep house', weight: 1 }]);
          session.play();
        },
        audio(pcm, made) {
          seen.namesItsSource ||= made?.clientContent !== undefined;
          seen.chunks.push({ atMs: sinceMs(), bytes: pcm.byteLength });
        },
        filtered() {
          seen.filtered += 1;
        },
        ended({ failure }) {
          seen.end = failure;
          cancelEnd();
          resolve();
        },
      },
    });
    const cancelEnd = clock.after(listenMs, () => {
      session.close();
      resolve();
    });
  });
  return musicRows(seen);
}

function musicRows({ isBinary, mimeType, namesItsSource, readyMs, chunks, filtered, end }: Sighting): ProbeRow[] {
  const [first] = chunks;
  const last = chunks.at(-1);
  const heardMs = chunks.slice(1).reduce((sum, { bytes }) => sum + bytes / 192, 0);
  const rate = first && last && chunks.length > 1 ? heardMs / (last.atMs - first.atMs) : null;
  const waitMs = first && readyMs !== null ? first.atMs - readyMs : null;
  const whole = (value: number | null, unit: string) => (value === null ? 'none' : `${Math.round(value)} ${unit}`);
  return [
    row('the session stays open', end ?? 'yes', 'yes', end === null),
    row('setup completes', whole(readyMs, 'ms'), 'within 10 s', readyMs !== null),
    row('first sound after PLAY', whole(waitMs, 'ms'), '1 to 11 s', waitMs !== null && waitMs <= 11_000),
    row('sound of one chunk', whole(first ? first.bytes / 192 : null, 'ms'), '2000 ms', first?.bytes === 384_000),
    row('made of real time', rate === null ? 'none' : rate.toFixed(2), '0.90 to 1.10', rate !== null && rate > 0.9 && rate < 1.1),
    row('frames', isBinary === null ? 'none' : isBinary ? 'binary' : 'text', 'binary', isBinary === true),
    row('label', mimeType ?? 'none', 'audio/l16;rate=48000;channels=2', mimeType === 'audio/l16;rate=48000;channels=2'),
    row('chunks say what they were made from', namesItsSource ? 'yes' : 'no', 'yes', namesItsSource),
    row('a plain prompt is filtered', String(filtered), '0', filtered === 0),
  ];
}

export async function probeAnswer({ apiKey, baseUrl, textModel, clock }: ProbeOptions): Promise<ProbeRow[]> {
  const responseJsonSchema = { type: 'object', properties: { words: { type: 'array', items: { type: 'string' } } }, required: ['words'] };
  const startMs = clock.nowMs();
  try {
    const { models } = new GoogleGenAI({ apiKey, vertexai: false, httpOptions: { baseUrl } });
    const answer = await models.generateContent({
      model: textModel,
      contents: 'Three English words for calm music.',
      config: { responseMimeType: 'application/json', responseJsonSchema, maxOutputTokens: 200, httpOptions: { timeout: 15_000 } },
    });
    const tookMs = clock.nowMs() - startMs;
    const reason = answer.candidates?.[0]?.finishReason ?? 'none';
    return [
      row('an answer comes', `${Math.round(tookMs)} ms`, 'within 3 s', tookMs <= 3_000),
      row('it finishes with', reason, 'STOP', reason === 'STOP'),
      row('it fits the schema', isFitting(answer.text) ? 'yes' : 'no', 'yes', isFitting(answer.text)),
    ];
  } catch (error) {
    // Its words may quote the key.
    const status = typeof error === 'object' && error !== null && 'status' in error ? `status ${error.status}` : 'no answer';
    return [row('an answer comes', status, 'within 3 s', false)];
  }
}

function isFitting(text: string | undefined): boolean {
  try {
    const { words } = JSON.parse(text ?? '');
    return Array.isArray(words) && words.every((word) => typeof word === 'string');
  } catch {
    return false;
  }
}

function row(fact: string, found: string, assumed: string, agrees: boolean): ProbeRow {
  return { fact, found, assumed, agrees };
}
