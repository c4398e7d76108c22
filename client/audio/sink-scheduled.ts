// The output for pages on plain HTTP, which get no AudioWorklet: renders blocks of 100 ms on the page and schedules them ahead.
// The same playhead decides what they hold; only a page that stands still for long can be heard here.
import type { SinkReport, SoundMessage } from './messages.ts';
import { createPlayhead } from './playhead.ts';
import type { Sink } from './sink.ts';

const BLOCK_MS = 100;
/** Blocks whose sound is complete are handed over this early, so that a busy page is not heard. */
const AHEAD_MS = 450;
/** A block that still lacks sound waits until so shortly before its time. */
const LAST_MOMENT_MS = 120;
const PUMP_MS = 40;

export function createScheduledSink(context: AudioContext, onReport: () => void): Sink {
  const playhead = createPlayhead({ sampleRateHz: context.sampleRate });
  const blockFrames = Math.round((context.sampleRate * BLOCK_MS) / 1_000);
  const node = context.createGain();
  let input: MessagePort | null = null;
  let nextTime = 0;
  let newest: SinkReport | null = null;

  function pump(): void {
    if (context.state !== 'running') return;
    const now = context.currentTime;
    // Began just now, or the page stood still for longer than was scheduled.
    if (nextTime < now) nextTime = onFrame(now + 0.02);
    while (nextTime < now + AHEAD_MS / 1_000) {
      const complete = playhead.bufferedMs() >= BLOCK_MS * 1.1;
      if (!complete && nextTime > now + LAST_MOMENT_MS / 1_000) break;
      renderBlock();
    }
    newest = {
      position: playhead.position(),
      audible: playhead.audible(),
      bufferedMs: playhead.bufferedMs() + (nextTime - now) * 1_000,
      errorMs: playhead.errorMs(),
      stats: playhead.stats(),
    };
    onReport();
  }

  function renderBlock(): void {
    const block = context.createBuffer(2, blockFrames, context.sampleRate);
    playhead.render(block.getChannelData(0), block.getChannelData(1), nextTime);
    const source = context.createBufferSource();
    source.buffer = block;
    source.connect(node);
    source.start(nextTime);
    nextTime += blockFrames / context.sampleRate;
  }

  /** Blocks that begin between two frames would be interpolated, and their seams heard. */
  function onFrame(seconds: number): number {
    return Math.ceil(seconds * context.sampleRate) / context.sampleRate;
  }

  const timer = setInterval(pump, PUMP_MS);
  return {
    node,
    simple: true,
    headStartMs: LAST_MOMENT_MS + BLOCK_MS + PUMP_MS,
    take(port) {
      input?.close();
      input = port;
      playhead.clear();
      port.onmessage = ({ data: message }: MessageEvent<SoundMessage>) => {
        if (message.kind === 'slot') playhead.write(message.slot, message.left, message.right);
        else if (message.kind === 'cut') playhead.cut(message.slot);
        else playhead.clear();
      };
    },
    aim: playhead.aim,
    click: playhead.click,
    report: () => newest,
    close() {
      clearInterval(timer);
      input?.close();
      node.disconnect();
    },
  };
}
