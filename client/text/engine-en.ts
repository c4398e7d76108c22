// Who plays and who decides, in plain words, and every sentence of the engine room, in English. Says why, never how it looks inside.
import type { EngineKind, EngineMode } from '../graphql/generated/graphql.ts';
import { scaleWords } from './words.ts';

interface Who {
  readonly engine: { readonly kind: EngineKind; readonly health: string; readonly reason: string | null };
  readonly arbiter: { readonly kind: 'RULES' | 'GEMINI'; readonly reason: string | null };
}

export interface WhoWords {
  /** Who makes the sound, and for whom, as a sentence without a full stop. */
  readonly plays: string;
  /** Who decides what is played, the same way. */
  readonly decides: string;
  /** Both, as short as a big screen needs them. */
  readonly line: string;
}

const LONGEST_CAUSE = 100;
/** Braces, addresses, line breaks, and runs of letters that no word has: a dump or a secret, and nothing for a screen. */
const NOT_FOR_PEOPLE = /[{}<>\\\n\r]|:\/\/|[\w-]{24,}/;
/** The half of a server's sentence that tells who steps in, which is said already. */
const STEPS_IN = /[,;] (?:so |here )?the (?:house band|built-in rules)\b.*$/i;

/** The cause alone, out of a sentence that the server made for people. */
function causeOf(reason: string, otherwise: string): string {
  const cause = reason.replace(STEPS_IN, '').replace(/[.\s]+$/, '');
  if (cause === '' || cause.length > LONGEST_CAUSE || NOT_FOR_PEOPLE.test(reason)) return otherwise;
  return cause.replace(/^(?:This|The|It)\b/, (word) => word.toLowerCase());
}

/** The house band plays because Lyria cannot. Only the reason tells: a house band that stumbled is DEGRADED as well. */
export const isStandIn = ({ kind, health, reason }: Who['engine']): boolean =>
  kind === 'HOUSE_BAND' && health === 'DEGRADED' && reason !== null && /\bLyria\b/.test(reason);

export function whoWords({ engine, arbiter }: Who): WhoWords {
  const standsIn = isStandIn(engine);
  const cause = causeOf(engine.reason ?? '', 'it cannot play just now').replace(/^Lyria /, 'it ');
  const plays =
    engine.kind === 'LYRIA' ? 'Lyria plays' : standsIn ? `The house band stands in for Lyria: ${cause}` : 'The house band plays';
  const mustRule = arbiter.reason !== null;
  const rules = `House rules decide: ${causeOf(arbiter.reason ?? '', 'Gemini cannot be asked just now')}`;
  const decides = mustRule ? rules : arbiter.kind === 'GEMINI' ? 'Gemini decides' : 'House rules decide';
  return { plays, decides, line: lineOf() };

  function lineOf(): string {
    if (engine.kind === 'HOUSE_BAND' && !standsIn && arbiter.kind === 'RULES' && !mustRule) return 'House band, house rules';
    // Two reasons are more than a line holds; the sound details have both.
    if (standsIn) return `${plays}. ${mustRule || arbiter.kind === 'RULES' ? 'House rules decide' : 'Gemini decides'}.`;
    if (mustRule) return `${engine.kind === 'LYRIA' ? plays : 'House band'}. ${decides}.`;
    return `${plays}, ${decides.replace(/^House/, 'house')}`;
  }
}

const OWN_CHOICE = 'Lyria’s own choice';
const twoPlaces = (value: number) => String(Math.round(value * 100) / 100);

export const engineRoom = {
  title: 'Engine room',
  open: 'Engine room',
  prompts: 'In the music',
  noPrompts: 'Nothing yet. The first touch of a player begins it.',
  weight: (percent: number) => `${percent} %`,
  credit: (name: string, percent: number) => `${name} ${percent} %`,
  fromRoom: 'from the room',
  coming: 'on its way',
  leaving: 'still sounding for a moment',
  held: 'Hold it yourself',
  heldHint: 'What you set here goes before what the room decides.',
  onlyLyria: 'Only for Lyria',
  onlyLyriaHint: 'The house band has no use for these. What they are set to is kept for Lyria.',
  lyria: 'How Lyria plays',
  lyriaHint: 'Left alone, Lyria finds its own way.',
  scale: 'Key',
  letRoomChoose: 'Let the room choose',
  scaleWords,
  keySounds: (scale: string | null, engine: EngineKind) =>
    scale === null ? `${engine === 'LYRIA' ? 'Lyria' : 'The band'} picks the key.` : `You hear ${scaleWords(scale)}.`,
  keyOnItsWay: (scale: string) => `${scaleWords(scale)} is on its way.`,
  muteBass: 'Mute the bass',
  muteDrums: 'Mute the drums',
  onlyBassAndDrums: 'Only bass and drums',
  mutedByRoom: 'The room has it muted already.',
  landing: 'Lands in a moment.',
  guidance: 'Guidance',
  guidanceHint: 'How strictly the prompts are followed. More makes changes more abrupt.',
  temperature: 'Temperature',
  temperatureHint: 'How daring the music is.',
  topK: 'Top-k',
  topKHint: 'Among how many next steps Lyria chooses, 1 to 1000.',
  seed: 'Seed',
  seedHint: 'The same seed and the same requests make much the same music, 0 to 2147483647.',
  number: (value: number | null) => (value === null ? OWN_CHOICE : twoPlaces(value)),
  ownChoice: OWN_CHOICE,
  leave: 'Leave it to Lyria',
  leaveSpoken: (label: string) => `Leave ${label.toLowerCase()} to Lyria`,
  notWhole: (label: string, [min, max]: readonly [number, number]) => `${label} is a whole number from ${min} to ${max}.`,
  mode: 'Mode',
  modes: { QUALITY: 'Quality', DIVERSITY: 'Diversity', VOCALIZATION: 'Voices' } satisfies Record<EngineMode, string>,
  modeHints: {
    QUALITY: 'The best sound.',
    DIVERSITY: 'The most change.',
    VOCALIZATION: 'Voices sing without words.',
  } satisfies Record<EngineMode, string>,
  reset: 'Forget the music so far',
  resetHint:
    'Lyria lets go of everything it has played and begins afresh from what is asked for now. The sound does not break. There is no way back.',
  resetHold: 'Hold to begin afresh',
  resetDone: 'Lyria begins afresh.',
  resetSilent: 'No music plays, so there is nothing to forget.',
  onlyHosts: 'Only the host and co-hosts set the engine.',
} as const;
