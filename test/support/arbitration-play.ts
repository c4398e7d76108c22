// Plays a situation against the arbiter with a clock of its own: four seconds a tick, held when nothing changed.
import { type Arbitration, type ArbitrationQuestion, arbitrate, type Mix } from '../../server/domain/arbitration.ts';
import type { Voice } from '../../server/domain/heard-voices.ts';
import { influenceShares } from '../../server/domain/influence.ts';
import type { Role } from '../../server/domain/roles.ts';
import type { Scale } from '../../server/domain/steering.ts';
import type { Seen, SeenMix, Situation } from './arbitration-expect.ts';

const TICK_SECONDS = 4;
const LONGEST_WISH = 120;

export interface Played extends Seen {
  readonly arbitrations: readonly Arbitration[];
}

/** The voices of a situation at a tick; wishes that are too long for the door are left out when `atTheDoor`. */
export function voicesAt(situation: Situation, tick: number, atTheDoor = true): Voice[] {
  const active = situation.people.filter(({ silenced }) => !silenced);
  const shares = influenceShares(active.map(({ name, secondsAgo }) => ({ id: name, ageMs: (secondsAgo + tick * TICK_SECONDS) * 1000 })));
  return active.map(({ name, role, input }) => ({
    participantId: name,
    displayName: name,
    role: role as Role,
    share: shares.get(name) ?? 0,
    input: {
      bpm: input.bpm ?? null,
      moods: input.moods ?? [],
      genre: input.genre ?? null,
      instruments: input.instruments ?? [],
      density: input.density ?? null,
      brightness: input.brightness ?? null,
      wish: atTheDoor && (input.wish ?? '').length > LONGEST_WISH ? null : (input.wish ?? null),
    },
  }));
}

export function asMix(previous: NonNullable<Situation['previous']>): Mix {
  return {
    ...previous,
    prompts: previous.prompts.map((prompt) => ({ ...prompt, credits: [] })),
    scale: previous.scale as Scale | null,
    muteBass: false,
    muteDrums: false,
    reason: 'The band plays on.',
    credits: [],
  };
}

function asSeen(mix: Mix): SeenMix {
  return { ...mix, credits: Object.fromEntries(mix.credits.map(({ participantId, share }) => [participantId, share])) };
}

/** `decide`: the rules, or what a model's advice makes of them. */
export function play(
  situation: Situation,
  blockedWords: readonly string[],
  { atTheDoor = true, decide = arbitrate as (question: ArbitrationQuestion) => Arbitration } = {},
): Played {
  const first = situation.previous ? asMix(situation.previous) : null;
  const arbitrations: Arbitration[] = [];
  let isSettled = situation.inputsChanged === false;
  let mix = first;
  for (let tick = 0; tick < situation.ticks; tick++) {
    if (isSettled && mix) {
      arbitrations.push({ mix, verdicts: [], settled: true });
      continue;
    }
    const made = decide({ voices: voicesAt(situation, tick, atTheDoor), previous: mix, blockedWords });
    arbitrations.push(made);
    mix = made.mix;
    isSettled = made.settled;
  }
  const verdicts = arbitrations[0]?.verdicts ?? [];
  const tooLong = situation.people.filter(({ input }) => atTheDoor && (input.wish ?? '').length > LONGEST_WISH);
  return {
    arbitrations,
    previous: first ? asSeen(first) : null,
    history: arbitrations.map((one) => asSeen(one.mix)),
    influence: Object.fromEntries(voicesAt(situation, situation.ticks - 1).map(({ participantId, share }) => [participantId, share])),
    fates: Object.fromEntries(
      verdicts.filter(({ field }) => field === 'wish').map(({ participantId, fate, reason }) => [participantId, { fate, reason }]),
    ),
    errors: Object.fromEntries(tooLong.map(({ name }) => [name, 'BAD_INPUT'])),
    shown: verdicts.flatMap(({ understood }) => understood),
  };
}
