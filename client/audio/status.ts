// Puts what is known of context, connection and playing into the one word that a screen shows. Pure.
import type { Connection } from './messages.ts';

/**
 * - `silent`: not listening, or nothing is being played (or the server refuses: see `refusal`).
 * - `blocked`: the browser wants a tap before (or again before) it makes sound; `unlock()` in that tap cures it.
 * - `connecting`: on the way to the first sound.
 * - `playing`: all is well.
 * - `catching-up`: sound arrives, but too late to be heard just now, or so late that this device plays behind the room.
 * - `reconnecting`: the connection is lost; what is buffered still plays, attempts go on for ever.
 * - `offline`: the same, and the device itself says that it has no network.
 */
export type AudioState = 'silent' | 'blocked' | 'connecting' | 'playing' | 'catching-up' | 'reconnecting' | 'offline';

/** An immutable snapshot; the same object until something in it changes. */
export interface AudioStatus {
  readonly state: AudioState;
  /** 0..1, as the slider shows it. */
  readonly volume: number;
  readonly muted: boolean;
  /** Code of the room that is listened to, `null` after `leave()`. */
  readonly room: string | null;
  /** Error code of the server's refusal (ROOM_NOT_FOUND, FORBIDDEN ...); call `listen` again when the cause is gone. */
  readonly refusal: string | null;
  /** By how much the present output plays later (negative: earlier) than the browser believes to be right, milliseconds. */
  readonly nudgeMs: number;
  /** A metronome sounds over the music. */
  readonly clicking: boolean;
  /** `true` on plain HTTP, where a page that stands still for long can be heard. */
  readonly simpleOutput: boolean;
}

export interface AudioFacts {
  readonly listening: boolean;
  /** The browser keeps the context from running, or it claims to run and stands still. */
  readonly blocked: boolean;
  readonly connection: Connection;
  readonly refused: boolean;
  readonly deviceOnline: boolean;
  /** Since `listen()`. */
  readonly wasConnected: boolean;
  /** Since `listen()`. */
  readonly wasAudible: boolean;
  readonly audible: boolean;
  /** Plays later than the room does. */
  readonly isBehind: boolean;
  /** Milliseconds since the newest chunk came, or since the connection opened; `null` while it is not open. */
  readonly quietMs: number | null;
}

/** Chunks come every 100 ms; after such a pause nobody is playing. */
const QUIET_MS = 2_000;

export function audioState(facts: AudioFacts): AudioState {
  if (!facts.listening || facts.refused) return 'silent';
  if (facts.blocked) return 'blocked';
  if (facts.connection !== 'open') {
    if (!facts.deviceOnline) return 'offline';
    return facts.wasConnected ? 'reconnecting' : 'connecting';
  }
  if (facts.audible) return facts.isBehind ? 'catching-up' : 'playing';
  if (facts.quietMs !== null && facts.quietMs > QUIET_MS) return 'silent';
  return facts.wasAudible ? 'catching-up' : 'connecting';
}
