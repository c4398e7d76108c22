// Which packages reach somebody else's machine, and under which licence: those the server loads, and those that are built into the client.
// Reads the lock file and the client's imports; judges nothing.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface LockEntry {
  readonly version: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly license?: string;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

export interface Lock {
  readonly lockfileVersion: number;
  /** By place in the folder of the project; '' is the project itself. */
  readonly packages: Readonly<Record<string, LockEntry>>;
}

export interface Shipped {
  /** `node_modules/…`, as in the lock file. */
  readonly place: string;
  readonly name: string;
  readonly version: string;
  readonly integrity: string | null;
  /** SPDX, as the package declares it; `null`: it declares none. */
  readonly licence: string | null;
  /** Where it runs. */
  readonly runsIn: readonly ('server' | 'browser')[];
  /** A build for one platform that need not be this one. */
  readonly isOptional: boolean;
  /** Places of what it needs, as node would find them. */
  readonly needs: readonly string[];
}

const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*(?:url\()?['"]((?:@[\w.-]+\/)?[\w][\w.-]*)(?:\/[^'"]*)?['"]/g;
const BUILD_TOOLS: readonly string[] = ['vite.config.ts'];

export function readLock(root: string): Lock {
  return JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
}

export function nameOf(place: string): string {
  return place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** The place of `name` as node finds it for a package at `from`; `null`: it is not there, as peers that nobody needs. */
export function findPlace({ packages }: Lock, from: string, name: string): string | null {
  for (let around = from; ; around = around.slice(0, Math.max(0, around.lastIndexOf('/node_modules/')))) {
    const place = `${around}${around ? '/' : ''}node_modules/${name}`;
    if (packages[place]) return place;
    if (around === '') return null;
  }
}

function needsOf(lock: Lock, place: string): readonly string[] {
  const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = lock.packages[place] ?? {};
  const peers = Object.keys(peerDependencies ?? {}).filter((name) => !peerDependenciesMeta?.[name]?.optional);
  const names = [...Object.keys(dependencies ?? {}), ...Object.keys(optionalDependencies ?? {}), ...peers];
  return [...new Set(names.flatMap((name) => findPlace(lock, place, name) ?? []))].sort();
}

/** Everything that is needed by what stands at these places, themselves included. */
function withNeeds(lock: Lock, places: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...places];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (found.has(place)) continue;
    found.add(place);
    open.push(...needsOf(lock, place));
  }
  return found;
}

/** Packages that the client's sources and styles name. */
export function clientImports(root: string): readonly string[] {
  const files = readdirSync(join(root, 'client'), { recursive: true, encoding: 'utf8' });
  const sources = files.filter((file) => /\.(tsx?|css)$/.test(file) && !BUILD_TOOLS.includes(file));
  const names = sources.flatMap((file) =>
    [...readFileSync(join(root, 'client', file), 'utf8').matchAll(IMPORT)].map(([, name]) => name ?? ''),
  );
  return [...new Set(names)].sort();
}

/** What stands in the folder of the package; of one for another platform, which is not here, what the lock file says of it or its family. */
function licenceOf(root: string, lock: Lock, place: string): string | null {
  const manifest = join(root, place, 'package.json');
  if (existsSync(manifest)) {
    const { license } = JSON.parse(readFileSync(manifest, 'utf8')) as { license?: string | { type: string } };
    return typeof license === 'object' ? license.type : (license ?? null);
  }
  const { license } = lock.packages[place] ?? {};
  if (license) return license;
  const family = Object.entries(lock.packages).find(([, { optionalDependencies }]) => optionalDependencies?.[nameOf(place)]);
  return family?.[1].license ?? null;
}

/** By place. The server's are those that the lock file does not mark as for development; the client's are followed from its imports. */
export function shippedPackages(root: string, lock = readLock(root)): readonly Shipped[] {
  const server = new Set(Object.entries(lock.packages).flatMap(([place, { dev }]) => (place === '' || dev ? [] : [place])));
  const imported = clientImports(root).flatMap((name) => findPlace(lock, '', name) ?? []);
  const browser = withNeeds(lock, imported);
  return [...new Set([...server, ...browser])].sort().map((place) => {
    const { version, integrity, optional } = lock.packages[place] as LockEntry;
    return {
      place,
      name: nameOf(place),
      version,
      integrity: integrity ?? null,
      licence: licenceOf(root, lock, place),
      runsIn: [...(server.has(place) ? (['server'] as const) : []), ...(browser.has(place) ? (['browser'] as const) : [])],
      isOptional: optional === true,
      needs: needsOf(lock, place),
    };
  });
}
