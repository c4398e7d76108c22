// Nothing comes into Coro by chance: exact versions, checksums, known licences, no code that runs while installing, one copy of what
// must be one, a bill of materials that is complete, and no secret in any commit.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { EXCEPTIONS, notices, objection } from '../../scripts/licences.ts';
import { billOfMaterials } from '../../scripts/sbom.ts';
import { nameOf, readLock, shippedPackages } from '../../scripts/supply-chain/shipped.ts';

const root = join(import.meta.dirname, '../..');
const json = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const lock = readLock(root);
const entries = Object.entries(lock.packages).filter(([place]) => place !== '');
const shipped = shippedPackages(root, lock);

const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

/** Packages that would run something while they are installed, were they let; and why they do without. */
const INSTALL_SCRIPTS: Readonly<Record<string, { readonly hooks: Readonly<Record<string, RegExp>>; readonly reason: string }>> = {
  '@google/genai': { hooks: { preinstall: /^echo / }, reason: 'Says that it does nothing.' },
  protobufjs: { hooks: { postinstall: /^node scripts\/postinstall$/ }, reason: 'Warns of how its versions are written; installs nothing.' },
  esbuild: {
    hooks: { postinstall: /^node install\.js$/ },
    reason: 'Puts the binary in place of a small start script, to be faster; both work.',
  },
};

test('every version is pinned, overrides too', () => {
  const { dependencies, devDependencies, overrides } = json('package.json');
  const inexact = Object.entries({ ...dependencies, ...devDependencies, ...overrides }).filter(
    ([, version]) => !EXACT.test(String(version)),
  );
  expect(inexact).toEqual([]);
});

test('the lock file is of this package.json', () => {
  const { dependencies, devDependencies } = json('package.json');
  expect(lock.lockfileVersion).toBe(3);
  expect(lock.packages['']).toMatchObject({ dependencies, devDependencies });
  const locked = Object.fromEntries(
    Object.keys({ ...dependencies, ...devDependencies }).map((name) => [name, lock.packages[`node_modules/${name}`]?.version]),
  );
  expect(locked).toEqual({ ...dependencies, ...devDependencies });
});

test('the lock file fetches from the public registry alone, and whatever is shipped has a checksum', () => {
  for (const [place, { version, resolved, link, integrity, dev, optional }] of entries) {
    expect(version, place).toMatch(EXACT);
    expect(link, place).toBeUndefined();
    // Without an address npm asks the registry that it is set to; with one, it could ask anybody.
    if (resolved !== undefined) expect(new URL(resolved).origin, place).toBe('https://registry.npmjs.org');
    // Builds of development tools for other platforms were completed by name: see scripts/complete-lock.mjs.
    if (integrity === undefined) expect({ dev, optional }, place).toEqual({ dev: true, optional: true });
    else expect(integrity, place).toMatch(/^sha512-[\w+/]{86}==$/);
  }
});

test('packages that keep state or compare by identity are there once', () => {
  for (const name of ['graphql', 'react', 'react-dom', '@urql/core', 'zod', 'ws', 'vite']) {
    expect(entries.filter(([place]) => nameOf(place) === name).map(([place]) => place)).toEqual([`node_modules/${name}`]);
  }
});

test('nothing has to run while Coro is installed', () => {
  const scripted = entries.filter(([, { hasInstallScript }]) => hasInstallScript).map(([place]) => place);
  for (const place of scripted.filter((path) => existsSync(join(root, path)))) {
    const { name, scripts } = json(`${place}/package.json`) as { name: string; scripts: Record<string, string> };
    const hooks = Object.entries(scripts).filter(([hook]) => ['preinstall', 'install', 'postinstall'].includes(hook));
    const known = INSTALL_SCRIPTS[name]?.hooks ?? {};
    for (const [hook, command] of hooks) expect(command, `${name} ${hook}`).toMatch(known[hook] ?? /^never$/);
  }
  expect([...new Set(scripted.map(nameOf))].filter((name) => !INSTALL_SCRIPTS[name] && name !== 'fsevents')).toEqual([]);
  expect(readFileSync(join(root, '.npmrc'), 'utf8')).toMatch(/^ignore-scripts=true$/m);
});

test('everything that is shipped may be, and every exception is used', () => {
  expect(shipped.flatMap((each) => objection(each) ?? [])).toEqual([]);
  for (const { name, licence } of EXCEPTIONS) expect(shipped).toContainEqual(expect.objectContaining({ name, licence }));
});

test.each([
  ['MIT', null],
  ['(MIT OR GPL-3.0-only)', null],
  ['Apache-2.0 AND BSD-3-Clause', null],
  ['(MIT AND GPL-3.0-only)', /under \(MIT AND GPL-3\.0-only\)/],
  ['AGPL-3.0-only', /AGPL/],
  ['OFL-1.1', /OFL/],
  [null, /no licence/],
])('a new package under %s', (licence, wanted) => {
  const said = objection({ name: 'new', licence });
  if (wanted === null) expect(said).toBeNull();
  else expect(said).toMatch(wanted);
});

test('notices go with every copy', () => {
  const text = notices(root);
  for (const part of ['react 19', 'Meta Platforms', 'graphql 16', 'Frank Wen', 'Bricolage Grotesque']) expect(text).toContain(part);
});

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly purl?: string;
  readonly hashes: readonly { readonly content: string }[];
  readonly licenses: readonly object[];
  readonly properties?: readonly { readonly value: string }[];
}

test('the bill of materials is complete, in itself consistent, and the same every time', () => {
  const bill = billOfMaterials(root) as {
    readonly components: readonly Component[];
    readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
    readonly metadata: { readonly component: { readonly 'bom-ref': string } };
  };
  expect(bill).toMatchObject({
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    serialNumber: expect.stringMatching(/^urn:uuid:[\da-f-]{36}$/),
  });
  expect(billOfMaterials(root)).toEqual(bill);

  const refs = bill.components.map((component) => component['bom-ref']);
  expect(new Set(refs).size).toBe(refs.length);
  const known = new Set([...refs, bill.metadata.component['bom-ref']]);
  for (const { ref, dependsOn } of bill.dependencies) expect([ref, ...dependsOn].filter((each) => !known.has(each))).toEqual([]);
  for (const { name, hashes, licenses } of bill.components) {
    expect(hashes?.[0]?.content, name).toMatch(/^([\da-f]{64}|[\da-f]{128})$/);
    expect(licenses, name).toHaveLength(1);
  }

  const runsIn = (name: string) =>
    bill.components.find((component) => component.purl?.startsWith(`pkg:npm/${name}@`))?.properties?.map(({ value }) => value);
  expect(runsIn('graphql-yoga')).toEqual(['server']);
  expect(runsIn('graphql')).toEqual(['server', 'browser']);
  expect(runsIn('zod')).toEqual(['server']);
  expect(runsIn('react-dom')).toEqual(['browser']);
  expect(runsIn('scheduler')).toEqual(['browser']);
  expect(runsIn('vitest')).toBeUndefined();
});

test('a secret that was taken out again is still found', () => {
  const folder = mkdtempSync(join(tmpdir(), 'coro-scanned-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const git = (...words: string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=Mira', '-c', 'user.email=mira@coro.example', ...words], { encoding: 'utf8' });
  git('init', '--quiet');
  // Put together here, so that the scan of this file finds nothing.
  writeFileSync(join(folder, 'config.ts'), `export const key = '${'AIza'}${'Sy7kQ'.repeat(7)}';\n`);
  git('add', '.');
  git('commit', '--quiet', '--message', 'config: a key');
  const guilty = git('rev-parse', 'HEAD').trim();
  git('rm', '--quiet', 'config.ts');
  git('commit', '--quiet', '--message', 'config: no key');

  const scan = spawnSync(process.execPath, [join(root, 'scripts/scan-history.mjs'), folder], { encoding: 'utf8' });
  expect(scan.status).toBe(1);
  expect(scan.stdout).toContain(guilty);
  expect(scan.stdout).toContain('2 commits looked at');
  expect(scan.stdout).not.toContain('Sy7kQ');
});
