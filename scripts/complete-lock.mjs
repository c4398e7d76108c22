// Completes package-lock.json: an npm that could not see the builds for other platforms (a partial mirror, an offline cache) leaves
// them out, and `npm ci` then refuses the lock file everywhere. Adds what is missing from what the packages themselves declare;
// says what it added. `--check` only looks, and fails when something is missing.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const lock = JSON.parse(readFileSync(path, 'utf8'));

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64', 'wasm32'];
const ALIASES = { fsevents: { os: ['darwin'] } };

/** The platform that a package is built for, as its name tells: "cli-linux-x64-musl". */
function platformOf(name) {
  const parts = name
    .split('/')
    .at(-1)
    .split(/[-.]/)
    .flatMap((part) => (part === 'ppc64le' ? ['ppc64'] : part.startsWith('riscv64') ? ['riscv64'] : [part]));
  const os = parts.filter((part) => SYSTEMS.includes(part));
  const cpu = parts.filter((part) => PROCESSORS.includes(part));
  const libc =
    parts.includes('musl') || parts.includes('musleabihf')
      ? ['musl']
      : parts.includes('gnu') || parts.includes('gnueabihf')
        ? ['glibc']
        : [];
  return { ...(cpu.length && { cpu }), ...(os.length && { os }), ...(libc.length && { libc }) };
}

/** The nearest place at which node would find `name` for the package at `from`. */
function isLocked(from, name) {
  for (let place = from; ; place = place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/')))) {
    if (lock.packages[`${place}${place ? '/' : ''}node_modules/${name}`]) return true;
    if (place === '') return false;
  }
}

const missing = Object.entries(lock.packages).flatMap(([from, { optionalDependencies = {}, dev, peerDependenciesMeta }]) =>
  Object.entries(optionalDependencies)
    .filter(([name]) => !isLocked(from, name) && !peerDependenciesMeta?.[name])
    .map(([name, range]) => ({ name, version: range.replace(/^[~^]/, ''), dev })),
);
for (const { name, version, dev } of missing) {
  const platform = ALIASES[name] ?? platformOf(name);
  if (Object.keys(platform).length === 0) throw new Error(`${name}: its name tells no platform; add it to ALIASES.`);
  lock.packages[`node_modules/${name}`] = { version, ...platform, ...(dev && { dev }), optional: true };
}
const [, ...rest] = Object.keys(lock.packages).sort((a, b) => a.localeCompare(b, 'en'));
lock.packages = Object.fromEntries(['', ...rest].map((key) => [key, lock.packages[key]]));

process.stdout.write(missing.map(({ name, version }) => `${name} ${version}\n`).join(''));
if (process.argv.includes('--check')) process.exitCode = missing.length > 0 ? 1 : 0;
else if (missing.length > 0) writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
