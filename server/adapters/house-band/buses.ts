// The four groups in which the band's sound reaches the desk.
import { QUANTUM_FRAMES } from './instruments/wave.ts';

export const BUS_NAMES = ['drums', 'bass', 'music', 'lead'] as const;
export type BusName = (typeof BUS_NAMES)[number];

/** One quantum of sound, left and right; everybody adds to it. */
export interface Channel {
  readonly left: Float64Array;
  readonly right: Float64Array;
}
export type Buses = Readonly<Record<BusName, Channel>>;

export function createChannel(): Channel {
  return { left: new Float64Array(QUANTUM_FRAMES), right: new Float64Array(QUANTUM_FRAMES) };
}
