// Opus packets to samples: the browser's own decoder where it has one, else libopus as WebAssembly. Only the stream Worker may
// import this; on the page it would put the WebAssembly into the first download.
import { SLOT_FRAMES } from './ring.ts';

export interface Decoder {
  readonly kind: 'webcodecs' | 'wasm';
  /** Packets must come in playing order: Opus predicts each from the one before. `slot` comes back with the samples. */
  decode(slot: number, packet: Uint8Array<ArrayBuffer>): void;
  /** What is still being decoded is not wanted any more. */
  forget(): void;
}

/** `SLOT_FRAMES` samples of each channel, freshly allocated. */
export type EmitSlot = (slot: number, left: Float32Array<ArrayBuffer>, right: Float32Array<ArrayBuffer>) => void;

const CONFIG: AudioDecoderConfig = { codec: 'opus', sampleRate: 48_000, numberOfChannels: 2 };
const SLOT_MICROSECONDS = 20_000;

/** Asks what this browser can do instead of guessing from its name. `onBroken`: the decoder failed and must be replaced. */
export async function createDecoder(emit: EmitSlot, onBroken: () => void): Promise<Decoder> {
  const native =
    typeof AudioDecoder !== 'undefined' && (await AudioDecoder.isConfigSupported(CONFIG).catch(() => null))?.supported === true;
  return native ? nativeDecoder(emit, onBroken) : wasmDecoder(emit);
}

function nativeDecoder(emit: EmitSlot, onBroken: () => void): Decoder {
  // Outputs are matched by timestamp, not by order: a decoder may swallow a packet, and all later sound would be off by one.
  // Timestamps count packets, because a decoder expects them to grow, while slots go back when a new epoch overlaps.
  const slots = new Map<number, number>();
  let packets = 0;
  const decoder = new AudioDecoder({
    output(data) {
      const packet = Math.round(data.timestamp / SLOT_MICROSECONDS);
      const slot = slots.get(packet);
      slots.delete(packet);
      if (slot !== undefined && data.numberOfFrames === SLOT_FRAMES) {
        const left = new Float32Array(SLOT_FRAMES);
        data.copyTo(left, { planeIndex: 0, format: 'f32-planar' });
        const right = new Float32Array(SLOT_FRAMES);
        data.copyTo(right, { planeIndex: data.numberOfChannels > 1 ? 1 : 0, format: 'f32-planar' });
        emit(slot, left, right);
      }
      data.close();
    },
    error: onBroken,
  });
  decoder.configure(CONFIG);
  return {
    kind: 'webcodecs',
    decode(slot, packet) {
      if (decoder.state !== 'configured') return;
      packets += 1;
      slots.set(packets, slot);
      decoder.decode(new EncodedAudioChunk({ type: 'key', timestamp: packets * SLOT_MICROSECONDS, data: packet }));
    },
    forget: () => slots.clear(),
  };
}

/** Also what takes over when the browser's own decoder breaks. */
export async function wasmDecoder(emit: EmitSlot): Promise<Decoder> {
  // 66 kB that most browsers never need.
  const { OpusDecoder } = await import('opus-decoder');
  const decoder = new OpusDecoder({ channels: 2, preSkip: 0 });
  await decoder.ready;
  return {
    kind: 'wasm',
    decode(slot, packet) {
      const { channelData, samplesDecoded } = decoder.decodeFrame(packet);
      const [left, right = left] = channelData;
      if (left === undefined || right === undefined || samplesDecoded !== SLOT_FRAMES) return;
      // Copied, because the samples are views into the decoder's memory (or into each other) and are given away.
      emit(slot, new Float32Array(left), new Float32Array(right));
    },
    // Nothing is ever under way here.
    forget: () => undefined,
  };
}
