// The page's end of the sound: one tap unlocks it, `listen` opens a room's stream, and from then on it looks after itself.
// Holds no React, touches no samples (a Worker and an AudioWorklet do), and never throws for want of sound: see `AudioStatus`.
//
//   const audio = createAudioEngine({ url: 'wss://host/graphql' });   // one per page
//   button.onclick = () => { audio.unlock(); audio.listen(code, ticket); };
//   const status = useSyncExternalStore(audio.subscribe, audio.getStatus);

import { createFreezeWatch } from './freeze.ts';
import type { StreamOrder, StreamReport } from './messages.ts';
import { createOutput, type Output } from './output.ts';
import { createOutputNudge } from './output-nudge.ts';
import { recallLoudness, rememberLoudness } from './settings.ts';
import { warmWorklet } from './sink-worklet.ts';
import { type AudioStats, behindMs, statsOf } from './stats.ts';
import { type AudioStatus, audioState } from './status.ts';
import StreamWorker from './stream.worker.ts?worker';
import { frameAt } from './timeline.ts';

export interface AudioEngine {
  /** Call it synchronously in a tap: makes the context, or wakes it, or replaces one that stands still. Cheap to repeat. */
  unlock(): void;
  /**
   * Somebody is at this room's door: connects, compares clocks and loads what is needed, so that `listen` sounds at once. Takes no
   * sound and counts as no listener. Only for rooms without a password; does nothing while a room is listened to. Call the result
   * when the person goes away without listening.
   */
  prepare(code: string): () => void;
  /**
   * Plays this room; leaves another one first. `ticket`: null where the room needs none; a new ticket for the same room is used
   * from the next connection on, without a break in the sound.
   */
  listen(code: string, ticket: string | null): void;
  leave(): void;
  /** 0..1; remembered on this device. */
  setVolume(volume: number): void;
  /** Remembered on this device, unless it is `forNow`: then it lasts until `leave()`. */
  setMuted(muted: boolean, forNow?: boolean): void;
  /** Milliseconds, -300..300, positive: later. Remembered for the output in use. */
  setNudge(nudgeMs: number): void;
  /** A metronome over the music, at the same frames on every device of the room: two devices that click as one are in time. */
  setClicking(clicking: boolean): void;
  subscribe(listener: () => void): () => void;
  getStatus(): AudioStatus;
  /** 2,048 points, before the volume; `null` before the first `unlock` or `listen`. Ask each frame: it may be replaced. */
  readonly analyser: AnalyserNode | null;
  /** The server's clock, milliseconds; this device's own until the first answer. */
  serverNowMs(): number;
  /** What leaves the loudspeaker now, in frames (48 kHz) of the room's timeline; `null` while nothing does. */
  playedFrame(): { readonly epoch: string; readonly frame: number } | null;
  /** What the room hears now by the server's clock, whether or not this page sounds; `null` until chunks and clock are known. */
  roomFrame(): { readonly epoch: string; readonly frame: number } | null;
  stats(): AudioStats;
}

export interface AudioEngineDeps {
  /** Address of the GraphQL WebSocket, `ws:` or `wss:`. */
  readonly url: string;
}

const TICK_MS = 250;
/** `resume()` takes a moment even where it is allowed; only then the browser is said to block. */
const GRACE_MS = 600;
/** A delay that falls does so evenly and is followed by bending; one that rises by more than this is followed at once, by all. */
const RISE_MS = 10;
/** A listener is behind the room when it plays so much later for so long: by then the room would have waited for it. */
const BEHIND_MS = 40;
const BEHIND_FOR_MS = 4_000;

export function createAudioEngine({ url }: AudioEngineDeps): AudioEngine {
  const listeners = new Set<() => void>();
  let loudness = recallLoudness(() => localStorage);
  let room: { readonly code: string; readonly ticket: string | null } | null = null;
  /** Whose line stands although nobody listens yet. */
  let prepared: string | null = null;
  let worker: Worker | null = null;
  let report: StreamReport | null = null;
  let output: Output | null = null;
  /** The Worker's sound goes to the present output. */
  let attached = false;
  let wasConnected = false;
  let wasAudible = false;
  let wokenAtMs = 0;
  const freeze = createFreezeWatch(TICK_MS);
  let inTimeAtMs = 0;
  let clicking = false;
  /** What the sink was last told, milliseconds. */
  let aimed = { delayMs: 0, nudgeMs: 0 };
  const nudge = createOutputNudge(applyNudge);
  let timer: ReturnType<typeof setInterval> | undefined;
  let status: AudioStatus = snapshot();

  function tell(order: StreamOrder, transfer: Transferable[] = []): void {
    worker?.postMessage(order, transfer);
  }

  function startWorker(): void {
    if (worker !== null) return;
    worker = new StreamWorker();
    worker.onmessage = ({ data }: MessageEvent<StreamReport>) => {
      // Sent before the Worker heard of the change of rooms.
      if (data.room !== (room?.code ?? null)) return;
      const first = !report?.line || !report.clock;
      report = data;
      if (data.connection === 'open') wasConnected = true;
      // The first report with a place for the sound is what starts it; later ones can wait for the tick.
      if (first) steer();
      refresh();
    };
  }

  function openOutput(): Output {
    if (output !== null) return output;
    wokenAtMs = performance.now();
    const opened = createOutput(attach, refresh);
    output = opened;
    opened.context.onstatechange = () => {
      attach();
      refresh();
    };
    applyLoudness();
    return opened;
  }

  function closeOutput(): void {
    output?.close();
    output = null;
    attached = false;
    freeze.reset();
  }

  /** A context that does not run would only pile up sound, so it gets none; when it runs, it gets the last seconds at once. */
  function attach(): void {
    const sink = output?.sink() ?? null;
    const runs = room !== null && sink !== null && output?.context.state === 'running';
    if (sink === null || worker === null || runs === attached) return;
    attached = runs;
    if (!runs) {
      tell({ kind: 'output', port: null });
      return;
    }
    const { port1, port2 } = new MessageChannel();
    sink.take(port2);
    tell({ kind: 'output', port: port1 }, [port1]);
    applyNudge();
  }

  /** Tells the sink which frame must be at the ear at which context time. */
  function steer(): void {
    const sink = output?.sink() ?? null;
    if (!attached || output === null || sink === null || !report?.line || !report.clock) return;
    const atMs = performance.now();
    const next = { delayMs: report.delayMs, nudgeMs: nudge.ms() };
    sink.aim({
      contextTime: output.heardTime(atMs),
      frame: frameAt(report.line, serverNowMs(atMs) - next.delayMs - next.nudgeMs),
      framesPerSecond: report.line.framesPerMs * 1_000,
      isAtOnce: next.nudgeMs !== aimed.nudgeMs || next.delayMs - aimed.delayMs > RISE_MS,
    });
    aimed = next;
    sink.click(clicking ? (report.epochs.at(-1)?.shift ?? null) : null);
  }

  /** Whoever plays earlier needs the sound earlier. */
  function applyNudge(): void {
    const sink = output?.sink() ?? null;
    if (sink !== null) tell({ kind: 'needs', headStartMs: sink.headStartMs + (output?.latencyMs() ?? 0) - nudge.ms() });
    steer();
    refresh();
  }

  /** A frame of the ring's axis as a frame of the engine run that it belongs to. */
  function inEpoch(frame: number): { readonly epoch: string; readonly frame: number } | null {
    const span = report?.epochs.findLast(({ fromFrame }) => frame >= fromFrame) ?? report?.epochs[0];
    return span === undefined ? null : { epoch: span.epoch, frame: frame - span.shift };
  }

  function serverNowMs(atMs: number = performance.now()): number {
    return performance.timeOrigin + atMs + (report?.clock?.offsetMs ?? 0);
  }

  function tick(): void {
    const context = output?.context;
    freeze.look(performance.now(), context?.state === 'running' ? context.currentTime : null);
    if (behindMs(report) < BEHIND_MS) inTimeAtMs = performance.now();
    attach();
    steer();
    refresh();
  }

  function blocked(): boolean {
    if (output === null) return false;
    if (freeze.isFrozen()) return true;
    return output.context.state !== 'running' && performance.now() - wokenAtMs > GRACE_MS;
  }

  function snapshot(): AudioStatus {
    const audible = attached && (output?.sink()?.report()?.audible ?? false);
    if (audible) wasAudible = true;
    return {
      state: audioState({
        listening: room !== null,
        blocked: blocked(),
        connection: report?.connection ?? 'connecting',
        refused: report?.refusal != null,
        deviceOnline: navigator.onLine,
        wasConnected,
        wasAudible,
        audible,
        isBehind: behindMs(report) >= BEHIND_MS && performance.now() - inTimeAtMs > BEHIND_FOR_MS,
        quietMs: report?.quietMs ?? null,
      }),
      ...loudness,
      room: room?.code ?? null,
      refusal: report?.refusal ?? null,
      nudgeMs: nudge.ms(),
      clicking,
      simpleOutput: output?.sink()?.simple ?? false,
    };
  }

  function refresh(): void {
    const next = snapshot();
    const keys = Object.keys(next) as (keyof AudioStatus)[];
    if (keys.every((key) => next[key] === status[key])) return;
    status = next;
    for (const listener of listeners) listener();
  }

  function applyLoudness(): void {
    // Squared, because ears count in ratios: half of the slider should sound like half.
    output?.setGain(loudness.muted ? 0 : loudness.volume ** 2);
    refresh();
  }

  function wake(): void {
    if (room === null || output === null) return;
    wokenAtMs = performance.now();
    void output.context.resume().catch(() => undefined);
  }

  /** The network or the person is back: whatever waits, waits no longer. */
  function comeBack(): void {
    if (room === null || document.visibilityState === 'hidden') return;
    tell({ kind: 'retry' });
    if (output?.context.state !== 'running') wake();
    refresh();
  }

  addEventListener('online', comeBack);
  addEventListener('offline', refresh);
  addEventListener('pageshow', comeBack);
  document.addEventListener('visibilitychange', comeBack);

  return {
    unlock() {
      // Without it the mute switch of an iPhone silences the room.
      const session = (navigator as { audioSession?: { type: string } }).audioSession;
      if (session) session.type = 'playback';
      if (freeze.isFrozen() || output?.context.state === 'closed') closeOutput();
      const { context } = openOutput();
      wokenAtMs = performance.now();
      void context.resume().catch(() => undefined);
      comeBack();
    },
    prepare(code) {
      if (room === null && prepared !== code) {
        prepared = code;
        startWorker();
        tell({ kind: 'prepare', url, code });
        warmWorklet();
      }
      return () => {
        if (prepared !== code) return;
        prepared = null;
        tell({ kind: 'leave' });
      };
    },
    listen(code, ticket) {
      if (room?.code === code && report?.refusal == null) {
        if (room.ticket !== ticket) tell({ kind: 'ticket', ticket });
        room = { code, ticket };
        return;
      }
      prepared = null;
      room = { code, ticket };
      wasConnected = false;
      wasAudible = false;
      report = null;
      inTimeAtMs = performance.now();
      startWorker();
      tell({ kind: 'listen', url, code, ticket });
      openOutput();
      wake();
      attach();
      timer ??= setInterval(tick, TICK_MS);
      refresh();
    },
    leave() {
      if (room === null) return;
      room = null;
      report = null;
      loudness = recallLoudness(() => localStorage);
      applyLoudness();
      clearInterval(timer);
      timer = undefined;
      tell({ kind: 'leave' });
      attach();
      // A running context keeps a phone's audio hardware awake.
      void output?.context.suspend().catch(() => undefined);
      refresh();
    },
    setVolume(volume) {
      loudness = { ...loudness, volume: Math.min(1, Math.max(0, volume)) };
      rememberLoudness(() => localStorage, loudness);
      applyLoudness();
    },
    setMuted(muted, forNow = false) {
      loudness = { ...loudness, muted };
      if (!forNow) rememberLoudness(() => localStorage, loudness);
      applyLoudness();
    },
    setNudge(nudgeMs) {
      nudge.set(nudgeMs);
      applyNudge();
    },
    setClicking(next) {
      clicking = next;
      steer();
      refresh();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getStatus: () => status,
    get analyser() {
      return output?.analyser ?? null;
    },
    serverNowMs: () => serverNowMs(),
    playedFrame() {
      const heard = attached ? (output?.sink()?.report() ?? null) : null;
      if (output === null || !heard?.audible || heard.position === null) return null;
      // What the browser takes for the loudspeaker, the nudge corrects.
      const heardTime = output.heardTime(performance.now()) + nudge.ms() / 1_000;
      const frame = heard.position.frame + (heardTime - heard.position.contextTime) * 48_000;
      return inEpoch(frame);
    },
    roomFrame() {
      if (!report?.line || !report.clock) return null;
      return inEpoch(frameAt(report.line, serverNowMs() - report.roomDelayMs));
    },
    stats: () => statsOf(report, output?.sink()?.report() ?? null),
  };
}
