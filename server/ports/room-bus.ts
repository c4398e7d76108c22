// News of rooms between the services of one node, and later between nodes. Carries the newest facts, keeps nothing.
import type { AudioChunk } from '../domain/audio.ts';
import type { Reaction } from '../domain/crowd.ts';
import type { LiveState } from '../domain/live.ts';
import type { RoomEvent, RoomState } from '../domain/room-state.ts';

export type RoomMessage =
  | { readonly kind: 'ROOM'; readonly state: RoomState; readonly events: readonly RoomEvent[] }
  | { readonly kind: 'LIVE'; readonly code: string; readonly live: LiveState }
  | { readonly kind: 'REACTION'; readonly code: string; readonly thrown: ThrownReaction }
  /** One chunk in every encoding that is wanted; made lazily, at most once per encoding. */
  | { readonly kind: 'AUDIO'; readonly code: string; readonly chunk: EncodedChunk };

/** One reaction of one person. */
export interface ThrownReaction {
  readonly reaction: Reaction;
  /** `null` for a listener, who is counted and not named. */
  readonly from: { readonly participantId: string; readonly displayName: string } | null;
}

/** A chunk whose messages are made when first asked for, and then shared by all listeners. */
export interface EncodedChunk {
  readonly epoch: string;
  readonly seq: number;
  /** `null`: this chunk was not made in that encoding, because nobody wanted it then. OPUS is always there. */
  as(encoding: AudioChunk['encoding']): AudioChunk | null;
}

export interface RoomBus {
  publish(message: RoomMessage): void;
  /** Messages of one room; handlers must not throw and must return at once. Returns the unsubscriber. */
  subscribe(code: string, handler: (message: RoomMessage) => void): () => void;
  /** Messages of all rooms (lobby, engine owner). */
  subscribeAll(handler: (message: RoomMessage) => void): () => void;
}
