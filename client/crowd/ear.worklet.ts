// The detector inside of the audio thread, where no work of the page makes it miss a clap. Only its two numbers leave this thread.
import { createEarDetector } from './ear-detector.ts';

// The AudioWorklet's global scope, which TypeScript's DOM library leaves out.
declare const sampleRate: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

/** 107 ms at 48 kHz. */
const BLOCKS_PER_REPORT = 40;

class EarProcessor extends AudioWorkletProcessor {
  readonly #detector = createEarDetector(sampleRate);
  #blocks = 0;

  process(inputs: Float32Array[][]): boolean {
    const [channel] = inputs[0] ?? [];
    if (channel !== undefined) this.#detector.push(channel);
    this.#blocks += 1;
    if (this.#blocks % BLOCKS_PER_REPORT === 0) this.port.postMessage(this.#detector.heard());
    return true;
  }
}

registerProcessor('coro-ear', EarProcessor);
