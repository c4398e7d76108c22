// The short way to a result: always what the executor says, and the executor's own for anything that is not plain.
import { executeSync, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { planLeaves } from '../../server/http/fanout-leaves.ts';
import type { ApiContext } from '../../server/schema/context.ts';
import { schema } from '../../server/schema/index.ts';

const context = { nowMs: () => 1_700_000_000_123 } as ApiContext;
const chunk = {
  epoch: 'e',
  seq: 3,
  startFrame: -312,
  frames: 4_800,
  sampleRate: 48_000,
  channels: 2,
  encoding: 'OPUS',
  packets: ['AA==', 'AQ=='],
  playAtMs: 1_700_000_000_500,
  delayMs: 300.5,
};

function both(selection: string, value: object, root = 'audioChunk(code: "ABCDEF")') {
  const document = parse(`subscription { ${root} { ${selection} } }`);
  expect(validate(schema, document)).toEqual([]);
  const read = planLeaves(schema, document, null);
  return {
    isPlanned: read !== null,
    short: read?.(value, context) ?? null,
    long: executeSync({ schema, document, contextValue: context, rootValue: value }),
  };
}

describe('what is plain', () => {
  test.each([
    'epoch seq startFrame packets playAt',
    'epoch seq startFrame frames sampleRate channels encoding packets playAt delayMs sentAt',
    '__typename a: seq b: seq seq',
  ])('%s', (selection) => {
    const { short, long } = both(selection, chunk);
    expect(long.errors).toBeUndefined();
    expect(JSON.stringify(short)).toBe(JSON.stringify(long.data));
  });

  test('an alias of the root field', () => {
    const { short, long } = both('seq', chunk, 'sound: audioChunk(code: "ABCDEF")');
    expect(JSON.stringify(short)).toBe(JSON.stringify(long.data));
  });
});

test.each([
  ['a condition', 'epoch @include(if: false) seq', 'audioChunk(code: "ABCDEF")'],
  ['a fragment', '... on AudioChunk { seq }', 'audioChunk(code: "ABCDEF")'],
  ['objects below', 'code participants { id }', 'roomState(code: "ABCDEF")'],
])('%s is for the executor', (_what, selection, root) => {
  expect(planLeaves(schema, parse(`subscription { ${root} { ${selection} } }`), null)).toBeNull();
});

test.each([
  ['a number that is none', { seq: 'three' }],
  ['nothing where something must be', { epoch: null }],
  ['a list that is none', { packets: 'AA==' }],
  ['a hole in a list', { packets: ['AA==', null] }],
  ['something that is not there', { epoch: undefined }],
  ['an unknown encoding', { encoding: 'MP3' }],
  ['a method', { seq: () => 3 }],
])('%s is for the executor, which says what is wrong', (_what, wrong) => {
  const { isPlanned, short } = both('epoch seq encoding packets', { ...chunk, ...wrong });
  expect([isPlanned, short]).toEqual([true, null]);
});
