// Opus by libopus in WebAssembly, 160 times real time on one core. Knows one format, that of `domain/audio.ts`, and no streams or containers.
// The package would load its native addon, which is not made for threads: two that use it spoil each other's packets, and the process
// dies when the one that loaded it ends. The package's entry must be imported all the same: its `wasm` file alone lacks the setters
// and ignores bitrate and complexity without a word.
import { CHANNELS, PACKET_FRAMES, SAMPLE_RATE_HZ } from '../../domain/audio.ts';
import type { CreateAudioEncoder } from '../../ports/audio-encoder.ts';

process.env.OPUS_FORCE_WASM = '1';
const { Encoder } = await import('@evan/opus');

const BITS_PER_SECOND = 128_000;
/** 5 costs half as much again for a difference nobody hears at this rate, 10 twice as much for 1 dB. */
const COMPLEXITY = 4;
const PACKET_SAMPLES = PACKET_FRAMES * CHANNELS;

/** 48 kHz stereo, 128 kbit/s variable, tuned for music. What is not whole packets throws. */
export const createOpusEncoder: CreateAudioEncoder = () => {
  let encoder: InstanceType<typeof Encoder> | null = new Encoder({ channels: CHANNELS, sample_rate: SAMPLE_RATE_HZ, application: 'audio' });
  encoder.bitrate = BITS_PER_SECOND;
  encoder.complexity = COMPLEXITY;
  return {
    encode(pcm) {
      if (encoder === null) throw new Error('The Opus encoder is closed.');
      const packets: Uint8Array[] = [];
      for (let at = 0; at < pcm.length; at += PACKET_SAMPLES) packets.push(encoder.encode(pcm.subarray(at, at + PACKET_SAMPLES)));
      return packets;
    },
    // The package has no call to free its memory; letting go of the object is what frees it.
    close() {
      encoder = null;
    },
  };
};
