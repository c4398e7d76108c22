// Steers one session: at most one change a second, old prompts fading out while new ones rise, whole configurations only when something
// in them changed. Knows what was sent when, so that sound can be traced back to the intent it was made from. Never touches the tempo
// or the scale of a session: they would cut the music.
import type { Clock } from '../../ports/clock.ts';
import type { MusicIntent } from '../../ports/music-engine.ts';
import { type Grid, type MadeFrom, type WireConfig, type WirePrompt, wireConfig, wirePrompts } from './wire.ts';

const SEND_EVERY_MS = 1_000;
/** So many sends take a change of prompts from the old ones to the new. */
const RAMP_STEPS = 3;
/** Sound that does not say what it was made from is taken for made from what was sent so long ago: two chunks and the way. */
const LANDED_AFTER_MS = 4_500;
/** Tempi so near count as the same. */
const SAME_BPM = 1;

export interface Steerer {
  /** Sends everything at once; a session that has not sounded yet needs no ramp. */
  begin(intent: MusicIntent): void;
  /** Newest wins. */
  aim(intent: MusicIntent): void;
  /** The newest revision whose sound this can be. */
  revisionOf(made: MadeFrom | null): number;
  stop(): void;
}

export interface SteererOptions {
  readonly clock: Clock;
  readonly grid: Grid;
  readonly isRefused: (text: string) => boolean;
  readonly send: { setPrompts(prompts: readonly WirePrompt[]): void; setConfig(config: WireConfig): void };
}

interface Sent {
  readonly revision: number;
  readonly prompts: readonly WirePrompt[];
  readonly config: WireConfig;
  readonly atMs: number;
}

/** Whether music of this tempo and scale can follow `intent` without a new session. */
export function fitsGrid({ steering }: MusicIntent, { bpm, scale }: Grid): boolean {
  return Math.abs(steering.bpm - bpm) <= SAME_BPM && steering.scale === scale;
}

export function createSteerer({ clock, grid, isRefused, send }: SteererOptions): Steerer {
  let goal: MusicIntent | null = null;
  let sent: readonly Sent[] = [];
  let rampLeft = 0;
  let isBehind = false;
  let cancelPause: (() => void) | null = null;

  const promptsOf = (intent: MusicIntent) => wirePrompts(intent.prompts.filter(({ text }) => !isRefused(text)));

  function step(intent: MusicIntent): void {
    const last = sent.at(-1);
    const wanted = promptsOf(intent);
    const prompts = last === undefined || rampLeft <= 1 ? wanted : wirePrompts(blend(last.prompts, wanted, 1 / rampLeft));
    rampLeft = Math.max(0, rampLeft - 1);
    isBehind = rampLeft > 0;
    const config = wireConfig(intent, grid);
    if (!isSame(config, last?.config)) send.setConfig(config);
    if (!isSame(prompts, last?.prompts)) send.setPrompts(prompts);
    const revision = last === undefined || fitsGrid(intent, grid) ? intent.steering.revision : last.revision;
    sent = [...sent, { revision, prompts, config, atMs: clock.nowMs() }];
    cancelPause = clock.after(SEND_EVERY_MS, () => {
      cancelPause = null;
      if (isBehind && goal !== null) step(goal);
    });
  }

  return {
    begin(intent) {
      goal = intent;
      step(intent);
    },

    aim(intent) {
      const from = sent.at(-1);
      if (from === undefined) return;
      goal = intent;
      isBehind = true;
      rampLeft = isSame(from.prompts, promptsOf(intent)) ? 0 : RAMP_STEPS;
      if (cancelPause === null) step(intent);
    },

    revisionOf(made) {
      const index = sent.findLastIndex((entry) =>
        isUntold(made) ? entry.atMs + LANDED_AFTER_MS <= clock.nowMs() : isMadeFrom(made, entry),
      );
      sent = sent.slice(Math.max(0, index));
      return sent[0]?.revision ?? 0;
    },

    stop() {
      cancelPause?.();
      cancelPause = null;
      isBehind = false;
    },
  };
}

/** `part` of the way from one mixture to another; what is in only one of them counts as 0 in the other. */
function blend(from: readonly WirePrompt[], to: readonly WirePrompt[], part: number): WirePrompt[] {
  const texts = new Set([...from, ...to].map(({ text }) => text));
  const weightIn = (prompts: readonly WirePrompt[], text: string) => prompts.find((prompt) => prompt.text === text)?.weight ?? 0;
  return [...texts].map((text) => {
    const weight = weightIn(from, text);
    return { text, weight: weight + (weightIn(to, text) - weight) * part };
  });
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isUntold(made: MadeFrom | null): made is null {
  return made === null || (made.clientContent === undefined && made.musicGenerationConfig === undefined);
}

/** Numbers come back as other numbers: weights normalised, fractions in single precision. */
function isMadeFrom(made: MadeFrom, { prompts, config }: Sent): boolean {
  const told = made.clientContent?.weightedPrompts;
  const sum = (list: readonly WirePrompt[]) => list.reduce((total, { weight }) => total + weight, 0);
  const isSameMix =
    told === undefined ||
    (told.length === prompts.length &&
      prompts.every(({ text, weight }) => {
        const twin = told.find((prompt) => prompt.text === text);
        return twin !== undefined && Math.abs(twin.weight / sum(told) - weight / sum(prompts)) < 0.01;
      }));
  const isSameConfig = Object.entries(config).every(([key, value]) => {
    const twin = made.musicGenerationConfig?.[key];
    if (typeof value === 'number' && typeof twin === 'number') return Math.abs(value - twin) < 0.0005 * Math.max(1, Math.abs(value));
    return twin === undefined || twin === value;
  });
  return isSameMix && isSameConfig;
}
