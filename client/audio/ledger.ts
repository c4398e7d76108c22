// Keeps the books of what came: which chunk is new, which is a repetition, which never arrived. Knows numbers only, no sound.

/** The newest chunk that is here, as the `after` argument of the subscription wants it. */
export interface Cursor {
  readonly epoch: string;
  readonly seq: number;
}

export interface Ledger {
  /** Enters a chunk. `new-epoch`: it begins other music; `stale`: it belongs to the music before. */
  enter(epoch: string, seq: number, packets: number): 'new' | 'new-epoch' | 'duplicate' | 'stale';
  cursor(): Cursor | null;
  /** Opus packets that came, and those that never did (gaps between the chunks that came). */
  counts(): { readonly received: number; readonly lost: number; readonly duplicate: number };
  /** For another room: forgets where it was; the counts stay. */
  forget(): void;
}

export function createLedger(): Ledger {
  let epoch: string | null = null;
  let previousEpoch: string | null = null;
  let newest = -1;
  let gaps = new Map<number, number>();
  let received = 0;
  let lost = 0;
  let duplicate = 0;

  return {
    enter(chunkEpoch, seq, packets) {
      if (chunkEpoch === previousEpoch) return 'stale';
      if (chunkEpoch !== epoch) {
        previousEpoch = epoch;
        epoch = chunkEpoch;
        newest = seq;
        gaps = new Map();
        received += packets;
        return 'new-epoch';
      }
      if (seq <= newest) {
        const owed = gaps.get(seq);
        if (owed === undefined) {
          duplicate += packets;
          return 'duplicate';
        }
        gaps.delete(seq);
        lost -= owed;
      }
      for (let missing = newest + 1; missing < seq; missing += 1) {
        gaps.set(missing, packets);
        lost += packets;
      }
      newest = Math.max(newest, seq);
      received += packets;
      return 'new';
    },
    cursor: () => (epoch === null ? null : { epoch, seq: newest }),
    counts: () => ({ received, lost, duplicate }),
    forget() {
      epoch = null;
      previousEpoch = null;
      newest = -1;
      gaps = new Map();
    },
  };
}
