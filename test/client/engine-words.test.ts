// Facts about the sentences that tell who plays and who decides: short, true, made from the server's own reasons, and never a dump.
import { describe, expect, it } from 'vitest';
import '../support/english.ts';
import { isStandIn, whoWords } from '../../client/ui/who.ts';
import { GETTING_READY, SENTENCES } from '../../server/adapters/gemini/failures.ts';

const BAND = { kind: 'HOUSE_BAND', health: 'PLAYING', reason: null } as const;
const LYRIA = { kind: 'LYRIA', health: 'PLAYING', reason: null } as const;
const RULES = { kind: 'RULES', reason: null } as const;
const GEMINI = { kind: 'GEMINI', reason: null } as const;
const standsIn = (reason: string) => ({ kind: 'HOUSE_BAND', health: 'DEGRADED', reason }) as const;
const ruled = (reason: string) => ({ kind: 'GEMINI', reason }) as const;
const QUOTA = 'Gemini asks to be left alone for a while because its quota is used up, so the built-in rules decide.';

describe('who plays and who decides', () => {
  it.each([
    ['no key', BAND, RULES, 'House band, house rules'],
    ['all of Google', LYRIA, GEMINI, 'Lyria plays, Gemini decides'],
    ['Lyria alone', LYRIA, RULES, 'Lyria plays, house rules decide'],
    ['Gemini alone', BAND, GEMINI, 'The house band plays, Gemini decides'],
    ['a stand-in', standsIn(SENTENCES.UNAVAILABLE), GEMINI, 'The house band stands in for Lyria: it cannot be reached. Gemini decides.'],
    [
      'rules that had to step in',
      LYRIA,
      ruled(QUOTA),
      'Lyria plays. House rules decide: Gemini asks to be left alone for a while because its quota is used up.',
    ],
    [
      'rules that had to step in for a house band',
      BAND,
      ruled(QUOTA),
      'House band. House rules decide: Gemini asks to be left alone for a while because its quota is used up.',
    ],
    [
      'both, with one reason only',
      standsIn(SENTENCES.BUSY),
      ruled(QUOTA),
      'The house band stands in for Lyria: it plays in as many rooms as it can at a time. House rules decide.',
    ],
  ] as const)('%s', (_name, engine, arbiter, line) => {
    expect(whoWords({ engine, arbiter }).line).toBe(line);
  });

  it('keeps both reasons where there is room for them', () => {
    const { plays, decides } = whoWords({ engine: standsIn(SENTENCES.QUOTA), arbiter: ruled(QUOTA) });
    expect(plays).toBe('The house band stands in for Lyria: it has played all that this server may ask of it for now');
    expect(decides).toBe('House rules decide: Gemini asks to be left alone for a while because its quota is used up');
  });

  it.each([...Object.entries(SENTENCES), ['GETTING_READY', GETTING_READY] as const])('says %s once and whole', (_failure, reason) => {
    const engine = standsIn(reason);
    expect(isStandIn(engine)).toBe(true);
    const { plays } = whoWords({ engine, arbiter: RULES });
    expect(plays).toMatch(/^The house band stands in for Lyria: it \p{Ll}[^;.]+$/u);
    expect(plays.match(/house band/g)).toHaveLength(1);
    expect(plays).not.toContain('just now');
  });

  it('does not call a house band that stumbled a stand-in', () => {
    const engine = { kind: 'HOUSE_BAND', health: 'DEGRADED', reason: 'The band lost its thread and picks the music up again.' } as const;
    expect(isStandIn(engine)).toBe(false);
    expect(whoWords({ engine, arbiter: RULES }).line).toBe('House band, house rules');
  });

  it.each([
    'Lyria: {"error":{"code":403}}',
    'Lyria said no at wss://example.org/ws',
    `Lyria refused ${'x'.repeat(39)}`,
    'Lyria\n    at connect (socket.ts:12)',
    `Lyria ${'is very '.repeat(40)}slow`,
  ])('keeps from the screen what is no sentence: %j', (reason) => {
    expect(whoWords({ engine: standsIn(reason), arbiter: RULES }).plays).toBe(
      'The house band stands in for Lyria: it cannot play just now',
    );
    expect(whoWords({ engine: LYRIA, arbiter: ruled(reason) }).decides).toBe('House rules decide: Gemini cannot be asked just now');
  });
});
