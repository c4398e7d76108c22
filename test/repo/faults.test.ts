// The table of faults stays true: every test that it names exists, and every chaos test stands in it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'docs/faults.md'), 'utf8');
const named = [...text.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, path]) => path as string);

test('each row names a test', () => {
  const rows = text.split('\n').filter((line) => /^\| (?!fault|---)/.test(line));
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.filter((row) => !row.includes('.test.ts)'))).toEqual([]);
});

test('every test that it names exists', () => {
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('every chaos test stands in it', () => {
  const files = readdirSync(join(root, 'test/chaos')).map((file) => `test/chaos/${file}`);
  expect(files.filter((file) => !named.includes(file))).toEqual([]);
});

test('every script that it names exists', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  for (const [, name] of text.matchAll(/npm run ([\w:]+)/g)) expect(Object.keys(scripts)).toContain(name);
});
