// What may be shared and what may not: keys of audiences, and the rule that nothing under a shared field looks at who is asking.
import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  parse,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { canonicalJson, createSharingPlanner } from '../../server/http/fanout-plan.ts';
import type { ApiContext } from '../../server/schema/context.ts';
import { contextOfAll } from '../../server/schema/fanout.ts';
import { schema } from '../../server/schema/index.ts';

const subscriptions = Object.values(schema.getSubscriptionType()?.getFields() ?? {});
const shared = subscriptions.filter(({ extensions }) => extensions.fanout !== undefined);

/** Every object type that a result of this type can hold. */
function typesUnder(type: GraphQLOutputType, found = new Set<GraphQLObjectType>()): Set<GraphQLObjectType> {
  const named = getNamedType(type);
  if (isInterfaceType(named) || isUnionType(named)) for (const possible of schema.getPossibleTypes(named)) typesUnder(possible, found);
  if (!isObjectType(named) || found.has(named)) return found;
  found.add(named);
  for (const field of Object.values(named.getFields())) typesUnder(field.type, found);
  return found;
}

/** How a resolver may take its context: not at all, or to ask it for the time and for nothing else. */
function looksAtTimeOnly({ resolve }: GraphQLField<unknown, ApiContext>): boolean {
  if (!resolve || resolve.length < 3) return !/\barguments\b|\.\.\./.test(String(resolve));
  const [, parameter = '', body = ''] = /^\w*\s*\((?:[^,]+,){2}\s*(\w+)[^)]*\)\s*(?:=>)?([\s\S]*)$/.exec(String(resolve)) ?? [];
  return parameter !== '' && !new RegExp(`\\b${parameter}\\b(?!\\.nowMs\\(\\))`).test(body);
}

test('the five streams that many follow are shared, and nobody’s own wishes are', () => {
  expect(shared.map(({ name }) => name)).toEqual(['audioChunk', 'prompts', 'reactions', 'roomState', 'rooms']);
});

test.each(shared.map((field) => [field.name, field] as const))('nothing under %s looks at who is asking', (_name, field) => {
  const fields = [...typesUnder(field.type)].flatMap((type) => Object.values(type.getFields()).map((each) => [type.name, each] as const));
  expect(fields.length).toBeGreaterThan(3);
  const viewers = [['Subscription', field] as const, ...fields].filter(([, each]) => !looksAtTimeOnly(each));
  expect(viewers.map(([type, { name }]) => `${type}.${name}`)).toEqual([]);
});

test.each([
  ['(_view, _args, context) => context.holder', false],
  ['(view, _args, { holder }) => view.id === holder?.participantId', false],
  ['(view, _args, context) => isMine(view, context)', false],
  ['(_view, _args, context) => context.nowMs()', true],
  ['(_view, _args, context) => context.nowMs() - context.holder.since', false],
  ['function (...all) { return all[2].holder; }', false],
  ['(view) => view.name', true],
])('the rule judges %s as %s', (source, isFine) => {
  // biome-ignore lint/security/noGlobalEval: the sources stand right above; only their text and their length count.
  const resolve = globalThis.eval(`(${source})`) as GraphQLField<unknown, ApiContext>['resolve'];
  expect(looksAtTimeOnly({ resolve } as GraphQLField<unknown, ApiContext>)).toBe(isFine);
});

test('what the rule could miss fails loudly: the context of a shared execution has the time and no viewer', () => {
  const context = contextOfAll({ nowMs: () => 7, requestId: 'r' });
  expect([context.nowMs(), context.requestId]).toEqual([7, 'r']);
  for (const name of ['holder', 'rooms', 'audience'] as const) expect(() => context[name]).toThrow(name);
});

describe('an audience', () => {
  const plan = createSharingPlanner(schema);
  const context = {} as ApiContext;
  const keyOf = (query: string, variables = {}, operationName: string | null = null) =>
    plan(parse(query), operationName)?.keyFor(variables, context) ?? null;
  const HEAR = 'subscription($code: String!, $after: AudioCursor) { audioChunk(code: $code, after: $after) { seq } }';

  test('is one for equal variables, however they are ordered and whatever else was sent', () => {
    const query = 'subscription($code: String!, $encoding: AudioEncoding) { audioChunk(code: $code, encoding: $encoding) { seq } }';
    expect(keyOf(query, { code: 'A', encoding: 'OPUS' })).toBe(keyOf(query, { extra: 1, encoding: 'OPUS', code: 'A' }));
    expect(keyOf(query, { code: 'A' })).not.toBe(keyOf(query, { code: 'B' }));
    expect(keyOf(query, { code: 'A', encoding: 'OPUS' })).not.toBe(keyOf(query, { code: 'A', encoding: 'PCM_S16LE' }));
  });

  test('is not parted by where each one begins', () => {
    const whole = keyOf(HEAR, { code: 'A', after: { epoch: 'e', seq: 1 } });
    expect(whole).toBe(keyOf(HEAR, { code: 'A' }));
    const pieces = 'subscription($code: String!, $seq: Int!) { audioChunk(code: $code, after: { epoch: "e", seq: $seq }) { seq } }';
    expect(keyOf(pieces, { code: 'A', seq: 1 })).toBe(keyOf(pieces, { code: 'A', seq: 2 }));
  });

  test('is parted by a personal variable that is also used elsewhere', () => {
    const query =
      'subscription($code: String!, $seq: Int!, $all: Boolean!) { audioChunk(code: $code, after: { epoch: "e", seq: $seq }) { seq frames @include(if: $all) ...More } } fragment More on AudioChunk { epoch @skip(if: $all) }';
    expect(keyOf(query, { code: 'A', seq: 1, all: true })).not.toBe(keyOf(query, { code: 'A', seq: 1, all: false }));
  });

  test('is one for each operation of a document', () => {
    const query = 'subscription One { rooms { code } } subscription Two { rooms { name } }';
    expect(keyOf(query, {}, 'One')).not.toBe(keyOf(query, {}, 'Two'));
    expect(keyOf(query)).toBeNull();
  });

  test.each([
    ['what only one may see', 'subscription { myWish(code: "A") { text } }'],
    ['a condition at the root', 'subscription($no: Boolean!) { rooms @skip(if: $no) { code } }'],
    ['a fragment at the root', 'subscription { ...All } fragment All on Subscription { rooms { code } }'],
    ['a query', '{ rooms { code } }'],
    ['a field that does not exist', 'subscription { nonsense }'],
  ])('is never made for %s', (_what, query) => {
    expect(keyOf(query)).toBeNull();
  });

  test('canonical JSON orders keys at every depth and leaves lists alone', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1}]}');
  });
});
