// Who plays and who decides, in plain words out of the server's own reasons: says why, never how it looks inside.
import type { EngineKind } from '../graphql/generated/graphql.ts';
import { who } from '../text/sentences.ts';

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
  return who.cause(cause.replace(/^(?:This|The|It)\b/, (word) => word.toLowerCase())) ?? otherwise;
}

/** The house band plays because Lyria cannot. Only the reason tells: a house band that stumbled is DEGRADED as well. */
export const isStandIn = ({ kind, health, reason }: Who['engine']): boolean =>
  kind === 'HOUSE_BAND' && health === 'DEGRADED' && reason !== null && /\bLyria\b/.test(reason);

export function whoWords({ engine, arbiter }: Who): WhoWords {
  const standsIn = isStandIn(engine);
  const cause = causeOf(engine.reason ?? '', who.cannotPlay).replace(/^Lyria /, 'it ');
  const plays = engine.kind === 'LYRIA' ? who.lyria : standsIn ? who.standsIn(cause) : who.band;
  const mustRule = arbiter.reason !== null;
  const rules = who.ruled(causeOf(arbiter.reason ?? '', who.cannotAsk));
  const decides = mustRule ? rules : arbiter.kind === 'GEMINI' ? who.gemini : who.rules;
  return { plays, decides, line: lineOf() };

  function lineOf(): string {
    if (engine.kind === 'HOUSE_BAND' && !standsIn && arbiter.kind === 'RULES' && !mustRule) return who.ownHouse;
    // Two reasons are more than a line holds; the sound details have both.
    if (standsIn) return who.sentences(plays, mustRule || arbiter.kind === 'RULES' ? who.rules : who.gemini);
    if (mustRule) return who.sentences(engine.kind === 'LYRIA' ? plays : who.bandShort, decides);
    return who.both(plays, decides);
  }
}
