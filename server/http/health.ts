// Whether this process should be given traffic: not while it stops, not while something that it needs is in trouble, not just after
// its event loop stood still. Mends nothing.

export interface Check {
  readonly name: string;
  /** `null`: all is well; else a word or two for whoever operates this. Rejecting counts as trouble. */
  trouble(): Promise<string | null>;
}

/** What will be in trouble unless somebody does something. Costs no traffic. */
export interface Foresight {
  readonly name: string;
  /** `null`: nothing is coming. Rejecting counts as nothing: what is already broken is a check's to tell. */
  warning(): Promise<string | null>;
}

export interface Readiness {
  readonly isReady: boolean;
  readonly body: {
    readonly status: 'ready' | 'draining' | 'unready';
    readonly checks: Readonly<Record<string, string>>;
    readonly warnings: Readonly<Record<string, string>>;
  };
}

export interface Health {
  ready(): Promise<Readiness>;
  /** From now on never ready again. */
  drain(): void;
  isDraining(): boolean;
  stop(): void;
}

const LOOK_MS = 250;
/** A loop that was held up for so long makes everybody wait, and sound run dry soon. */
const BLOCKED_MS = 1_000;
/** Long enough for whoever asks now and then to notice. */
const REMEMBERED_MS = 5_000;

/** Watches the loop of this very process, by the machine's own time. */
function watchLoop(): { readonly check: Check; stop(): void } {
  let lookedAtMs = performance.now();
  let blockedMs = 0;
  let blockedAtMs = Number.NEGATIVE_INFINITY;
  const timer = setInterval(() => {
    const now = performance.now();
    const heldUpMs = now - lookedAtMs - LOOK_MS;
    lookedAtMs = now;
    if (heldUpMs < BLOCKED_MS) return;
    blockedMs = heldUpMs;
    blockedAtMs = now;
  }, LOOK_MS).unref();
  return {
    check: {
      name: 'eventLoop',
      trouble: async () => (performance.now() - blockedAtMs < REMEMBERED_MS ? `stood still for ${Math.round(blockedMs)} ms` : null),
    },
    stop: () => clearInterval(timer),
  };
}

export function createHealth(checks: readonly Check[], foresights: readonly Foresight[] = []): Health {
  const loop = watchLoop();
  let isDraining = false;
  return {
    async ready() {
      const results = await Promise.all(
        [loop.check, ...checks].map(async ({ name, trouble }) => [name, (await trouble().catch(() => 'cannot be asked')) ?? 'ok'] as const),
      );
      const coming = await Promise.all(foresights.map(async ({ name, warning }) => [name, await warning().catch(() => null)] as const));
      const warnings = Object.fromEntries(coming.flatMap(([name, warning]) => (warning === null ? [] : [[name, warning]])));
      const isWell = results.every(([, result]) => result === 'ok');
      const status = isDraining ? 'draining' : isWell ? 'ready' : 'unready';
      return { isReady: status === 'ready', body: { status, checks: Object.fromEntries(results), warnings } };
    },
    drain() {
      isDraining = true;
    },
    isDraining: () => isDraining,
    stop: loop.stop,
  };
}
