// One session of Lyria RealTime with the sound it has made and nobody has heard yet: steers it, meters how fast it makes music, and
// counts beats on the grid of its tempo. Lyria tells neither downbeats nor chords, so bars are counted from where it goes on air.
import { SAMPLE_RATE_HZ } from '../../domain/audio.ts';
import type { Clock } from '../../ports/clock.ts';
import type { MusicIntent } from '../../ports/music-engine.ts';
import { type Verdict, verdictOn } from './failures.ts';
import { openLyriaSession } from './lyria-session.ts';
import type { OpenMusic } from './music-client.ts';
import { createPcmQueue } from './pcm-queue.ts';
import type { RefusedPrompts } from './refused-prompts.ts';
import type { Source, SourceBeat } from './source.ts';
import { createSteerer } from './steerer.ts';
import type { Grid, MadeFrom } from './wire.ts';

export interface Deck extends Source {
  /** Begins to make music from the newest intent, as soon as the session is ready. Idempotent. */
  play(): void;
  steer(intent: MusicIntent): void;
  /** Begins afresh in the newest tempo and scale; only while nobody hears it. */
  retune(): void;
  /** The session has ended; what it made can still be heard. */
  hasEnded(): boolean;
  /** Since the session was opened. */
  ageMs(): number;
  /** Tempo and scale of all that it plays. */
  grid(): Grid;
  /** Sound in hand, the part of the next chunk that should be made by now included: it does not swing as chunks arrive. */
  levelMs(): number;
  /** Since the last sound came, or since PLAY. */
  quietMs(): number;
  /** How long until it runs dry, judged by the last chunks; infinite while it makes music as fast as it is heard. */
  runwayMs(): number;
  /** Ends the session; what it made can still be heard. */
  close(): void;
}

export interface DeckOptions {
  readonly open: OpenMusic;
  readonly clock: Clock;
  readonly intent: MusicIntent;
  readonly refused: RefusedPrompts;
  readonly openWithinMs: number;
  readonly soundWithinMs: number;
  /** A prompt was refused for the first time. */
  readonly onRefused: (text: string) => void;
  /** Once, unless it was closed from here. */
  readonly onEnd: (verdict: Verdict) => void;
}

const BEATS_PER_BAR = 4;
/** The rate is judged by so many chunks. */
const METERED_CHUNKS = 6;
/** So long after a new beginning, sound from before it may still arrive. */
const STALE_MS = 5_000;
const FRAMES_PER_MS = SAMPLE_RATE_HZ / 1_000;

export function createDeck(options: DeckOptions): Deck {
  const { clock, refused } = options;
  const queue = createPcmQueue();
  let intent = options.intent;
  let grid: Grid = gridOf(intent);
  let state: 'OPENING' | 'READY' | 'PLAYING' | 'ENDED' = 'OPENING';
  let isWanted = false;
  let position = 0;
  let gridStart = 0;
  let quietSinceMs = clock.nowMs();
  let chunks: readonly { readonly atMs: number; readonly ms: number }[] = [];
  let suspects: readonly string[] = [];
  let staleUntilMs = 0;
  let cancelDeadline = () => {};

  const session = openLyriaSession({
    open: options.open,
    clock,
    openWithinMs: options.openWithinMs,
    listener: {
      ready() {
        state = 'READY';
        if (isWanted) begin();
      },
      audio(pcm, made) {
        if (clock.nowMs() < staleUntilMs && isOfOtherTempo(made)) return;
        cancelDeadline();
        quietSinceMs = clock.nowMs();
        const ms = pcm.length / 2 / FRAMES_PER_MS;
        chunks = [...chunks, { atMs: quietSinceMs, ms }].slice(-METERED_CHUNKS);
        queue.push(pcm, steerer.revisionOf(made));
        for (const text of suspects) refuse(text);
        suspects = [];
      },
      filtered(text) {
        // A key in a hurry is answered with a filtered prompt and no sound: the text is to blame only when there is sound.
        if (chunks.length > 0) refuse(text);
        else suspects = [...suspects, text];
      },
      ended: end,
    },
  });
  let steerer = createSteerer({ clock, grid, isRefused: refused.has, send: session });

  function begin(): void {
    state = 'PLAYING';
    grid = gridOf(intent);
    steerer = createSteerer({ clock, grid, isRefused: refused.has, send: session });
    steerer.begin(intent);
    session.play();
    quietSinceMs = clock.nowMs();
    cancelDeadline = clock.after(options.soundWithinMs, () => {
      session.close();
      for (const text of suspects) if (refused.suspect(text)) options.onRefused(text);
      end(verdictOn(suspects.length > 0 ? 'THROTTLED' : 'TIMEOUT'));
    });
  }

  function isOfOtherTempo(made: MadeFrom | null): boolean {
    const bpm = made?.musicGenerationConfig?.bpm;
    return typeof bpm === 'number' && Math.abs(bpm - grid.bpm) > 0.5;
  }

  function end(verdict: Verdict): void {
    if (state === 'ENDED') return;
    finish();
    options.onEnd(verdict);
  }

  function finish(): void {
    state = 'ENDED';
    cancelDeadline();
    steerer.stop();
  }

  function refuse(text: string): void {
    if (!refused.add(text)) return;
    steerer.aim(intent);
    options.onRefused(text);
  }

  const heldMs = () => queue.frames() / FRAMES_PER_MS;
  const beatFrames = () => (60 / grid.bpm) * SAMPLE_RATE_HZ;
  const lastChunkMs = () => chunks.at(-1)?.ms ?? 0;

  return {
    kind: 'LYRIA',
    play() {
      isWanted = true;
      if (state === 'READY') begin();
    },
    steer(next) {
      intent = next;
      if (state === 'PLAYING') steerer.aim(next);
    },
    retune() {
      if (state !== 'PLAYING') return;
      steerer.stop();
      cancelDeadline();
      queue.drop(queue.frames());
      chunks = [];
      staleUntilMs = clock.nowMs() + STALE_MS;
      session.stop();
      begin();
    },
    hasEnded: () => state === 'ENDED',
    ageMs: session.ageMs,
    grid: () => grid,
    levelMs: () => heldMs() + Math.min(lastChunkMs(), clock.nowMs() - quietSinceMs),
    quietMs: () => clock.nowMs() - quietSinceMs,
    runwayMs() {
      const first = chunks[0];
      if (first === undefined || chunks.length < 3) return Number.POSITIVE_INFINITY;
      const lateMs = clock.nowMs() - quietSinceMs - lastChunkMs();
      const leastMs = Math.max(0, heldMs() + Math.min(0, lateMs));
      const madeMs = chunks.slice(1).reduce((sum, { ms }) => sum + ms, 0);
      const rate = madeMs / (quietSinceMs - first.atMs + Math.max(0, lateMs));
      return rate >= 1 ? Number.POSITIVE_INFINITY : leastMs / (1 - rate);
    },
    close() {
      if (state !== 'ENDED') finish();
      session.close();
    },

    position: () => position,
    readyFrames: queue.frames,
    barFrames: () => beatFrames() * BEATS_PER_BAR,
    pull(into, at, frames) {
      const pulled = queue.pull(into, at, frames);
      position += pulled;
      return pulled;
    },
    beats(from, to) {
      const beats: SourceBeat[] = [];
      for (let number = Math.ceil((from - gridStart) / beatFrames()); ; number += 1) {
        const atFrame = Math.round(gridStart + number * beatFrames());
        if (atFrame >= to) return beats;
        const bar = Math.floor(number / BEATS_PER_BAR);
        beats.push({ atFrame, bar, beat: number - bar * BEATS_PER_BAR, section: '', chord: '', bpm: grid.bpm });
      }
    },
    cue(keepFrames) {
      const beats = Math.max(0, Math.floor((queue.frames() - keepFrames) / beatFrames()));
      const dropped = Math.round(beats * beatFrames());
      queue.drop(dropped);
      position += dropped;
      gridStart = position;
    },
    revision: queue.revision,
  };
}

function gridOf({ steering }: MusicIntent): Grid {
  return { bpm: steering.bpm, scale: steering.scale };
}
