// The import rules are only worth something if breaking one is noticed: each is broken once, in a small tree of its own.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const tree = mkdtempSync(join(tmpdir(), 'coro-rules-'));
afterAll(() => rmSync(tree, { recursive: true, force: true }));

const breaches: readonly { rule: string; file: string; imports: string }[] = [
  { rule: 'no-cycles', file: 'server/services/one.ts', imports: './two.ts' },
  { rule: 'domain-is-pure', file: 'server/domain/reads-files.ts', imports: 'node:fs' },
  { rule: 'domain-is-pure', file: 'server/domain/validates.ts', imports: 'zod' },
  { rule: 'ports-speak-the-domain', file: 'server/ports/socket.ts', imports: 'ws' },
  { rule: 'services-know-ports-only', file: 'server/services/stores.ts', imports: '../adapters/memory/store.ts' },
  { rule: 'services-know-ports-only', file: 'server/services/speaks-graphql.ts', imports: 'graphql' },
  { rule: 'adapters-look-inwards', file: 'server/adapters/memory/asks-a-service.ts', imports: '../../services/quiet.ts' },
  { rule: 'adapters-stand-apart', file: 'server/adapters/opus/neighbour.ts', imports: '../memory/store.ts' },
  { rule: 'schema-translates-only', file: 'server/schema/stores.ts', imports: '../adapters/memory/store.ts' },
  { rule: 'schema-translates-only', file: 'server/schema/listens.ts', imports: '../http/route.ts' },
  { rule: 'http-never-sees-adapters', file: 'server/http/stores.ts', imports: '../adapters/memory/store.ts' },
  { rule: 'client-and-server-meet-in-the-schema', file: 'client/peeks.ts', imports: '../server/domain/rule.ts' },
  { rule: 'server-never-sees-the-client', file: 'server/http/peeks.ts', imports: '../../client/screen.ts' },
  { rule: 'sound-and-picture-without-react', file: 'client/audio/renders.ts', imports: 'react' },
];
/** Innocent alone; `two.ts` becomes half of a cycle once `one.ts` imports it. */
const innocents = [
  'server/domain/rule.ts',
  'server/services/quiet.ts',
  'server/adapters/memory/store.ts',
  'server/http/route.ts',
  'client/screen.ts',
];

function write(file: string, text: string): void {
  mkdirSync(dirname(join(tree, file)), { recursive: true });
  writeFileSync(join(tree, file), text);
}

function brokenRules(): readonly { rule: string; from: string }[] {
  const args = ['server', 'client', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const json = execFileSync(join(root, 'node_modules/.bin/depcruise'), args, { cwd: tree, encoding: 'utf8', maxBuffer: 64e6 });
  const { summary } = JSON.parse(json) as { summary: { violations: { rule: { name: string }; from: string }[] } };
  return summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }));
}

test('every import rule catches its breach, and nothing else', () => {
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) copyFileSync(join(root, file), join(tree, file));
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
  for (const file of innocents) write(file, 'export const fact = 1;\n');
  write('server/services/two.ts', "import './one.ts';\nexport const fact = 1;\n");
  write('server/services/one.ts', 'export const fact = 1;\n');
  expect(brokenRules()).toEqual([]);

  for (const { file, imports } of breaches) write(file, `import '${imports}';\nexport const fact = 2;\n`);
  const found = brokenRules();
  for (const { rule, file } of breaches) expect(found).toContainEqual({ rule, from: file });
  expect(found).toHaveLength(breaches.length);
});
