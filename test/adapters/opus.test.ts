// Opus there and back again: what a browser's decoder makes of our packets, and where in time it lies.
import { OpusDecoder } from 'opus-decoder';
import { describe, expect, it } from 'vitest';
import { createOpusEncoder } from '../../server/adapters/opus/encoder.ts';
import { CHANNELS, OPUS_DELAY_FRAMES, PACKET_FRAMES, SAMPLE_RATE_HZ } from '../../server/domain/audio.ts';

const PACKETS = 100;
const FRAMES = PACKETS * PACKET_FRAMES;

/** Two seconds of a decaying chord that changes every half second, wider on the right, with a soft noise like a hi-hat's. */
function music(): Int16Array {
  const pcm = new Int16Array(FRAMES * CHANNELS);
  const chords = [
    [220, 277.2, 329.6],
    [196, 246.9, 293.7],
    [174.6, 220, 261.6],
    [164.8, 207.7, 246.9],
  ];
  let noise = 1;
  for (let frame = 0; frame < FRAMES; frame += 1) {
    const beat = Math.floor((frame * 2) / SAMPLE_RATE_HZ);
    const sinceBeat = (frame % (SAMPLE_RATE_HZ / 2)) / SAMPLE_RATE_HZ;
    let left = 0;
    for (const hz of chords[beat % 4] ?? []) {
      for (const partial of [1, 2, 3]) left += Math.sin((2 * Math.PI * hz * partial * frame) / SAMPLE_RATE_HZ) / partial ** 2;
    }
    noise = (noise * 16_807) % 2_147_483_647;
    const envelope = Math.exp(-3 * sinceBeat) * Math.min(1, sinceBeat * 200);
    pcm[frame * 2] = 5_000 * envelope * left + 60 * (noise / 2_147_483_647 - 0.5);
    pcm[frame * 2 + 1] = 4_000 * envelope * left;
  }
  return pcm;
}

async function roundTrip(pcm: Int16Array): Promise<{ left: Float32Array; packets: readonly Uint8Array[]; errors: number }> {
  const encoder = createOpusEncoder();
  const packets = encoder.encode(pcm);
  encoder.close();
  const decoder = new OpusDecoder({ channels: CHANNELS });
  await decoder.ready;
  const { channelData, errors } = decoder.decodeFrames([...packets]);
  decoder.free();
  return { left: channelData[0] as Float32Array, packets, errors: errors.length };
}

/** Signal to noise of `decoded` against `pcm`'s left side when it is taken to come `lag` frames later, in dB. */
function snrDb(pcm: Int16Array, decoded: Float32Array, lag: number): number {
  let signal = 0;
  let noise = 0;
  for (let frame = 4_800; frame < FRAMES - 4_800; frame += 1) {
    const sent = (pcm[frame * 2] as number) / 32_768;
    signal += sent ** 2;
    noise += (sent - (decoded[frame + lag] as number)) ** 2;
  }
  return 10 * Math.log10(signal / noise);
}

describe('the Opus encoder', () => {
  it('gives back the music, 312 frames later, at more than 15 dB', async () => {
    const pcm = music();
    const { left, errors } = await roundTrip(pcm);
    expect(errors).toBe(0);
    expect(left).toHaveLength(FRAMES);
    let best = { lag: -1, db: Number.NEGATIVE_INFINITY };
    for (let lag = 250; lag <= 400; lag += 1) {
      const db = snrDb(pcm, left, lag);
      if (db > best.db) best = { lag, db };
    }
    expect(best.lag).toBe(OPUS_DELAY_FRAMES);
    expect(best.db).toBeGreaterThan(15);
  });

  it('spends about 128 kbit a second on music, a twelfth of what PCM needs', async () => {
    const { packets } = await roundTrip(music());
    const kbits = (packets.reduce((sum, { length }) => sum + length, 0) * 8) / 1_000 / (FRAMES / SAMPLE_RATE_HZ);
    expect(kbits).toBeGreaterThan(64);
    expect(kbits).toBeLessThan(192);
  });

  it('gives packets that stay valid when the next one is made', () => {
    const encoder = createOpusEncoder();
    const pcm = music();
    const first = encoder.encode(pcm.subarray(0, 1_920))[0] as Uint8Array;
    const copy = Uint8Array.from(first);
    encoder.encode(pcm.subarray(96_000, 97_920));
    expect(first).toEqual(copy);
    encoder.close();
  });

  it('keeps two streams apart', () => {
    const pcm = music();
    const alone = createOpusEncoder();
    const beside = createOpusEncoder();
    const other = createOpusEncoder();
    for (let packet = 0; packet < 10; packet += 1) {
      const part = pcm.subarray(packet * 1_920, (packet + 1) * 1_920);
      const expected = alone.encode(part);
      other.encode(pcm.subarray(96_000, 97_920));
      expect(beside.encode(part)).toEqual(expected);
    }
  });

  it('refuses to encode after it was closed', () => {
    const encoder = createOpusEncoder();
    encoder.close();
    expect(() => encoder.encode(new Int16Array(1_920))).toThrow('closed');
  });
});
