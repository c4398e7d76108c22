// The flower behind Home: five invented people, dancing silently to two written-down bars.
import { useMemo } from 'react';
import { BloomCanvas, type Placing } from '../ui/BloomCanvas.tsx';
import type { BloomPerson } from '../visual/fans.ts';
import { createIdleEnvelope } from '../visual/idle-envelope.ts';

const PEOPLE: readonly BloomPerson[] = (
  [
    ['DRUMMER', 0.31],
    ['VIBE_SETTER', 0.14],
    ['GENRE_DJ', 0.27],
    ['INSTRUMENTALIST', 0.1],
    ['ENERGY', 0.18],
  ] as const
).map(([role, share]) => ({ id: role, name: '', role, share, presence: 'CONNECTED', hueShift: 0 }));

/** A page that is still being loaded has better things to do; where frames come easily, the flower climbs within half a minute. */
const LIGHT = 4;

/** On wide screens right of the words, on narrow ones cut by the top edge. */
function place(width: number, height: number): Placing {
  if (width >= 900) {
    const scale = Math.min(width / 1280, height / 800);
    return { centreX: width - 330 * scale, centreY: 330 * scale, radius: 322 * scale, names: null };
  }
  const scale = Math.min(1.5, width / 390, height / 560);
  return { centreX: width / 2 + 37 * scale, centreY: 128 * scale, radius: 208 * scale, names: null };
}

export default function HomeFlower() {
  const idle = useMemo(() => createIdleEnvelope(() => performance.now()), []);
  return <BloomCanvas people={PEOPLE} place={place} spectrum={idle.spectrum} beat={idle.beat} quality={LIGHT} />;
}
