// What Coro prints as its schema, held against the core that third parties rely on, and against the file in the repository.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  astFromValue,
  buildSchema,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isSpecifiedScalarType,
  print,
  printSchema,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { ERROR_CODES } from '../../server/errors.ts';
import { schema } from '../../server/schema/index.ts';

const root = join(import.meta.dirname, '../..');
const core = buildSchema(readFileSync(join(import.meta.dirname, 'core.graphql'), 'utf8'));

// Through its own text, as a client gets it: only there are nested defaults filled in.
const ours = Object.values(buildSchema(printSchema(schema)).getTypeMap()).filter(
  (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
);

function signature(input: GraphQLArgument | GraphQLInputField): string {
  const value = input.defaultValue === undefined ? null : astFromValue(input.defaultValue, input.type);
  return `${input.type}${value ? ` = ${print(value)}` : ''}`;
}

/** Everything that a client may rely on, one line each. */
function promises(type: GraphQLNamedType): string[] {
  if (isEnumType(type)) return type.getValues().map(({ name }) => `${type.name}.${name}`);
  if (isInputObjectType(type)) return Object.values(type.getFields()).map((field) => `${type.name}.${field.name}: ${signature(field)}`);
  if (!isObjectType(type)) return [`scalar ${type.name}`];
  const ofField = (field: GraphQLField<unknown, unknown>) => [
    `${type.name}.${field.name}: ${field.type}`,
    ...field.args.map((arg) => `${type.name}.${field.name}(${arg.name}): ${signature(arg)}`),
  ];
  return Object.values(type.getFields()).flatMap(ofField);
}

test('the schema holds every name, argument, nullability and default of the core', () => {
  const kept = new Set(ours.flatMap(promises));
  const promised = Object.values(core.getTypeMap())
    .filter((type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type))
    .flatMap(promises);
  expect(promised.length).toBeGreaterThan(200);
  expect(promised.filter((line) => !kept.has(line))).toEqual([]);
});

test('an argument that is new to the core is optional', () => {
  const mutation = core.getMutationType()?.getFields() ?? {};
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const known = new Set(mutation[field.name]?.args.map(({ name }) => name) ?? field.args.map(({ name }) => name));
    const demanded = field.args.filter((arg) => !known.has(arg.name) && String(arg.type).endsWith('!') && arg.defaultValue === undefined);
    expect(demanded).toEqual([]);
  }
});

describe('every element is described', () => {
  const elements = ours.flatMap((type): [string, string | null | undefined][] => {
    const own: [string, string | null | undefined] = [type.name, type.description];
    if (isEnumType(type))
      return [
        own,
        ...type.getValues().map((value): [string, typeof value.description] => [`${type.name}.${value.name}`, value.description]),
      ];
    if (isInputObjectType(type)) {
      return [
        own,
        ...Object.values(type.getFields()).map((field): [string, typeof field.description] => [
          `${type.name}.${field.name}`,
          field.description,
        ]),
      ];
    }
    if (!isObjectType(type)) return [own];
    return [
      own,
      ...Object.values(type.getFields()).flatMap((field): [string, string | null | undefined][] => [
        [`${type.name}.${field.name}`, field.description],
        ...field.args.map((arg): [string, typeof arg.description] => [`${type.name}.${field.name}(${arg.name})`, arg.description]),
      ]),
    ];
  });

  test('types, fields, arguments, enum values and input fields', () => {
    expect(elements.filter(([, description]) => !description || description.length < 4).map(([name]) => name)).toEqual([]);
  });

  test('as a sentence', () => {
    expect(elements.filter(([, description]) => !/[.`]$/.test(description ?? '')).map(([name]) => name)).toEqual([]);
  });
});

test('the error codes of the schema are those that are thrown', () => {
  const codes = schema.getType('ErrorCode');
  expect(isEnumType(codes) && codes.getValues().map(({ name }) => name)).toEqual(Object.keys(ERROR_CODES).toSorted());
});

test('printing with --check is quiet on the committed file and fails on another one', () => {
  const check = (file: string) =>
    execFileSync(process.execPath, ['--import', 'tsx', 'server/schema/print.ts', '--check', file], { cwd: root, stdio: 'pipe' });
  const committed = join(root, 'schema.graphql');
  const outdated = join(mkdtempSync(join(tmpdir(), 'coro-schema-')), 'schema.graphql');
  writeFileSync(outdated, readFileSync(committed, 'utf8').replace('serverTime', 'serverTimes'));
  expect(() => check(committed)).not.toThrow();
  expect(() => check(outdated)).toThrow(/npm run schema/);
});
