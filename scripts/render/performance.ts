// Lets the band play a piece of a given length, as fast as the machine can. Knows no files and no clock.
import { BLOCK_SAMPLES, createBand } from '../../server/adapters/house-band/band.ts';
import type { SampleFont } from '../../server/adapters/house-band/sample-font.ts';
import type { ScoreEvent } from '../../server/adapters/house-band/score.ts';
import { SAMPLE_RATE_HZ } from '../../server/domain/audio.ts';
import type { RenderOptions } from './options.ts';

export interface Audience {
  /** The next piece of sound, interleaved; the same memory is used again for the piece after it. */
  heard(pcm: Int16Array, framesSoFar: number): void;
}

export function framesOf({ seconds }: Pick<RenderOptions, 'seconds'>): number {
  return Math.round(seconds * SAMPLE_RATE_HZ);
}

/** Returns what was played, earliest first. Without a `font` the acoustic instruments sound synthetic, as in a room without one. */
export function perform(
  options: Pick<RenderOptions, 'intent' | 'seconds' | 'seed' | 'turns'>,
  audience: Audience,
  font: SampleFont | null = null,
): readonly ScoreEvent[] {
  const frames = framesOf(options);
  const played: ScoreEvent[] = [];
  const onPlayed = (event: ScoreEvent) => {
    // The band plays a little ahead of what it hands out.
    if (event.at < frames) played.push(event);
  };
  const band = createBand({ seed: options.seed, intent: options.intent, onPlayed, font });
  const block = new Int16Array(BLOCK_SAMPLES);
  const asked = [...options.turns].sort((a, b) => a.atSeconds - b.atSeconds);
  for (let sofar = 0; sofar < frames; ) {
    for (; asked[0] !== undefined && asked[0].atSeconds * SAMPLE_RATE_HZ <= sofar; asked.shift())
      band.turn(asked[0].turn, `${asked[0].turn}@${asked[0].atSeconds}`);
    band.render(block);
    const piece = block.subarray(0, Math.min(block.length, (frames - sofar) * 2));
    sofar += piece.length / 2;
    audience.heard(piece, sofar);
  }
  return played;
}
