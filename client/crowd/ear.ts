// A phone's microphone as an ear for the room: opened by a tap, closed as soon as the page is out of sight. Measures and forgets.

import workletUrl from './ear.worklet.ts?worker&url';
import type { Heard } from './ear-detector.ts';

export type EarTrouble = 'denied' | 'missing' | 'insecure';
export type EarState = { readonly kind: 'off' | 'starting' | 'on' | 'paused' } | { readonly kind: 'trouble'; readonly why: EarTrouble };

export interface Listening {
  stop(): void;
}

/** The microphone without what calls do to it: a noise gate would swallow every clap. The echo of this phone's own music must go. */
const WITH: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: false, autoGainControl: false };

/** Phones that play must be told that they also record, or they keep the microphone silent. */
function claimSession(type: 'play-and-record' | 'playback'): void {
  const session = (navigator as { audioSession?: { type: string } }).audioSession;
  if (session) session.type = type;
}

export function troubleOfMicrophone(error: unknown): EarTrouble {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  return 'missing';
}

/** Only where a browser may open a microphone at all: https, or this very machine. */
export const canHear = (): boolean => window.isSecureContext && 'mediaDevices' in navigator && 'AudioWorkletNode' in window;

/** Rejects with the browser's own error when the microphone does not open. `onLost`: the device is gone, or was taken away. */
export async function listen(onHeard: (heard: Heard) => void, onLost: () => void): Promise<Listening> {
  claimSession('play-and-record');
  let stream: MediaStream | null = null;
  let context: AudioContext | null = null;
  const stop = () => {
    for (const track of stream?.getTracks() ?? []) track.stop();
    void context?.close().catch(() => undefined);
    claimSession('playback');
  };
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: WITH });
    context = new AudioContext();
    await context.audioWorklet.addModule(workletUrl);
    const node = new AudioWorkletNode(context, 'coro-ear', { numberOfInputs: 1, numberOfOutputs: 1 });
    node.port.onmessage = ({ data }: MessageEvent<Heard>) => onHeard(data);
    // Browsers run only what leads to a loudspeaker; what comes out of this node is silence.
    context.createMediaStreamSource(stream).connect(node).connect(context.destination);
    stream.getAudioTracks()[0]?.addEventListener('ended', onLost);
    if (context.state === 'suspended') await context.resume();
  } catch (error) {
    stop();
    throw error;
  }
  return { stop };
}
