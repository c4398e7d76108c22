// The playhead inside of the audio thread: takes samples straight from the stream Worker and gives the loudspeaker its blocks.
// Decides nothing; where the room is, it is told.
import type { SinkReport, SoundMessage, WorkletOrder } from './messages.ts';
import { createPlayhead } from './playhead.ts';

// The AudioWorklet's global scope, which TypeScript's DOM library leaves out.
declare const sampleRate: number;
declare const currentTime: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

/** 106 ms at 48 kHz. */
const BLOCKS_PER_REPORT = 40;

class RingProcessor extends AudioWorkletProcessor {
  readonly #playhead = createPlayhead({ sampleRateHz: sampleRate });
  #input: MessagePort | null = null;
  #stopped = false;
  #blocks = 0;

  constructor() {
    super();
    this.port.onmessage = ({ data: order }: MessageEvent<WorkletOrder>) => {
      if (order.kind === 'aim') this.#playhead.aim(order.aim);
      else if (order.kind === 'click') this.#playhead.click(order.zeroFrame);
      else if (order.kind === 'input') this.#takeInput(order.port);
      else this.#stopped = true;
    };
  }

  process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const [left, right = left] = outputs[0] ?? [];
    if (left !== undefined && right !== undefined) this.#playhead.render(left, right, currentTime);
    this.#blocks += 1;
    if (this.#blocks % BLOCKS_PER_REPORT === 0) this.port.postMessage(this.#report());
    return !this.#stopped;
  }

  #takeInput(port: MessagePort): void {
    this.#input?.close();
    this.#input = port;
    this.#playhead.clear();
    port.onmessage = ({ data: message }: MessageEvent<SoundMessage>) => {
      if (message.kind === 'slot') this.#playhead.write(message.slot, message.left, message.right);
      else if (message.kind === 'cut') this.#playhead.cut(message.slot);
      else this.#playhead.clear();
    };
  }

  #report(): SinkReport {
    return {
      position: this.#playhead.position(),
      audible: this.#playhead.audible(),
      bufferedMs: this.#playhead.bufferedMs(),
      errorMs: this.#playhead.errorMs(),
      stats: this.#playhead.stats(),
    };
  }
}

registerProcessor('coro-ring', RingProcessor);
