// Facts about what is asked for and not heard yet, and the other way round.
import { describe, expect, it } from 'vitest';
import { heardPromptsOf } from '../../client/graphql/snapshots.ts';
import { landingKey, sparkNews, transitOf } from '../../client/stage/landing.ts';
import { engineRoom } from '../../client/text/en/sheets.ts';
import { stage } from '../../client/text/en/stage.ts';

const prompt = (text: string, weight = 0.5) => ({ text, weight });

describe('prompts in transit', () => {
  it('come when they are only asked for, and leave when they are only heard', () => {
    const { coming, leaving } = transitOf([prompt('afrobeat groove'), prompt('kalimba')], [prompt('kalimba'), prompt('jazz trio')]);
    expect(coming).toEqual([prompt('afrobeat groove')]);
    expect(leaving).toEqual([prompt('jazz trio')]);
  });

  it('stay where they are when only their weight moves', () => {
    expect(transitOf([prompt('kalimba', 0.2)], [prompt('kalimba', 0.9)])).toEqual({ coming: [], leaving: [] });
  });

  it('a mix is heard with its revision, and the one before it until then', () => {
    const before = [prompt('jazz trio')];
    const next = { prompts: [prompt('afrobeat groove')], revision: 8 };
    expect(heardPromptsOf(before, { prompts: next, heard: { revision: 7 } })).toBe(before);
    expect(heardPromptsOf(before, { prompts: next, heard: { revision: 8 } })).toBe(next.prompts);
    expect(heardPromptsOf(before, { prompts: next, heard: { revision: 9 } })).toBe(next.prompts);
  });
});

describe('news of prompts under way', () => {
  const jazz = prompt('jazz trio');
  const kalimba = prompt('kalimba');
  it.each([
    ['a new one sets out', [], [jazz], [], { sent: [jazz], landed: [], lost: [] }],
    ['one that still waits is no news', ['jazz trio'], [jazz], [], { sent: [], landed: [], lost: [] }],
    ['what is heard has landed', ['jazz trio'], [jazz], [jazz], { sent: [], landed: ['jazz trio'], lost: [] }],
    ['what nobody wants any more is lost', ['jazz trio'], [kalimba], [kalimba], { sent: [], landed: [], lost: ['jazz trio'] }],
    ['all at once', ['jazz trio'], [kalimba], [jazz], { sent: [kalimba], landed: ['jazz trio'], lost: [] }],
  ] as const)('%s', (_name, before, asked, heard, expected) => {
    expect(sparkNews(before, transitOf<{ text: string; weight: number }>(asked, heard), heard)).toEqual(expected);
  });
});

describe('a key on its way', () => {
  const C = 'C_MAJOR_A_MINOR';
  const F = 'F_MAJOR_D_MINOR';
  it.each([
    ['is the one that is asked for', { scale: C, revision: 4 }, { scale: F, revision: 5 }, F],
    ['may follow a key of the band’s own', { scale: null, revision: 4 }, { scale: F, revision: 5 }, F],
    ['is none once it sounds', { scale: F, revision: 5 }, { scale: F, revision: 5 }, null],
    ['is none while something else is on its way', { scale: F, revision: 5 }, { scale: F, revision: 6 }, null],
    ['is none when the engine took it in its own way', { scale: C, revision: 5 }, { scale: F, revision: 5 }, null],
    ['is none when the choice is the band’s again', { scale: C, revision: 4 }, { scale: null, revision: 5 }, null],
  ] as const)('%s', (_name, heard, target, expected) => {
    expect(landingKey(heard, target)).toBe(expected);
  });
});

describe('landing sentences', () => {
  it.each([
    [`${stage.tempoOnItsWay(108, 120)}, ${stage.lands}`, '108 → 120 bpm, lands in a moment'],
    [stage.tempoSpoken(108, 120), 'From 108 to 120 beats a minute'],
    [stage.tempo(112), 'Brisk, 112 a minute'],
    [stage.keyLands('E_FLAT_MAJOR_C_MINOR'), 'Next: E♭ major, C minor'],
    [stage.chord('Am7'), 'A minor seventh'],
    [stage.chord('F#'), 'F♯ major'],
    [stage.chord('Bbmaj9'), 'B♭ major ninth'],
    [stage.chord('Bm7b5'), 'B half-diminished'],
    [stage.chord('N.C.'), 'N.C.'],
    [stage.greeting(['Lumo'], 1), 'Lumo came in, the first of you.'],
    [stage.greeting(['Lumo', 'Pia'], 7), 'Lumo and Pia came in, seven of you now.'],
    [stage.greeting(['Lumo', 'Pia', 'Okko', 'Wren'], 9), 'Lumo, Pia and two more came in, nine of you now.'],
    [stage.key(null, 'HOUSE_BAND'), 'The band picks the key'],
    [stage.key(null, 'LYRIA'), 'Lyria picks the key'],
    [engineRoom.keySounds('F_MAJOR_D_MINOR', 'LYRIA'), 'You hear F major, D minor.'],
    [stage.stillSounding('jazz trio and warm pads'), 'Still sounding for a moment: jazz trio and warm pads.'],
    [engineRoom.number(null), 'Lyria’s own choice'],
    [engineRoom.number(1.1000000000000001), '1.1'],
  ])('%s', (sentence, expected) => {
    expect(sentence).toBe(expected);
  });
});
