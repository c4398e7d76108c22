// `npm run sbom [-- FILE]`: everything that a running Coro consists of, as CycloneDX 1.5 JSON, without FILE into `sbom.cdx.json`. The same lock
// file gives the same bytes. (`npm sbom --omit=dev` does not know what is built into the client, and leaves out graphql and zod.)
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMain } from './supply-chain/main.ts';
import { findPlace, readLock, type Shipped, shippedPackages } from './supply-chain/shipped.ts';

const FONT = 'server/adapters/house-band/font/acoustic.sf3';

function digest(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A UUID that says the same of the same lock file (RFC 9562, version 8). */
function serialOf(lockText: string): string {
  const hex = digest(lockText);
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function purl(name: string, version: string): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

/** The same version may stand in several places; each is a component of its own. */
function refOf({ place, version }: Pick<Shipped, 'place' | 'version'>): string {
  return `${place}@${version}`;
}

function licencesOf(licence: string | null): object {
  if (licence === null) return {};
  return { licenses: [/ (OR|AND|WITH) /.test(licence) ? { expression: licence } : { license: { id: licence } }] };
}

/** `sha512-` and base64, as in the lock file. */
function hashesOf(integrity: string | null): object {
  const [algorithm, base64] = integrity?.split('-') ?? [];
  if (algorithm !== 'sha512' || !base64) return {};
  return { hashes: [{ alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex') }] };
}

function component(shipped: Shipped): object {
  const { name, version, licence, integrity, runsIn, isOptional } = shipped;
  const slash = name.indexOf('/');
  return {
    type: 'library',
    'bom-ref': refOf(shipped),
    ...(slash > 0 && { group: name.slice(0, slash) }),
    name: name.slice(slash + 1),
    version,
    scope: isOptional ? 'optional' : 'required',
    ...hashesOf(integrity),
    ...licencesOf(licence),
    purl: purl(name, version),
    properties: runsIn.map((value) => ({ name: 'coro:runsIn', value })),
  };
}

function soundFont(root: string): object {
  return {
    type: 'data',
    'bom-ref': FONT,
    name: 'Fluid (R3) Mono GM, a subset',
    scope: 'required',
    hashes: [{ alg: 'SHA-256', content: digest(readFileSync(join(root, FONT))) }],
    ...licencesOf('MIT'),
  };
}

export function billOfMaterials(root: string): object {
  const lock = readLock(root);
  const shipped = shippedPackages(root, lock);
  const byPlace = new Map(shipped.map((entry) => [entry.place, entry]));
  const refs = (places: readonly string[]) => places.flatMap((place) => byPlace.get(place) ?? []).map(refOf);
  const { name, version, description, dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const own = purl(name, version);
  const direct = Object.keys({ ...dependencies, ...devDependencies }).flatMap((needed) => findPlace(lock, '', needed) ?? []);
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    serialNumber: serialOf(JSON.stringify(lock)),
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': own, name, version, description, purl: own } },
    components: [...shipped.map(component), soundFont(root)],
    dependencies: [
      { ref: own, dependsOn: [...refs(direct).sort(), FONT] },
      ...shipped.map((entry) => ({ ref: refOf(entry), dependsOn: refs(entry.needs) })),
    ],
  };
}

if (isMain(import.meta.url)) {
  const root = join(import.meta.dirname, '..');
  const file = process.argv[2] ?? join(root, 'sbom.cdx.json');
  writeFileSync(file, `${JSON.stringify(billOfMaterials(root), null, 2)}\n`);
  process.stdout.write(`${file}\n`);
}
