// The figures of one page's sound, put together from what the Worker and the sink have counted. Pure.
import type { ClockEstimate } from './clock.ts';
import type { SinkReport, StreamReport } from './messages.ts';

export interface AudioStats {
  /** Times when the sound broke off and came back. */
  readonly underruns: number;
  /** Silence within the music, milliseconds. */
  readonly silentMs: number;
  /** Slots of 20 ms that were not there when due; that came after they were due; that came twice. */
  readonly missing: number;
  readonly late: number;
  readonly duplicate: number;
  /** Jumps, because the distance to the room was too large to be bent away. */
  readonly seeks: number;
  /** Unbroken sound ahead, milliseconds. */
  readonly bufferedMs: number;
  /** How long the whole room waits for the network of its listeners, milliseconds; `null` before the first chunk. */
  readonly roomDelayMs: number | null;
  /** How much later than the room this device plays, because its network needs more than the room waits, milliseconds. */
  readonly behindMs: number;
  /** Distance from where it wants to be, milliseconds; positive: behind. */
  readonly errorMs: number;
  /** Base64 included. */
  readonly kbitPerSecond: number;
  /** The server's clock less this device's, with its largest error and the round trip it was found by, milliseconds; `null` before the first answer. */
  readonly clock: ClockEstimate | null;
  /** Opus packets (20 ms): that came; that never did. */
  readonly received: number;
  readonly lost: number;
  readonly decoder: 'webcodecs' | 'wasm' | null;
}

const NOTHING_COUNTED = { underruns: 0, silentMs: 0, missing: 0, late: 0, duplicate: 0, seeks: 0 };

/** How much later than the room this device plays, milliseconds. */
export function behindMs(report: StreamReport | null): number {
  return report === null ? 0 : report.delayMs - report.roomDelayMs;
}

/** `null`: nothing has been reported yet. */
export function statsOf(report: StreamReport | null, heard: SinkReport | null): AudioStats {
  return {
    ...(heard?.stats ?? NOTHING_COUNTED),
    bufferedMs: heard?.bufferedMs ?? 0,
    errorMs: heard?.errorMs ?? 0,
    roomDelayMs: report?.line ? report.roomDelayMs : null,
    behindMs: behindMs(report),
    kbitPerSecond: report?.kbitPerSecond ?? 0,
    clock: report?.clock ?? null,
    received: report?.received ?? 0,
    lost: report?.lost ?? 0,
    decoder: report?.decoder ?? null,
  };
}
