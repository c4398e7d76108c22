// A prompt that the engine would not play: whose wish it was, who is told, and that it stays away until it may be tried again.
import { describe, expect, it } from 'vitest';
import { arbitrate, type Credit, type Mix } from '../../server/domain/arbitration.ts';
import { REFUSED_MS, withoutRefused } from '../../server/domain/refused-prompts.ts';
import type { RoomCommand, RoomState, Wish } from '../../server/domain/room-state.ts';
import { voicesOf } from '../../server/domain/voices.ts';
import { apply, BIRTH_MIX, HOST, input, partyOf, person, roomAfter, START_MS } from '../support/seeded-room.ts';

const decline = (text: string): RoomCommand => ({ kind: 'DECLINE_PROMPT', text });
const wishOf = (state: RoomState, id: string): Wish | null | undefined => person(state, id).input?.wish;

/** What the tick of the arbitration does, with the real rules. */
function tick(state: RoomState, nowMs: number): RoomState {
  const { decision, inputsRevision } = state;
  const arbitration = arbitrate({ voices: voicesOf(state, nowMs), previous: decision.isFirst ? null : decision.mix });
  return apply(state, { kind: 'APPLY_DECISION', ...arbitration, source: 'RULES', inputsRevision }, nowMs).state;
}

/** Suna has asked for a kalimba, Dio for a harp; both sound. */
const asking = roomAfter(partyOf('suna', 'dio'), [
  { kind: 'START', actorId: HOST },
  input('suna', { wish: 'a kalimba please' }, 'w1'),
  input('dio', { wish: 'harp and no drums' }, 'w2'),
]);
const sounding = (() => {
  const decided = [4, 8, 12].reduce((state, second) => tick(state, START_MS + second * 1_000), asking);
  return apply(decided, { kind: 'HEAR', revision: decided.target.revision }).state;
})();
const promptWith = (state: RoomState, word: string): string =>
  state.decision.mix.prompts.find(({ text }) => text.includes(word))?.text ?? '';
const kalimba = promptWith(sounding, 'kalimba');
const NOW = START_MS + 13_000;

describe('a refused prompt', () => {
  it('(the room that is played with has both wishes in prompts of their own)', () => {
    expect([wishOf(sounding, 'suna')?.fate, wishOf(sounding, 'dio')?.fate]).toEqual(['SOUNDING', 'SOUNDING']);
    expect(kalimba).not.toBe('');
    expect(kalimba).not.toContain('harp');
  });

  it('declines the wish that it was made from, kindly, to its author alone', () => {
    const { state, events } = apply(sounding, decline(`  ${kalimba.toUpperCase()} `), NOW);
    const wish = wishOf(state, 'suna');
    expect(wish).toMatchObject({ id: 'w1', fate: 'DECLINED', revision: null, isRefused: true });
    expect(wish?.reason).toBe(`Lyria would not play “${kalimba}”; the rest plays on. Try the same feeling in other words.`);
    expect(events).toEqual([{ kind: 'WISH_CHANGED', participantId: 'suna', wish }]);
    expect(wishOf(state, 'dio')).toBe(wishOf(sounding, 'dio'));
    expect(state.story).toBe(sounding.story);
  });

  it('changes nothing the second time, nor when no arbiter can have written it', () => {
    const once = apply(sounding, decline(kalimba), NOW).state;
    expect(apply(once, decline(kalimba), NOW + REFUSED_MS - 1).state).toBe(once);
    expect(apply(once, decline(kalimba), NOW + REFUSED_MS).state).not.toBe(once);
    for (const text of ['', '   ', 'x'.repeat(121)]) expect(apply(sounding, decline(text), NOW).state).toBe(sounding);
  });

  it('leaves the mix with the next decision, for good', () => {
    let state = apply(sounding, decline(kalimba), NOW).state;
    expect(state.inputsRevision).toBe(sounding.inputsRevision + 1);
    for (const second of [16, 20, 24, 28, 32]) {
      state = tick(state, START_MS + second * 1_000);
      expect(state.decision.mix.prompts.map(({ text }) => text)).not.toContain(kalimba);
      expect(state.decision.mix.prompts.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
    }
    expect(promptWith(state, 'kalimba')).toBe('');
    expect(promptWith(state, 'harp')).not.toBe('');
    expect(wishOf(state, 'suna')?.fate).toBe('DECLINED');
  });

  it('whose mix has gone on is known by its words; what was not asked for is nobody’s', () => {
    const late = apply(sounding, decline('kalimba over slow clouds'), NOW);
    expect(late.events).toMatchObject([{ participantId: 'suna', wish: { fate: 'DECLINED' } }]);
    expect(apply(sounding, decline('heavy drums'), NOW).events).toEqual([]);
  });

  it('is not laid on somebody who has no part in it, whatever they asked for', () => {
    const both = apply(sounding, input(HOST, { wish: 'kalimba' }, 'w3'), NOW).state;
    const played = apply(tick(both, NOW + 4_000), { kind: 'SILENCE', actorId: HOST, participantId: HOST, isSilenced: true }).state;
    const silenced = tick(played, NOW + 8_000);
    expect(wishOf(silenced, HOST)?.fate).toBe('ACCEPTED');
    const { events } = apply(silenced, decline(promptWith(silenced, 'kalimba')), NOW + 9_000);
    expect(events).toMatchObject([{ participantId: 'suna' }]);
  });

  it('is nobody’s when only tiles stand behind it, or when the wish is not judged yet', () => {
    const credits: Credit[] = [{ participantId: 'suna', displayName: 'Suna', share: 1 }];
    const mix: Mix = { ...BIRTH_MIX, prompts: [{ text: 'soft kalimba', weight: 1, credits }] };
    const waiting = { ...asking, decision: { ...asking.decision, mix } };
    const { state, events } = apply(waiting, decline('soft kalimba'), NOW);
    expect(events).toEqual([]);
    expect(wishOf(state, 'suna')?.fate).toBe('WAITING');
    expect(state.refusedPrompts).toEqual([{ name: 'soft kalimba', untilMs: NOW + REFUSED_MS }]);
  });

  it('is refused to the same wish of somebody else, and after ten minutes tried again', () => {
    const refused = apply(sounding, decline(kalimba), NOW).state;
    const credits: Credit[] = [{ participantId: HOST, displayName: 'Mira', share: 1 }];
    const prompts = [
      { text: kalimba, weight: 0.4, credits },
      { text: 'open spacious texture', weight: 0.6, credits: [] },
    ];
    const again = apply(refused, input(HOST, { wish: 'kalimba' }, 'w3'), NOW + 1).state;
    const decision = (state: RoomState): RoomCommand => ({
      kind: 'APPLY_DECISION',
      mix: { ...BIRTH_MIX, prompts },
      source: 'RULES',
      inputsRevision: state.inputsRevision,
      settled: true,
      verdicts: [{ participantId: HOST, field: 'wish', fate: 'ACCEPTED', understood: ['kalimba'], unknown: [], reason: null }],
    });
    const soon = apply(again, decision(again), NOW + REFUSED_MS - 1);
    expect(soon.state.decision.mix.prompts).toEqual([{ text: 'open spacious texture', weight: 1, credits: [] }]);
    expect(soon.events).toMatchObject([{ kind: 'WISH_CHANGED', participantId: HOST, wish: { fate: 'DECLINED' } }, { kind: 'STORY_TOLD' }]);
    const late = apply(again, decision(again), NOW + REFUSED_MS);
    expect(late.state.decision.mix.prompts).toEqual(prompts);
    expect(wishOf(late.state, HOST)?.fate).toBe('ACCEPTED');
  });
});

describe('a decision without what is refused', () => {
  const prompt = (text: string, weight: number) => ({ text, weight, credits: [] });
  const memory = (ownLines: number) => ({ ownLines, leaving: [], anchors: [] });
  const mix: Mix = { ...BIRTH_MIX, prompts: [prompt('funk', 0.2), prompt('harp', 0.3), prompt('pads', 0.5)], memory: memory(2) };
  it.each<[readonly string[], readonly [string, number][], number]>([
    [
      ['bells'],
      [
        ['funk', 0.2],
        ['harp', 0.3],
        ['pads', 0.5],
      ],
      2,
    ],
    [
      ['funk'],
      [
        ['harp', 0.375],
        ['pads', 0.625],
      ],
      2,
    ],
    [
      ['harp'],
      [
        ['funk', 0.2857],
        ['pads', 0.7143],
      ],
      1,
    ],
    [['harp', 'pads'], [['funk', 1]], 0],
    [['funk', 'harp', 'pads'], [['steady rolling groove', 1]], 1],
  ])('%j: %j, %i of them the band’s own', (names, left, ownLines) => {
    const refused = names.map((name) => ({ name, untilMs: 10 }));
    const { mix: rest } = withoutRefused(mix, [], refused, 9);
    expect(rest.prompts.map(({ text, weight }) => [text, weight])).toEqual(left);
    expect(rest.memory?.ownLines).toBe(ownLines);
    expect(withoutRefused(mix, [], refused, 10).mix).toBe(mix);
  });

  it('keeps a wish of which something is left', () => {
    const verdict = {
      participantId: 'a',
      field: 'wish',
      fate: 'ACCEPTED',
      understood: ['harp', 'more funk'],
      unknown: [],
      reason: null,
    } as const;
    expect(withoutRefused(mix, [verdict], [{ name: 'harp', untilMs: 10 }], 9).verdicts).toEqual([verdict]);
    const both = ['harp', 'funk'].map((name) => ({ name, untilMs: 10 }));
    expect(withoutRefused(mix, [verdict], both, 9).verdicts).toMatchObject([{ fate: 'DECLINED', isRefused: true }]);
  });
});
