// A music engine under a test's control: a tone whose pitch tells the block, four beats a bar, intents that land at the next block
// and turns that begin at the next bar line.
import { CHANNELS, CHUNK_FRAMES, PACKET_FRAMES, rmsOf, SAMPLE_RATE_HZ } from '../../server/domain/audio.ts';
import type { AudioEncoder } from '../../server/ports/audio-encoder.ts';
import type { Clock } from '../../server/ports/clock.ts';
import type { MusicEngine, MusicIntent, MusicListener, StartMusicEngine, Turn, TurnMark } from '../../server/ports/music-engine.ts';

const AHEAD_MS = 400;
const BLOCK_MS = 100;
const BEAT_FRAMES = SAMPLE_RATE_HZ / 2;
const BAR_FRAMES = 4 * BEAT_FRAMES;
const TURN_BARS: Readonly<Record<Turn, { readonly build: number; readonly after: number }>> = {
  DROP: { build: 2, after: 8 },
  BREAKDOWN: { build: 0, after: 8 },
  BUILD: { build: 4, after: 0 },
  KEY_LIFT: { build: 0, after: 16 },
  HALF_TIME: { build: 0, after: 8 },
};

export interface FakeEngine extends MusicEngine {
  readonly seed: number;
  /** Every intent that was given, the first one included. */
  readonly intents: readonly MusicIntent[];
  /** Every turn that was asked for, as it was told. */
  readonly turns: readonly TurnMark[];
  readonly listener: MusicListener;
  readonly isStopped: boolean;
  readonly wantsPcm: boolean;
  /** Renders the next block now. */
  render(): void;
}

export interface FakeEngines {
  readonly start: StartMusicEngine;
  /** In order of their start. */
  readonly all: FakeEngine[];
  /** How many have been started and have not been told to stop. */
  running(): number;
  /** The next start throws. */
  failNext(): void;
  /** The next intent is refused. */
  refuseNext(): void;
  /** What `stop` waits for, from now on. */
  holdStops(until: Promise<void>): void;
}

/** Each says how many packets long it is, and which of the block's five it is. */
function fivePackets(pcm: Int16Array): Uint8Array[] {
  return Array.from({ length: pcm.length / (PACKET_FRAMES * CHANNELS) }, (_, index) => Uint8Array.of(1, index));
}

/** With a clock the engines pace themselves as real ones do: 400 ms at once, then a block every 100 ms. Without, tests call `render`. */
export function createFakeEngines(clock?: Clock, encode: AudioEncoder['encode'] = fivePackets): FakeEngines {
  const all: FakeEngine[] = [];
  let shallFail = false;
  let shallRefuse = false;
  let stopsWaitFor = Promise.resolve();

  return {
    all,
    running: () => all.filter(({ isStopped }) => !isStopped).length,
    failNext() {
      shallFail = true;
    },
    refuseNext() {
      shallRefuse = true;
    },
    holdStops(until) {
      stopsWaitFor = until;
    },
    start({ seed, intent, listener, wantsPcm: wantsPcmFirst = false }) {
      if (shallFail) {
        shallFail = false;
        throw new Error('no such engine today');
      }
      const intents = [intent];
      const turns: TurnMark[] = [];
      let blocks = 0;
      let wantsPcm = wantsPcmFirst;
      let isStopped = false;
      let cancel = () => {};
      const newest = () => intents.at(-1) as MusicIntent;

      function render(): void {
        const startFrame = blocks * CHUNK_FRAMES;
        const { revision, bpm } = newest().steering;
        for (let beat = Math.ceil(startFrame / BEAT_FRAMES); beat * BEAT_FRAMES < startFrame + CHUNK_FRAMES; beat += 1) {
          const atFrame = beat * BEAT_FRAMES;
          listener.beat({ atFrame, bar: Math.floor(beat / 4), beat: beat % 4, section: 'verse', chord: 'Am', bpm, revision });
        }
        const pcm = toneOfBlock(blocks);
        listener.block({ startFrame, packets: encode(pcm), pcm: wantsPcm ? pcm : null, rms: rmsOf(pcm), revision });
        blocks += 1;
      }

      const engine: FakeEngine = {
        kind: 'HOUSE_BAND',
        seed,
        intents,
        turns,
        listener,
        get isStopped() {
          return isStopped;
        },
        get wantsPcm() {
          return wantsPcm;
        },
        render,
        wantPcm(isWanted) {
          wantsPcm = isWanted;
        },
        steer(next) {
          if (shallRefuse) {
            shallRefuse = false;
            throw new Error('no such music');
          }
          intents.push(next);
        },
        turn(turn, id) {
          const { build, after } = TURN_BARS[turn];
          const beginsAtFrame = Math.ceil((blocks * CHUNK_FRAMES) / BAR_FRAMES) * BAR_FRAMES;
          const landsAtFrame = beginsAtFrame + build * BAR_FRAMES;
          const mark: TurnMark = { id, turn, beginsAtFrame, landsAtFrame, endsAtFrame: landsAtFrame + after * BAR_FRAMES };
          turns.push(mark);
          listener.turn?.(mark);
        },
        stop() {
          isStopped = true;
          cancel();
          return stopsWaitFor;
        },
      };
      all.push(engine);

      if (clock !== undefined) {
        const startedAtMs = clock.nowMs();
        const pace = (): void => {
          while (!isStopped && blocks * BLOCK_MS <= clock.nowMs() - startedAtMs + AHEAD_MS) render();
          if (!isStopped) cancel = clock.after(BLOCK_MS, pace);
        };
        cancel = clock.after(0, pace);
      }
      return engine;
    },
  };
}

/** 100 ms of a sine at 200 Hz + 10 Hz per block number, so that a listener can tell which block it hears. */
export function toneOfBlock(number: number): Int16Array {
  const pcm = new Int16Array(CHUNK_FRAMES * CHANNELS);
  const step = (2 * Math.PI * (200 + 10 * number)) / SAMPLE_RATE_HZ;
  for (let frame = 0; frame < CHUNK_FRAMES; frame += 1) pcm.fill(Math.round(8_000 * Math.sin(step * frame)), frame * 2, frame * 2 + 2);
  return pcm;
}
