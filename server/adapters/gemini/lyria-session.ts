// One session of Lyria RealTime: opened within a deadline or not at all, spoken to only when it is ready, and every message parsed
// before it counts. Ends once, with a verdict; starts no other.
import type { Clock } from '../../ports/clock.ts';
import { type Verdict, verdictOf, verdictOn } from './failures.ts';
import type { OpenMusic } from './music-client.ts';
import { type MadeFrom, readAudio, readServerMessage, type WireConfig, type WirePrompt } from './wire.ts';

export interface LyriaSession {
  /** All four are dropped unless the session is ready. */
  setPrompts(prompts: readonly WirePrompt[]): void;
  setConfig(config: WireConfig): void;
  play(): void;
  /** Ends the music and forgets it; `play` begins afresh. */
  stop(): void;
  ageMs(): number;
  /** Idempotent; nothing is told afterwards. */
  close(): void;
}

export interface LyriaSessionListener {
  /** Setup is complete: prompts, configuration and PLAY may go out. */
  ready(): void;
  audio(pcm: Int16Array, made: MadeFrom | null): void;
  filtered(text: string): void;
  /** Once, unless it was closed from here. */
  ended(verdict: Verdict): void;
}

export interface LyriaSessionOptions {
  readonly open: OpenMusic;
  readonly clock: Clock;
  /** From the first packet to the end of setup. */
  readonly openWithinMs: number;
  readonly listener: LyriaSessionListener;
}

export function openLyriaSession({ open, clock, openWithinMs, listener }: LyriaSessionOptions): LyriaSession {
  const openedAtMs = clock.nowMs();
  let state: 'OPENING' | 'READY' | 'ENDED' = 'OPENING';
  let hasSounded = false;
  const ageMs = () => clock.nowMs() - openedAtMs;

  function end(verdict: Verdict): void {
    if (state === 'ENDED') return;
    state = 'ENDED';
    cancelDeadline();
    connection.close();
    listener.ended(verdict);
  }

  /** `false`: this is no message of Lyria's. */
  function hear(raw: unknown): boolean {
    const message = readServerMessage(raw);
    if (message === null) return false;
    if (message.setupComplete !== undefined && state === 'OPENING') {
      state = 'READY';
      cancelDeadline();
      listener.ready();
    }
    for (const { data, mimeType, sourceMetadata } of message.serverContent?.audioChunks ?? []) {
      const pcm = readAudio(data, mimeType);
      if (pcm === null) return false;
      hasSounded = true;
      listener.audio(pcm, sourceMetadata ?? null);
    }
    if (message.filteredPrompt !== undefined) listener.filtered(message.filteredPrompt.text);
    return true;
  }

  const cancelDeadline = clock.after(openWithinMs, () => end(verdictOn('TIMEOUT')));
  const connection = open({
    message(raw) {
      // Called from within the package, where a throw would end the process.
      try {
        if (state !== 'ENDED' && !hear(raw)) end(verdictOn('GARBLED'));
      } catch {
        end(verdictOn('GARBLED'));
      }
    },
    ended: (how) => end(verdictOf(how, ageMs(), hasSounded)),
  });

  return {
    setPrompts(prompts) {
      if (state === 'READY') connection.setPrompts(prompts);
    },
    setConfig(config) {
      if (state === 'READY') connection.setConfig(config);
    },
    play() {
      if (state === 'READY') connection.control('PLAY');
    },
    stop() {
      if (state === 'READY') connection.control('STOP');
    },
    ageMs,
    close() {
      if (state === 'ENDED') return;
      state = 'ENDED';
      cancelDeadline();
      connection.close();
    },
  };
}
