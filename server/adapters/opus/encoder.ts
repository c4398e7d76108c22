// Opus by libopus (a native addon, WebAssembly where none fits). Knows one format, that of `domain/audio.ts`, and no streams or containers.
// The package's entry must be imported: its `wasm` file alone lacks the setters and ignores bitrate and complexity without a word.
import { Encoder } from '@evan/opus';
import { CHANNELS, SAMPLE_RATE_HZ } from '../../domain/audio.ts';
import type { CreateAudioEncoder } from '../../ports/audio-encoder.ts';

const BITS_PER_SECOND = 128_000;
/** 251 times real time on one core; 10 gains 1 dB and costs 1.7 times as much. */
const COMPLEXITY = 5;

/** 48 kHz stereo, 128 kbit/s variable, tuned for music. A block of another size than `PACKET_FRAMES` that libopus does not know throws. */
export const createOpusEncoder: CreateAudioEncoder = () => {
  let encoder: Encoder | null = new Encoder({ channels: CHANNELS, sample_rate: SAMPLE_RATE_HZ, application: 'audio' });
  encoder.bitrate = BITS_PER_SECOND;
  encoder.complexity = COMPLEXITY;
  return {
    encode(pcm) {
      if (encoder === null) throw new Error('The Opus encoder is closed.');
      return encoder.encode(pcm);
    },
    // The addon has no call to free its memory; letting go of the object is what frees it.
    close() {
      encoder = null;
    },
  };
};
