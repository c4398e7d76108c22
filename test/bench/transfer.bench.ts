// What a first visit loads before its screen stands: the scripts and styles of each route, gzipped, from the build's own manifest. Fails
// above the hard limit. `npm run build && npm run bench:transfer`
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const GOAL_KB = 130;
const LIMIT_KB = 180;
const CLIENT = fileURLToPath(new URL('../../dist/client', import.meta.url));
const ROUTES = { '/': 'home/Home.tsx', '/r/CODE': 'player/Player.tsx', '/r/CODE/stage': 'stage/Stage.tsx' } as const;

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
for (const [route, screen] of Object.entries(ROUTES)) {
  const files = [...filesOf('index.html'), ...filesOf(screen)];
  const sizes = [...new Set(files)].map((file) => ({ file, kb: gzipKb(file) })).sort((a, b) => b.kb - a.kb);
  const totalKb = sizes.reduce((sum, { kb }) => sum + kb, 0) + gzipKb('index.html');
  worstKb = Math.max(worstKb, totalKb);
  process.stdout.write(`${route.padEnd(16)} ${totalKb.toFixed(1)} kB gzipped, goal ${GOAL_KB}, limit ${LIMIT_KB}\n`);
  for (const { file, kb } of sizes) process.stdout.write(`  ${kb.toFixed(1).padStart(6)}  ${file}\n`);
}
if (worstKb > LIMIT_KB) process.exitCode = 1;
