// A room that Lyria plays in, under a test's control: the real package over real sockets to the stand-in, a clock that stands still, and
// an ear that can say of every block who played it and from what.
import { loadGooglePackage } from '../../server/adapters/gemini/google-package.ts';
import { createLyriaEngines, type LyriaEnginesOptions } from '../../server/adapters/gemini/lyria-engine.ts';
import { CHANNELS } from '../../server/domain/audio.ts';
import type { Steering } from '../../server/domain/steering.ts';
import type { BeatMark, MusicEngine, MusicIntent, MusicListener, StartMusicEngine, TurnMark } from '../../server/ports/music-engine.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { createFakeEngines, type FakeEngines } from './fake-engine.ts';
import { type AudioMark, readMark } from './fake-google/audio-marks.ts';
import { type FakeGoogle, startFakeGoogle } from './fake-google/server.ts';
import type { FakeGoogleSettings } from './fake-google/settings.ts';
import { createWireWatch, type WireWatch } from './wire-watch.ts';

export const STEERING: Steering = { bpm: 120, density: 0.5, brightness: 0.5, scale: null, muteBass: false, muteDrums: false, revision: 1 };
export const INTENT: MusicIntent = { prompts: [{ text: 'deep house', weight: 1 }], steering: STEERING };
/** Where a key is wanted; any word will do here. */
export const KEY = 'not-a-key';

/** What the ear makes of 100 ms. */
export interface HeardBlock {
  readonly atMs: number;
  readonly startFrame: number;
  readonly revision: number;
  /** The session it is from; MIXED while two sources fade into one another. */
  readonly from: number | 'BAND' | 'MIXED';
  /** Of its end; `null` when that is not a session's alone. */
  readonly mark: AudioMark | null;
  /** Longest stretch without sound. */
  readonly silentMs: number;
}

export interface Ear extends MusicListener {
  readonly blocks: readonly HeardBlock[];
  readonly beats: readonly BeatMark[];
  readonly states: readonly { readonly atMs: number; readonly health: string; readonly reason: string | null; readonly plays: string }[];
  readonly turns: readonly TurnMark[];
  /** Prompts that were declined. */
  readonly refusals: readonly string[];
}

export function createEar(clock: Pick<FakeClock, 'nowMs'>): Ear {
  const blocks: HeardBlock[] = [];
  const beats: BeatMark[] = [];
  const states: { atMs: number; health: string; reason: string | null; plays: string }[] = [];
  const turns: TurnMark[] = [];
  const refusals: string[] = [];
  return {
    blocks,
    beats,
    states,
    turns,
    refusals,
    block({ startFrame, pcm, revision }) {
      if (pcm === null) throw new Error('The rig asked for samples.');
      const mark = readMark(pcm.subarray(-64));
      const from = mark?.connection ?? (isBand(pcm) ? 'BAND' : 'MIXED');
      blocks.push({ atMs: clock.nowMs(), startFrame, revision, from, mark, silentMs: silentMs(pcm) });
    },
    beat: (mark) => void beats.push(mark),
    health: (health, reason, plays) => void states.push({ atMs: clock.nowMs(), health, reason, plays: plays ?? 'LYRIA' }),
    turn: (mark) => void turns.push(mark),
    declined: (text) => void refusals.push(text),
  };
}

/** The band of the tests plays the same on both sides; the stand-in never does. */
function isBand(pcm: Int16Array): boolean {
  return pcm.every((sample, at) => at % 2 === 0 || sample === pcm[at - 1]);
}

function silentMs(pcm: Int16Array): number {
  let longest = 0;
  let run = 0;
  for (let at = 0; at < pcm.length; at += CHANNELS) {
    run = Math.abs(pcm[at] as number) < 16 && Math.abs(pcm[at + 1] as number) < 16 ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest / 48;
}

export interface LyriaRig {
  readonly clock: FakeClock;
  readonly google: FakeGoogle;
  readonly wire: WireWatch;
  readonly bands: FakeEngines;
  readonly start: StartMusicEngine;
  /** A room with an ear in it. */
  room(intent?: MusicIntent): { readonly ear: Ear; readonly engine: MusicEngine };
  /** Stops every room, and the stand-in. */
  close(): Promise<void>;
}

export async function createLyriaRig(
  settings: Partial<FakeGoogleSettings> = {},
  options: Partial<LyriaEnginesOptions> = {},
): Promise<LyriaRig> {
  // A clock that stands still would not wait for it.
  await loadGooglePackage();
  const wire = createWireWatch();
  let google: FakeGoogle | null = null;
  const clock = createFakeClock(undefined, () => wire.still(google));
  const stand = await startFakeGoogle({ clock, settings });
  google = stand;
  const bands = createFakeEngines(clock);
  const start = createLyriaEngines({
    apiKey: KEY,
    baseUrl: stand.baseUrl,
    clock,
    randomness: { integer: () => 0 },
    startBridge: bands.start,
    createEncoder: () => ({ encode: () => [], close: () => {} }),
    createSocket: wire.createSocket,
    ...options,
  });
  const engines: MusicEngine[] = [];
  return {
    clock,
    google: stand,
    wire,
    bands,
    start,
    room(intent = INTENT) {
      const ear = createEar(clock);
      const engine = start({ seed: 1, intent, listener: ear, wantsPcm: true });
      engines.push(engine);
      return { ear, engine };
    },
    async close() {
      await Promise.all(engines.map((engine) => engine.stop()));
      await wire.still(google);
      await stand.close();
    },
  };
}

export interface Stretch {
  readonly from: HeardBlock['from'];
  readonly atMs: number;
  readonly ms: number;
}

/** Who played when, in order. */
export function stretches({ blocks }: Ear): Stretch[] {
  const list: { from: HeardBlock['from']; atMs: number; ms: number }[] = [];
  for (const { from, startFrame } of blocks) {
    const last = list.at(-1);
    if (last?.from === from) last.ms += 100;
    else list.push({ from, atMs: startFrame / 48, ms: 100 });
  }
  return list;
}
