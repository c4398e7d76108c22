// Reads the ring at the pace of the room: steers towards where the room is, hides holes behind fades and counts them. Runs
// inside the AudioWorklet or on the page, wherever a sink calls `render`; allocates nothing there and reads no clock.
import { clickAt } from './click.ts';
import { createRing, SLOT_FRAMES } from './ring.ts';

/** At context time `contextTime` (seconds) frame `frame` is due, and `framesPerSecond` more with every second. */
export interface Aim {
  readonly contextTime: number;
  readonly frame: number;
  readonly framesPerSecond: number;
  /** Worth a jump, however small: everybody else in the room does the same now, or a person waits to hear it. */
  readonly isAtOnce?: boolean;
}

/** Counts since the playhead was made. A hole counts when the sound returns: until then it may be the end of the music. */
export interface PlayheadStats {
  /** Times when the sound broke off. */
  underruns: number;
  /** Silence within the music, milliseconds. */
  silentMs: number;
  /** Slots of 20 ms that were not there when they were due. */
  missing: number;
  /** Slots that came after they were due. */
  late: number;
  /** Slots that came twice. */
  duplicate: number;
  /** Jumps, because the distance to the room was too large to be bent away. */
  seeks: number;
}

export interface Playhead {
  write(slot: number, left: Float32Array, right: Float32Array): void;
  /** From `slot` on other music plays: what was known of it is void, and the edge is hidden behind a fade. */
  cut(slot: number): void;
  /** Forgets all sound and the position; the counts stay. */
  clear(): void;
  aim(aim: Aim): void;
  /** Lets a metronome sound over softened music, on the timeline that begins at this frame of the ring; `null`: none. */
  click(zeroFrame: number | null): void;
  /** Fills both arrays (equal lengths, any) with what is due from context time `contextTime` (seconds) on. */
  render(left: Float32Array, right: Float32Array, contextTime: number): void;
  /** Which frame was (or is) due at `contextTime`, `null` before the first sound. Frames and seconds. */
  position(): { readonly contextTime: number; readonly frame: number } | null;
  /** Whether the last block held sound. */
  audible(): boolean;
  /** Unbroken sound ahead of the position, milliseconds. */
  bufferedMs(): number;
  /** The last aim minus the position, milliseconds. */
  errorMs(): number;
  stats(): PlayheadStats;
}

const FRAMES_PER_MS = 48;
/** 0.4 %: 7 cents, which nobody hears as a change of pitch. */
const LARGEST_BEND = 0.004;
/** Distance that is worth bending for, and the one at which bending ends: between the two the sound stays untouched. */
const BEND_FROM_FRAMES = 1.5 * FRAMES_PER_MS;
const BEND_UNTIL_FRAMES = 0.25 * FRAMES_PER_MS;
/** Time in which a small distance is worked off, seconds of frames. */
const BEND_FRAMES = 48_000;
const JUMP_FRAMES = 120 * FRAMES_PER_MS;
const FADE_FRAMES = 5 * FRAMES_PER_MS;
/** 160 ms: while the first burst is still arriving and being decoded, the head must not run into its end. */
const SLOTS_TO_BEGIN = 8;
/** How loud the music is under a metronome. */
const SOFTENED = 0.25;
/** How loud a lost slot's stand-in, the slot before it, still is at its end. */
const STAND_IN_END = 0.5;

type SlotState = 'real' | 'stand-in' | 'hole';

/** `sampleRateHz`: of the context that plays; the ring is always 48 kHz. `slots`: capacity of the ring. */
export function createPlayhead({ sampleRateHz, slots }: { sampleRateHz: number; slots?: number }): Playhead {
  const ring = createRing(slots);
  const counts: PlayheadStats = { underruns: 0, silentMs: 0, missing: 0, late: 0, duplicate: 0, seeks: 0 };
  let aimed: Aim | null = null;
  let head: number | null = null;
  let headTime = 0;
  let lastError = 0;
  let gain = 0;
  let clickZero: number | null = null;
  let softness = 1;
  let bending = false;
  let jumping = false;
  let isAtOnce = false;
  let sounding = false;
  let cutSlot: number | null = null;
  let firstSlot = Number.POSITIVE_INFINITY;
  // The state of the slot under the head is settled when the head enters it: samples that arrive half-way would click.
  let slot = Number.NaN;
  let state: SlotState = 'hole';
  let heardAny = false;
  let silentFrames = 0;
  let missingSlots = 0;

  const outlook = (wanted: number): SlotState => (ring.has(wanted) ? 'real' : ring.has(wanted - 1) ? 'stand-in' : 'hole');

  function enter(next: number): void {
    slot = next;
    if (cutSlot !== null && next >= cutSlot) {
      cutSlot = null;
      // The old music ended before this slot; the pause between the two is nobody's fault.
      heardAny = false;
      silentFrames = 0;
      missingSlots = 0;
    }
    state = outlook(next);
    if (state === 'real') settle();
    else if (heardAny) missingSlots += 1;
  }

  /** The sound is back, so what was missing was a hole and not the end. */
  function settle(): void {
    heardAny = true;
    if (silentFrames > 0) counts.underruns += 1;
    counts.silentMs += silentFrames / FRAMES_PER_MS;
    counts.missing += missingSlots;
    silentFrames = 0;
    missingSlots = 0;
  }

  function sampleAt(channel: Float32Array, frame: number): number {
    const wanted = Math.floor(frame / SLOT_FRAMES);
    const within = frame - wanted * SLOT_FRAMES;
    const known = wanted === slot ? state : outlook(wanted);
    if (known === 'hole') return 0;
    if (known === 'real') return channel[ring.offset(wanted) + within] ?? 0;
    const decay = 1 - (1 - STAND_IN_END) * (within / SLOT_FRAMES);
    return (channel[ring.offset(wanted - 1) + within] ?? 0) * decay;
  }

  /** Four-point interpolation: a straight line between two samples would dull the cymbals for as long as the head sits between them. */
  function interpolated(channel: Float32Array, position: number): number {
    const base = Math.floor(position);
    const t = position - base;
    const b = sampleAt(channel, base);
    if (t === 0) return b;
    const a = sampleAt(channel, base - 1);
    const c = sampleAt(channel, base + 1);
    const d = sampleAt(channel, base + 2);
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
  }

  return {
    write(number, left, right) {
      const outcome = ring.write(number, left, right);
      if (outcome === 'duplicate') counts.duplicate += 1;
      else if (outcome === 'stale' || (number >= firstSlot && number < slot) || (number === slot && state !== 'real')) counts.late += 1;
    },
    cut(from) {
      ring.dropFrom(from);
      cutSlot = from;
    },
    clear() {
      ring.clear();
      head = null;
      slot = Number.NaN;
      gain = 0;
      jumping = false;
      bending = false;
      sounding = false;
      cutSlot = null;
      heardAny = false;
      silentFrames = 0;
      missingSlots = 0;
      firstSlot = Number.POSITIVE_INFINITY;
      aimed = null;
    },
    aim(next) {
      aimed = next;
      isAtOnce ||= next.isAtOnce === true;
    },
    click(zeroFrame) {
      clickZero = zeroFrame;
    },
    render(left, right, contextTime) {
      sounding = false;
      if (aimed === null) {
        left.fill(0);
        right.fill(0);
        return;
      }
      const due = aimed.frame + (contextTime - aimed.contextTime) * aimed.framesPerSecond;
      const pace = aimed.framesPerSecond / sampleRateHz;
      if (head === null) {
        if (ring.filledFrom(Math.floor(due / SLOT_FRAMES)) < SLOTS_TO_BEGIN) {
          left.fill(0);
          right.fill(0);
          return;
        }
        head = Math.round(due);
        firstSlot = Math.floor(head / SLOT_FRAMES);
      }
      lastError = due - head;
      const distance = Math.abs(lastError);
      if (distance > (isAtOnce ? BEND_FROM_FRAMES : JUMP_FRAMES)) jumping = true;
      isAtOnce = false;
      if (distance > BEND_FROM_FRAMES) bending = true;
      else if (distance < BEND_UNTIL_FRAMES) bending = false;
      const bend = bending && !jumping ? Math.max(-LARGEST_BEND, Math.min(LARGEST_BEND, lastError / BEND_FRAMES)) : 0;
      const step = pace * (1 + bend);

      for (let index = 0; index < left.length; index += 1) {
        if (jumping && gain === 0) {
          head = Math.round(due + index * pace);
          jumping = false;
          slot = Number.NaN;
          firstSlot = Math.min(firstSlot, Math.floor(head / SLOT_FRAMES));
          counts.seeks += 1;
        }
        const under = Math.floor(head / SLOT_FRAMES);
        if (under !== slot) enter(under);
        const ahead = Math.floor((head + FADE_FRAMES) / SLOT_FRAMES);
        const crossesCut = cutSlot !== null && ahead >= cutSlot;
        const wanted = !jumping && !crossesCut && state !== 'hole' && (ahead === slot || outlook(ahead) !== 'hole');
        gain = wanted ? Math.min(1, gain + 1 / FADE_FRAMES) : Math.max(0, gain - 1 / FADE_FRAMES);
        if (state === 'hole') {
          gain = 0;
          if (heardAny) silentFrames += step;
        }
        if (gain === 0) {
          left[index] = 0;
          right[index] = 0;
        } else {
          sounding = true;
          left[index] = softness * gain * interpolated(ring.left, head);
          right[index] = softness * gain * interpolated(ring.right, head);
        }
        softness = clickZero === null ? Math.min(1, softness + 1 / FADE_FRAMES) : Math.max(SOFTENED, softness - 1 / FADE_FRAMES);
        if (clickZero !== null) {
          const click = clickAt(head - clickZero);
          left[index] = (left[index] ?? 0) + click;
          right[index] = (right[index] ?? 0) + click;
        }
        head += step;
      }
      headTime = contextTime + left.length / sampleRateHz;
    },
    position: () => (head === null ? null : { contextTime: headTime, frame: head }),
    audible: () => sounding,
    bufferedMs() {
      if (head === null) return 0;
      const under = Math.floor(head / SLOT_FRAMES);
      const filled = ring.filledFrom(under);
      return filled === 0 ? 0 : ((under + filled) * SLOT_FRAMES - head) / FRAMES_PER_MS;
    },
    errorMs: () => lastError / FRAMES_PER_MS,
    stats: () => ({ ...counts }),
  };
}
