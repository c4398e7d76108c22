// The rules arbiter: turns everybody's inputs into two or three weighted prompts and a steering. Pure and deterministic.
import { type Heard, hear, type Voice, type WishVerdict } from './heard-voices.ts';
import { decideWords } from './mix-words.ts';
import { wantedBy } from './prompt-fates.ts';
import { reasonFor } from './reason-sentence.ts';
import type { Levels, Scale } from './steering.ts';
import { type Anchor, steer } from './steering-goals.ts';

/** Somebody's part in a text or a mix; the shares of one list sum to 1. */
export interface Credit {
  readonly participantId: string;
  readonly displayName: string;
  /** 0 to 1. */
  readonly share: number;
}

export interface WeightedPrompt {
  /** 3 to 120 characters, only words the arbiter knows: never a person's raw text. */
  readonly text: string;
  /** Above 0; the weights of one mix sum to 1. */
  readonly weight: number;
  readonly credits: readonly Credit[];
}

/** What a mix has to remember for the next one, so that arbitration can be pure. Never shown to anybody. */
export interface MixMemory {
  /** So many of the last prompts are the band's own: nobody asked for them, so they stay until a new world is asked for. */
  readonly ownLines: number;
  /** Words on their way out that continuity still holds back. */
  readonly leaving: readonly string[];
  /** Where the band was when each standing wish was first weighed. */
  readonly anchors: readonly Anchor[];
}

/** What a decision asks of the engine. */
export interface Mix {
  readonly prompts: readonly WeightedPrompt[];
  readonly bpm: number;
  readonly density: number;
  readonly brightness: number;
  readonly scale: Scale | null;
  readonly muteBass: boolean;
  readonly muteDrums: boolean;
  /** One sentence of 3 to 200 characters, fit for every screen. */
  readonly reason: string;
  readonly credits: readonly Credit[];
  /** Absent on mixes that were not made here: then all prompts are the band's own. */
  readonly memory?: MixMemory;
}

export interface ArbitrationQuestion {
  readonly voices: readonly Voice[];
  /** The mix applied last; `null` before the first decision. */
  readonly previous: Mix | null;
  /** Policy: words that decline a text whole (levelled like any word before comparison). */
  readonly blockedWords?: readonly string[];
}

export interface Arbitration {
  readonly mix: Mix;
  readonly verdicts: readonly WishVerdict[];
  /** False while a ramp is under way: the same voices would get another result at the next tick. */
  readonly settled: boolean;
}

/** What a band plays before anybody has said anything. */
const OPENING: { readonly texts: readonly string[]; readonly levels: Levels } = {
  texts: ['mellow groove with rhodes piano', 'open space with soft synth pads'],
  levels: { bpm: 96, density: 0.45, brightness: 0.5 },
};

/**
 * The next mix. Pure and deterministic: the same question has the same answer, and once `settled`, asking again with the answer
 * as `previous` gives it back unchanged. Shares weigh the words; faders are followed at once; everything else moves in ticks.
 */
export function arbitrate(question: ArbitrationQuestion): Arbitration {
  const { voices, previous, blockedWords = [] } = question;
  const isDrummed = voices.some(({ role, input }) => role === 'DRUMMER' && input.bpm !== null);
  const people = voices.map((voice) => hear(voice, blockedWords, isDrummed));
  const verdicts = people.flatMap((person) => person.verdicts);
  if (voices.length === 0 && previous) return { mix: previous, verdicts, settled: true };
  const mix = nextMix(people, previous);
  return { mix, verdicts, settled: isSameMix(mix, nextMix(people, mix)) };
}

function nextMix(people: readonly Heard[], previous: Mix | null): Mix {
  const acting = people.filter(({ counts }) => counts);
  const wanted = wantedBy(acting);
  const wishes = people.flatMap(({ voice: { input } }) => [input.wish, input.genre].flatMap((text) => text ?? []));
  const names = people.map(({ voice }) => voice.displayName);
  const before = previous ?? null;
  const words = decideWords({ wanted, previous: before, opening: OPENING.texts, wishes, names });
  const start = before ?? OPENING.levels;
  const { levels, anchors } = steer(
    acting,
    { bpm: start.bpm, density: start.density, brightness: start.brightness },
    before?.memory?.anchors ?? [],
    !before,
  );
  const named = acting.filter(({ scale }) => scale !== null).sort((a, b) => b.voice.share - a.voice.share)[0];
  const mix: Mix = {
    prompts: words.prompts.map(({ text, weight, owners }) => ({
      text,
      weight,
      credits: creditsOf(acting.filter((person) => owners.includes(person))),
    })),
    ...levels,
    scale: named?.scale ?? before?.scale ?? null,
    muteBass: words.muteBass,
    muteDrums: words.muteDrums,
    reason: '',
    credits: creditsOf(acting),
    memory: { ownLines: words.ownLines, leaving: words.leaving, anchors },
  };
  if (before && isSameMix(mix, before)) return { ...mix, reason: before.reason };
  const reason = reasonFor({
    people: acting,
    before: before?.prompts.map(({ text }) => text) ?? [],
    after: mix.prompts.map(({ text }) => text),
    levelsBefore: before,
    levelsAfter: mix,
    nameOf: words.nameOf,
    oldWorld: words.oldWorld,
    wishes,
  });
  return { ...mix, reason };
}

/** Shares of the given people among themselves. */
function creditsOf(people: readonly Heard[]): Credit[] {
  const total = people.reduce((sum, { voice }) => sum + voice.share, 0);
  return people.map(({ voice: { participantId, displayName, share } }) => ({
    participantId,
    displayName,
    share: total > 0 ? share / total : 1 / people.length,
  }));
}

/** The same in everything that is asked of the engine or remembered; the sentence may differ. */
function isSameMix(a: Mix, b: Mix): boolean {
  const essence = ({ prompts, bpm, density, brightness, scale, muteBass, muteDrums, credits, memory }: Mix): string =>
    JSON.stringify([
      prompts.map(({ text, weight, credits: own }) => [text, weight, own]),
      bpm,
      density,
      brightness,
      scale,
      muteBass,
      muteDrums,
      credits,
      memory,
    ]);
  return essence(a) === essence(b);
}
