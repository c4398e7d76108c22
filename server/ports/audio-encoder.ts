// Compression of sound, one stateful encoder per stream.

export interface AudioEncoder {
  /** `pcm`: `PACKET_FRAMES` frames interleaved; returns one packet that stays valid. */
  encode(pcm: Int16Array): Uint8Array;
  close(): void;
}

export type CreateAudioEncoder = () => AudioEncoder;
