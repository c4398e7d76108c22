// The good output: an AudioWorklet that no work of the page can interrupt. Exists in secure contexts only.
import type { SinkReport, WorkletOrder } from './messages.ts';
import workletUrl from './ring.worklet.ts?worker&url';
import type { Sink } from './sink.ts';

/** Gets the worklet's code into the browser's cache, so that the first tap need not wait for it. */
export function warmWorklet(): void {
  void fetch(workletUrl).catch(() => undefined);
}

/** Rejects where the browser has no AudioWorklet or refuses to load it. */
export async function createWorkletSink(context: AudioContext, onReport: () => void): Promise<Sink> {
  // Absent (not merely failing) outside of secure contexts, whatever the types say.
  const worklet: AudioWorklet | undefined = context.audioWorklet;
  if (worklet === undefined) throw new Error('This page has no AudioWorklet.');
  await worklet.addModule(workletUrl);
  const node = new AudioWorkletNode(context, 'coro-ring', { numberOfInputs: 0, numberOfOutputs: 1, outputChannelCount: [2] });
  const tell = (order: WorkletOrder, transfer: Transferable[] = []) => node.port.postMessage(order, transfer);
  let newest: SinkReport | null = null;
  node.port.onmessage = ({ data }: MessageEvent<SinkReport>) => {
    newest = data;
    onReport();
  };
  return {
    node,
    simple: false,
    headStartMs: 20,
    take: (port) => tell({ kind: 'input', port }, [port]),
    aim: (aim) => tell({ kind: 'aim', aim }),
    click: (zeroFrame) => tell({ kind: 'click', zeroFrame }),
    report: () => newest,
    close() {
      tell({ kind: 'stop' });
      node.disconnect();
    },
  };
}
