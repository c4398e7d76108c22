// How full the disk under a folder is. Says so in the log once when it is nearly full, and once when there is room again. Frees nothing.
import { statfs } from 'node:fs/promises';
import type { Log } from '../../log.ts';
import type { Clock } from '../../ports/clock.ts';

export interface DiskWatch {
  /** Looks now: 0 to 1, as `df` counts it. */
  used(): Promise<number>;
  /** Looks now; `null` while there is room. */
  warning(): Promise<string | null>;
  stop(): void;
}

export interface DiskWatchDeps {
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn' | 'info'>;
}

/** While there is time to make room. */
const NEARLY_FULL = 0.9;
const LOOK_MS = 60_000;

const percent = (share: number) => `${Math.floor(share * 100)} % full`;

export function watchDisk({ folder, clock, log }: DiskWatchDeps): DiskWatch {
  let wasNearlyFull = false;
  let isStopped = false;
  let cancel = () => {};

  async function used(): Promise<number> {
    const { blocks, bfree, bavail } = await statfs(folder);
    const taken = blocks - bfree;
    const share = taken === 0 ? 0 : taken / (taken + bavail);
    const isNearlyFull = share >= NEARLY_FULL;
    if (isNearlyFull && !wasNearlyFull)
      log.warn({ folder }, `the disk of ${folder} is ${percent(share)}: make room before nothing can be kept`);
    if (!isNearlyFull && wasNearlyFull) log.info({ folder }, `the disk of ${folder} has room again`);
    wasNearlyFull = isNearlyFull;
    return share;
  }

  function lookAgain(): void {
    used()
      // A folder that is gone is the database's trouble, and told there.
      .catch(() => {})
      .finally(() => {
        if (!isStopped) cancel = clock.after(LOOK_MS, lookAgain);
      });
  }
  lookAgain();
  return {
    used,
    async warning() {
      const share = await used();
      return share >= NEARLY_FULL ? percent(share) : null;
    },
    stop() {
      isStopped = true;
      cancel();
    },
  };
}
