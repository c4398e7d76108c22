// The WAV format, as much of it as a render needs: 48 kHz, stereo, signed 16 bit, little-endian.
import { SAMPLE_RATE_HZ } from '../../server/domain/audio.ts';

const BYTES_PER_FRAME = 4;
/** Sizes are 32-bit numbers and count the header's last 36 bytes too. */
export const LONGEST_WAV_FRAMES = Math.floor((2 ** 32 - 1 - 36) / BYTES_PER_FRAME);

/** The 44 bytes that stand before the samples of `frames` frames. */
export function wavHeader(frames: number): Buffer {
  if (frames > LONGEST_WAV_FRAMES) throw new RangeError('too long for a WAV file');
  const bytes = frames * BYTES_PER_FRAME;
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + bytes, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  // 1: plain PCM; 2 channels.
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(2, 22);
  header.writeUInt32LE(SAMPLE_RATE_HZ, 24);
  header.writeUInt32LE(SAMPLE_RATE_HZ * BYTES_PER_FRAME, 28);
  header.writeUInt16LE(BYTES_PER_FRAME, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(bytes, 40);
  return header;
}

/** The bytes of interleaved samples, whatever the byte order of this machine. */
export function wavSamples(pcm: Int16Array): Buffer {
  const bytes = Buffer.alloc(pcm.length * 2);
  pcm.forEach((sample, index) => {
    bytes.writeInt16LE(sample, index * 2);
  });
  return bytes;
}
