// The books themselves: what they have against a server, found in books that were made wrong on purpose.
import { expect, test } from 'vitest';
import { type Books, holesOf, type SoundEntry, type StateEntry, verdictOf, type WriteEntry } from '../support/ledger.ts';
import type { Answer } from '../support/third-party.ts';

const state = (version: number, story: readonly string[] = [], epoch = 'a'): Answer => ({
  epoch,
  version,
  story: story.map((telling) => ({ id: telling[0], at: Number(telling.slice(1)) })).reverse(),
});
const seen = (line: number, entry: Answer): StateEntry => ({ line, atMs: 0, state: entry });
const heard = (seq: number, epoch = 'a', startFrame = seq * 4_800): SoundEntry => ({
  line: 1,
  atMs: 0,
  epoch,
  seq,
  startFrame,
  leftMs: 500,
});
const wrote = (name: string, answer: WriteEntry['answer']): WriteEntry => ({
  subject: 'name',
  mutation: 'mutation { rename }',
  variables: { name },
  stands: (now) => now.name === name,
  answer,
});
const books = (kept: Partial<Books>): Books => ({ writes: [], states: [], sounds: [], ...kept });

test.each<[string, Partial<Books>, Answer, string[]]>([
  ['nothing at all', {}, state(1), []],
  [
    'states that grow, and the same one again on a new line',
    { states: [seen(1, state(1)), seen(1, state(3)), seen(2, state(3))] },
    state(4),
    [],
  ],
  ['a state twice on one line', { states: [seen(1, state(3)), seen(1, state(3))] }, state(3), ['Version 3 came after 3.']],
  ['an older state on a new line', { states: [seen(1, state(3)), seen(2, state(2))] }, state(3), ['Version 2 came after 3.']],
  ['a server that forgot what it showed', { states: [seen(1, state(3))] }, state(2), ['Version 2 came after 3.']],
  ['another epoch, whose versions begin anew', { states: [seen(1, state(3)), seen(2, state(1, [], 'b'))] }, state(2, [], 'b'), []],
  ['a story that grows at its end', { states: [seen(1, state(1, ['x', 'y'])), seen(1, state(2, ['y', 'z']))] }, state(2), []],
  [
    'a story whose events change places',
    { states: [seen(1, state(1, ['x', 'y'])), seen(1, state(2, ['y', 'x']))] },
    state(2),
    ['Event x changed its place in the story.'],
  ],
  ['an event told anew, which moves to the end', { states: [seen(1, state(1, ['x', 'y'])), seen(1, state(2, ['y', 'x1']))] }, state(2), []],
  ['an event told twice', { states: [seen(1, state(1, ['x', 'x1']))] }, state(2), ['Version 1 tells twice.']],
  ['sound with a hole, and another epoch', { sounds: [heard(1), heard(4), heard(0, 'b')] }, state(1), []],
  ['sound twice', { sounds: [heard(1), heard(1)] }, state(1), ['Chunk 1 came after 1.']],
  ['sound in the wrong place', { sounds: [heard(1), heard(2, 'a', 5)] }, state(1), ['Chunk 2 lies -4795 frames behind 1.']],
  ['a write that stands', { writes: [wrote('Ada', { data: {} })] }, { ...state(1), name: 'Ada' }, []],
  ['a refused write that does not', { writes: [wrote('Ada', { errors: [] })] }, { ...state(1), name: 'Bo' }, []],
  [
    'a write that gave way to a later one without an answer',
    { writes: [wrote('Ada', { data: {} }), wrote('Bo', null)] },
    { ...state(1), name: 'Bo' },
    [],
  ],
  [
    'a write that gave way to an older one',
    { writes: [wrote('Ada', { data: {} }), wrote('Bo', { data: {} })] },
    { ...state(1), name: 'Ada' },
    ['The acknowledged write of name is lost: {"name":"Bo"}.'],
  ],
])('%s', (_what, kept, now, verdict) => {
  expect(verdictOf(books(kept), now)).toEqual(verdict);
});

test('what never came is counted by epoch', () => {
  expect(holesOf([heard(1), heard(2), heard(5), heard(0, 'b'), heard(2, 'b')])).toEqual([
    { epoch: 'a', from: 3, until: 5 },
    { epoch: 'b', from: 1, until: 2 },
  ]);
});
