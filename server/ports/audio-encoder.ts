// Compression of sound, one stateful encoder per stream.

export interface AudioEncoder {
  /** `pcm`: any number of whole packets of `PACKET_FRAMES` frames, interleaved; returns the packets, which stay valid. */
  encode(pcm: Int16Array): readonly Uint8Array[];
  close(): void;
}

export type CreateAudioEncoder = () => AudioEncoder;
