// What is counted and measured while rooms play, in the words of the domain. Counting changes nothing and never fails.
import type { AudioEncoding } from '../domain/audio.ts';

export interface Meter {
  /** An ear has come to a room; call the result when it leaves. */
  listening(code: string, encoding: AudioEncoding): () => void;
  /** A chunk was made: it goes to all who listen in the room. */
  sounded(code: string): void;
  /** A listener that reads too slowly has lost a chunk. */
  dropped(encoding: AudioEncoding): void;
  /** A tick of an arbiter came so late, milliseconds. */
  ticked(lateMs: number): void;
  /** An engine took so long for one block, milliseconds. */
  rendered(ms: number): void;
  /** A caller was told an error with this code. */
  failed(code: string): void;
  /** What people asked for was kept by one commit, which took so long, milliseconds. */
  committed(ms: number): void;
  /** A commit failed: what it held was refused or waits. */
  commitFailed(): void;
}
