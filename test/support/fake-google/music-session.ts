// One session of BidiGenerateMusic behind any transport: the strict state machine of the real service, and its sound at the real pace.
// Knows no socket.
import { SAMPLE_RATE_HZ } from '../../../server/domain/audio.ts';
import type { Clock } from '../../../server/ports/clock.ts';
import { markedAudio } from './audio-marks.ts';
import { type Control, readClientFrame, type WireConfig, type WirePrompts } from './client-frames.ts';
import type { FakeGoogleSettings, Visit } from './settings.ts';

/** What a revision of a session's sound is made from. */
export interface MadeFrom {
  readonly prompts: WirePrompts;
  /** Tempo and scale as they sound, not as they were sent last: those wait for a reset. */
  readonly config: WireConfig;
}

export interface MusicSession {
  receive(text: string): void;
  stall(ms: number): void;
  setRate(rate: number): void;
  /** Of every revision that has been sent as sound. */
  readonly made: ReadonlyMap<number, MadeFrom>;
  end(): void;
}

export interface MusicSessionOptions {
  readonly connection: number;
  readonly settings: FakeGoogleSettings;
  readonly visit: Visit;
  readonly clock: Clock;
  readonly isKeyValid: boolean;
  readonly send: (text: string) => void;
  readonly close: (code: number, reason: string) => void;
}

export function createMusicSession(options: MusicSessionOptions): MusicSession {
  const { connection, settings, visit, clock, send, close } = options;
  const made = new Map<number, MadeFrom>();
  let state: 'NEW' | 'SETTING_UP' | 'READY' | 'ENDED' = 'NEW';
  let prompts: WirePrompts = [];
  let config: WireConfig = {};
  let grid: Pick<WireConfig, 'bpm' | 'scale'> = {};
  let revision = 0;
  let context = 0;
  let frame = 0;
  let mode: 'STOPPED' | 'PLAYING' | 'PAUSED' = 'STOPPED';
  let rate = settings.rate;
  let dueMs = 0;
  let cancelChunk = () => {};
  const timers = new Set<() => void>();

  function later(ms: number, call: () => void): void {
    const cancel = clock.after(ms, () => {
      timers.delete(cancel);
      call();
    });
    timers.add(cancel);
  }

  function end(): void {
    state = 'ENDED';
    cancelChunk();
    for (const cancel of timers) cancel();
    timers.clear();
  }

  function refuse(code: number, reason: string): void {
    end();
    close(code, reason);
  }

  function setUp(): void {
    state = 'SETTING_UP';
    if (!options.isKeyValid) refuse(1007, 'API key not valid. Please pass a valid API key.');
    else if (visit.refuse !== undefined) refuse(visit.refuse.code, visit.refuse.reason);
    else if (visit.setup !== 'NEVER') later(visit.setup ?? 0, ready);
  }

  function ready(): void {
    state = 'READY';
    send(JSON.stringify({ setupComplete: {} }));
  }

  function ask(next: WirePrompts): void {
    const refused = visit.isThrottled === true ? next.slice(0, 1) : next.filter(({ text }) => settings.filter(text) !== null);
    prompts = next.filter((prompt) => !refused.includes(prompt));
    revision += 1;
    for (const { text } of refused) {
      send(JSON.stringify({ filteredPrompt: { text, filteredReason: settings.filter(text) ?? 'The prompt was filtered.' } }));
    }
  }

  /** The chunk that is made from now on, out of what is asked now, and sent when it is done. */
  function make(): void {
    const from: MadeFrom = { prompts, config: { ...config, bpm: grid.bpm, scale: grid.scale } };
    const stamp = { connection, revision, context };
    cancelChunk = clock.after(dueMs - clock.nowMs(), () => {
      // Held up meanwhile.
      if (clock.nowMs() < dueMs) return make();
      const frames = (settings.chunkMs * SAMPLE_RATE_HZ) / 1_000;
      made.set(stamp.revision, from);
      const pcm = markedAudio({ ...stamp, frame }, frames);
      frame += frames;
      const data = Buffer.from(pcm.buffer).toString('base64');
      const sourceMetadata = { clientContent: { weightedPrompts: from.prompts }, musicGenerationConfig: from.config };
      send(JSON.stringify({ serverContent: { audioChunks: [{ data, mimeType: settings.mimeType, sourceMetadata }] } }));
      dueMs += settings.chunkMs / rate;
      if (state === 'READY' && mode === 'PLAYING') make();
    });
  }

  function play(): void {
    if (mode === 'PLAYING' || visit.isThrottled === true || prompts.length === 0) return;
    if (mode === 'STOPPED') grid = { bpm: config.bpm, scale: config.scale };
    mode = 'PLAYING';
    dueMs = clock.nowMs() + settings.startLatencyMs;
    make();
  }

  function halt(next: 'PAUSED' | 'STOPPED'): void {
    cancelChunk();
    if (next === 'STOPPED') context += 1;
    mode = next;
  }

  function reset(): void {
    context += 1;
    revision += 1;
    grid = { bpm: config.bpm, scale: config.scale };
  }

  function control(control: Control): void {
    if (control === 'PLAY') play();
    else if (control === 'RESET_CONTEXT') reset();
    else halt(control === 'PAUSE' ? 'PAUSED' : 'STOPPED');
  }

  later(settings.sessionLimitMs, () => refuse(1011, 'The session has reached its maximum duration.'));

  return {
    made,
    receive(text) {
      if (state === 'ENDED') return;
      const said = readClientFrame(text);
      if (said === null) refuse(1007, 'Request contains an invalid argument.');
      else if ('setup' in said !== (state === 'NEW')) refuse(1007, 'setup must be the first message, and come once.');
      else if ('setup' in said) setUp();
      else if (state !== 'READY') refuse(1007, 'Wait for setupComplete.');
      else if ('clientContent' in said) ask(said.clientContent.weightedPrompts);
      else if ('musicGenerationConfig' in said) {
        config = said.musicGenerationConfig;
        revision += 1;
      } else control(said.playbackControl);
    },
    stall(ms) {
      dueMs = Math.max(dueMs, clock.nowMs()) + ms;
    },
    setRate(next) {
      rate = next;
    },
    end,
  };
}
