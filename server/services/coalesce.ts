// Turns a burst of changes into few calls: the first at once, then at most one per gap, and the last change is never forgotten.
import type { Clock } from '../ports/clock.ts';

export interface Coalescer {
  changed(): void;
  /** Forgets a call that is still due. */
  cancel(): void;
}

export function createCoalescer({ clock, gapMs, call }: { clock: Clock; gapMs: number; call: () => void }): Coalescer {
  let lastMs = Number.NEGATIVE_INFINITY;
  let cancelDue: (() => void) | null = null;

  function run(): void {
    cancelDue = null;
    lastMs = clock.nowMs();
    call();
  }

  return {
    changed() {
      if (cancelDue !== null) return;
      const waitMs = lastMs + gapMs - clock.nowMs();
      if (waitMs <= 0) run();
      else cancelDue = clock.after(waitMs, run);
    },
    cancel() {
      cancelDue?.();
      cancelDue = null;
    },
  };
}
