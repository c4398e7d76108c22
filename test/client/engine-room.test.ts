// Facts about the engine room: what a host sets shows at once, a refusal takes back only itself, and every control has one place.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { controlGroups, RANGES, typedWhole } from '../../client/engine-room/control-groups.ts';
import {
  type Controls,
  type ControlsDraft,
  controlsDraftAfter,
  type EngineControl,
  mergedControls,
  NO_DRAFT,
} from '../../client/engine-room/controls-draft.ts';

const SERVER: Controls = {
  scale: null,
  guidance: 4,
  temperature: null,
  topK: null,
  seed: 7,
  muteBass: false,
  muteDrums: false,
  onlyBassAndDrums: false,
  mode: 'QUALITY',
};
const changed = (draft: ControlsDraft, change: ControlsDraft) => controlsDraftAfter(draft, { kind: 'changed', change });
const refused = (draft: ControlsDraft, change: ControlsDraft) => controlsDraftAfter(draft, { kind: 'refused', change });

describe('what a host has set', () => {
  it('shows at once, the newest of each field, and leaves the rest to the server', () => {
    const draft = changed(changed(changed(NO_DRAFT, { guidance: 1 }), { muteBass: true }), { guidance: 2 });
    expect(mergedControls(SERVER, draft)).toEqual({ ...SERVER, guidance: 2, muteBass: true });
  });

  it('shows a value that was given back: null is no missing value', () => {
    expect(mergedControls(SERVER, changed(NO_DRAFT, { seed: null })).seed).toBeNull();
  });

  it('goes when it is refused, and only it', () => {
    const draft = changed(changed(NO_DRAFT, { topK: 5 }), { muteDrums: true });
    expect(refused(draft, { topK: 5 })).toEqual({ muteDrums: true });
  });

  it('outlives the refusal of an older value of the same field', () => {
    expect(refused(changed(changed(NO_DRAFT, { topK: 5 }), { topK: 6 }), { topK: 5 })).toEqual({ topK: 6 });
  });

  it('goes when everything is answered', () => {
    expect(controlsDraftAfter(changed(NO_DRAFT, { guidance: 1, scale: 'D_MAJOR_B_MINOR' }), { kind: 'rested' })).toEqual({});
  });
});

const ALL: readonly EngineControl[] = [
  'SCALE',
  'GUIDANCE',
  'TEMPERATURE',
  'TOP_K',
  'SEED',
  'MUTE_BASS',
  'MUTE_DRUMS',
  'ONLY_BASS_AND_DRUMS',
  'MODE',
  'RESET_CONTEXT',
];

describe('places of the controls', () => {
  it('every control stands exactly once, and may be touched exactly when it means something', () => {
    fc.assert(
      fc.property(fc.subarray([...ALL]), (effective) => {
        const { everybodys, models, idle } = controlGroups(effective);
        expect([...everybodys, ...models, ...idle].sort()).toEqual([...ALL].sort());
        expect([...everybodys, ...models].sort()).toEqual([...effective].sort());
      }),
    );
  });

  it('nothing is idle while Lyria plays', () => {
    expect(controlGroups(ALL).idle).toEqual([]);
  });
});

describe('a typed number', () => {
  it.each([
    ['', null],
    ['  ', null],
    ['0', 'outside'],
    ['1', 1],
    [' 40 ', 40],
    ['1000', 1000],
    ['1001', 'outside'],
    ['4.5', 'outside'],
    ['1e2', 'outside'],
    ['-1', 'outside'],
    ['forty', 'outside'],
  ] as const)('%j as top-k is %j', (text, expected) => {
    expect(typedWhole(text, RANGES.topK)).toBe(expected);
  });

  it('reaches the largest seed and no further', () => {
    expect(typedWhole('2147483647', RANGES.seed)).toBe(2_147_483_647);
    expect(typedWhole('2147483648', RANGES.seed)).toBe('outside');
    expect(typedWhole('99999999999', RANGES.seed)).toBe('outside');
  });
});
