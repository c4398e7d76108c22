// The README stays true: its tables come from the code, and every operation in it is valid against the committed schema.
// `UPDATE_README=1 npx vitest run test/repo/readme.test.ts` writes the tables anew.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { CONFIG_TABLE } from '../../server/config.ts';
import { ERROR_CODES } from '../../server/errors.ts';
import { CLOSE_CODES } from '../../server/http/close-codes.ts';

const root = join(import.meta.dirname, '../..');
const readmePath = join(root, 'README.md');
const schema = buildSchema(readFileSync(join(root, 'schema.graphql'), 'utf8'));

const tables = {
  config: [
    '| variable | default | meaning |',
    '|---|---|---|',
    ...CONFIG_TABLE.map((row) => `| \`${row.name}\` | ${row.default ? `\`${row.default}\`` : ''} | ${row.description} |`),
  ],
  errors: ['| code | meaning |', '|---|---|', ...Object.entries(ERROR_CODES).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`)],
  closes: ['| close code | meaning |', '|---|---|', ...Object.entries(CLOSE_CODES).map(([code, meaning]) => `| ${code} | ${meaning} |`)],
};

function between(readme: string, name: string): RegExpExecArray {
  const found = new RegExp(`(<!-- ${name}:begin -->\n)([\\s\\S]*?)(<!-- ${name}:end -->)`).exec(readme);
  if (!found) throw new Error(`README.md has no ${name} table`);
  return found;
}

test.each(Object.entries(tables))('the %s table is the one in the code', (name, lines) => {
  const readme = readFileSync(readmePath, 'utf8');
  const [whole, begin, text, end] = between(readme, name);
  const wanted = `${lines.join('\n')}\n`;
  if (process.env.UPDATE_README === '1')
    writeFileSync(
      readmePath,
      readme.replace(whole, () => `${begin}${wanted}${end}`),
    );
  else expect(text).toBe(wanted);
});

test('every operation can be copied and pasted', () => {
  const readme = readFileSync(readmePath, 'utf8');
  const blocks = [...readme.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, block]) => block ?? '');
  const inCurl = [...readme.matchAll(/"query":\s*"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => JSON.parse(`"${text}"`) as string);
  expect(blocks.length).toBeGreaterThan(0);
  expect(inCurl.length).toBeGreaterThan(0);
  for (const text of [...blocks, ...inCurl]) {
    for (const definition of parse(text).definitions) {
      expect(validate(schema, { kind: parse(text).kind, definitions: [definition] }).map((error) => error.message)).toEqual([]);
    }
  }
});

test('every script that the README names exists', () => {
  const readme = readFileSync(readmePath, 'utf8');
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  for (const [, name] of readme.matchAll(/npm run ([\w:][\w:-]*)/g)) expect(Object.keys(scripts)).toContain(name);
});
