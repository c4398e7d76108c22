// How loud one room's crowd is right now: keeps the newest report of every phone and works the energy out four times a second while
// anybody is heard. Writes nothing and steers nothing; whoever keeps the music asks for the lift.
import { CROWD_LIMITS } from '../domain/crowd.ts';
import { crowdEnergyAt, type EnergyReport, isCounted, type Lift, liftOf } from '../domain/crowd-energy.ts';
import type { Clock } from '../ports/clock.ts';

const { tellMs, liftMs } = CROWD_LIMITS.energy;

export interface CrowdEnergy {
  /** One phone's newest report replaces the one before. */
  report(participantId: string, measured: Pick<EnergyReport, 'level' | 'clapRate'>): void;
  /** What the crowd adds to the music now; `null`: nothing. */
  lift(): Lift | null;
  /** Nothing is told any more. */
  close(): void;
}

/** `onChange` is called at most every `tellMs`, and only when energy (0 to 1, hundredths) or lift is another. */
export function createCrowdEnergy(clock: Clock, onChange: (energy: number) => void): CrowdEnergy {
  const reports = new Map<string, EnergyReport>();
  let energy = 0;
  let lift: Lift | null = null;
  /** The energy at the last report that found the crowd loud; between two waves of applause the music stays where that one brought it. */
  let loudest = { energy: 0, untilMs: 0 };
  let cancelLook: (() => void) | null = null;

  function look(): void {
    const nowMs = clock.nowMs();
    for (const [participantId, report] of reports) if (!isCounted(report, nowMs)) reports.delete(participantId);
    const before = { energy, lift };
    energy = crowdEnergyAt(reports.values(), nowMs);
    lift = nowMs < loudest.untilMs ? liftOf(loudest.energy) : null;
    const isNews = energy !== before.energy || lift?.density !== before.lift?.density;
    // One look more than needed: what comes right after the last news waits its turn.
    cancelLook = isNews || reports.size > 0 || lift !== null ? clock.after(tellMs, look) : null;
    if (isNews) onChange(energy);
  }

  return {
    report(participantId, measured) {
      const nowMs = clock.nowMs();
      reports.set(participantId, { ...measured, atMs: nowMs });
      const now = crowdEnergyAt(reports.values(), nowMs);
      if (liftOf(now) !== null) loudest = { energy: now, untilMs: nowMs + liftMs };
      if (cancelLook === null) look();
    },
    lift: () => lift,
    close() {
      cancelLook?.();
      // Reports that are still on their way start nothing.
      cancelLook = () => {};
      lift = null;
    },
  };
}
