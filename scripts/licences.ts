// `npm run licences`: the notices of everything that a running Coro consists of, as the licences want them to go with every copy. Ends with 1,
// and says why, when one of them is not allowed here.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMain } from './supply-chain/main.ts';
import { type Shipped, shippedPackages } from './supply-chain/shipped.ts';

/** May be used, changed and passed on, in closed works too, as long as the notice goes along. */
export const ALLOWED: readonly string[] = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

/** Licences that are fine for one package, and why. */
export const EXCEPTIONS: readonly { readonly name: string; readonly licence: string; readonly reason: string }[] = [
  {
    name: '@fontsource-variable/bricolage-grotesque',
    licence: 'OFL-1.1',
    reason: 'A font, passed on unchanged beside the program and not sold by itself.',
  },
  {
    name: '@fontsource-variable/figtree',
    licence: 'OFL-1.1',
    reason: 'A font, passed on unchanged beside the program and not sold by itself.',
  },
  { name: 'wouter', licence: 'Unlicense', reason: 'Given to the public; nothing is asked for in return.' },
];

/** One of an `OR` is enough; everything in an `AND` is needed. */
function isAllowed(expression: string): boolean {
  const plain = expression.replace(/[()]/g, '');
  return plain.split(' OR ').some((choice) => choice.split(' AND ').every((licence) => ALLOWED.includes(licence.trim())));
}

/** `null`: it may be shipped. Otherwise the sentence for whoever added it. */
export function objection({ name, licence }: Pick<Shipped, 'name' | 'licence'>): string | null {
  if (licence === null) return `${name} declares no licence.`;
  if (isAllowed(licence) || EXCEPTIONS.some((exception) => exception.name === name && exception.licence === licence)) return null;
  return `${name} is under ${licence}, which is neither among the allowed licences nor an exception.`;
}

/** The texts that stand in a package's folder; '' when it came without, or is a build for another platform. */
function noticeOf(folder: string): string {
  if (!existsSync(folder)) return '';
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file) && !/\.[cm]?[jt]s$/.test(file));
  return files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n');
}

export function notices(root: string): string {
  const font = join(root, 'server/adapters/house-band/font/LICENSE');
  const packages = shippedPackages(root).map(({ place, name, version, licence }) => {
    const text = noticeOf(join(root, place));
    return `${name} ${version} (${licence})${text ? `\n\n${text}` : ''}`;
  });
  return `${[...packages, readFileSync(font, 'utf8').trim()].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

if (isMain(import.meta.url)) {
  const root = join(import.meta.dirname, '..');
  process.stdout.write(notices(root));
  const objections = shippedPackages(root).flatMap((shipped) => objection(shipped) ?? []);
  process.stderr.write(objections.map((line) => `${line}\n`).join(''));
  process.exitCode = objections.length > 0 ? 1 : 0;
}
