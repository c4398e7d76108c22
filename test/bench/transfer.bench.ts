// What a first visit loads before its screen stands: the scripts and styles of each route, and its sentences in the language that
// weighs most, gzipped, from the build's own manifest. Fails above the hard limit. `npm run build && npm run bench:transfer`
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { LANGUAGES } from '../../client/text/choice.ts';

const GOAL_KB = 130;
const LIMIT_KB = 180;
const CLIENT = fileURLToPath(new URL('../../dist/client', import.meta.url));
const ROUTES = {
  '/': [['home/Home.tsx'], ['base', 'home']],
  // At the door, where a phone begins.
  '/r/CODE': [['player/Player.tsx'], ['base', 'phone']],
  // With the heaviest of the roles' controls; fetched while its owner is at the door, or at once for a seat that was kept.
  '/r/CODE, seated': [
    ['player/Player.tsx', 'player/Seated.tsx', 'player/InstrumentShelf.tsx'],
    ['base', 'phone', 'crowd'],
  ],
  '/r/CODE/stage': [['stage/Stage.tsx'], ['base', 'stage', 'crowd']],
} as const;

interface Entry {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
  readonly assets?: readonly string[];
}

const manifest: Readonly<Record<string, Entry>> = JSON.parse(readFileSync(`${CLIENT}/.vite/manifest.json`, 'utf8'));

/** The entry and all that it imports at once; what it imports later is not counted. */
function filesOf(name: string, seen = new Set<string>(), files = new Set<string>()): Set<string> {
  const entry = manifest[name];
  if (entry === undefined) throw new Error(`The build knows no ${name}.`);
  if (seen.has(name)) return files;
  seen.add(name);
  for (const file of [entry.file, ...(entry.css ?? [])]) files.add(file);
  for (const imported of entry.imports ?? []) filesOf(imported, seen, files);
  return files;
}

const gzipKb = (file: string) => gzipSync(readFileSync(`${CLIENT}/${file}`), { level: 9 }).length / 1_000;

let worstKb = 0;
const sizesOf = (files: readonly string[]) => [...new Set(files)].map((file) => ({ file, kb: gzipKb(file) })).sort((a, b) => b.kb - a.kb);
const totalOf = (sizes: readonly { readonly kb: number }[]) => sizes.reduce((sum, { kb }) => sum + kb, 0);

for (const [route, [screens, packs]] of Object.entries(ROUTES)) {
  const shown = ['index.html', ...screens].flatMap((name) => [...filesOf(name)]);
  const spoken = Object.keys(LANGUAGES).map((language) =>
    sizesOf([...shown, ...packs.flatMap((pack) => [...filesOf(`text/${language}/${pack}.ts`)])]),
  );
  const sizes = spoken.sort((a, b) => totalOf(b) - totalOf(a))[0] ?? [];
  const totalKb = totalOf(sizes) + gzipKb('index.html');
  worstKb = Math.max(worstKb, totalKb);
  process.stdout.write(`${route.padEnd(16)} ${totalKb.toFixed(1)} kB gzipped, goal ${GOAL_KB}, limit ${LIMIT_KB}\n`);
  for (const { file, kb } of sizes) process.stdout.write(`  ${kb.toFixed(1).padStart(6)}  ${file}\n`);
}
if (worstKb > LIMIT_KB) process.exitCode = 1;
