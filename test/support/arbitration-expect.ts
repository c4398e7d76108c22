// What has to hold after a situation has been played: the expectations of test/arbitration-situations.json as pure functions.

export interface SeenMix {
  readonly prompts: readonly { readonly text: string; readonly weight: number }[];
  readonly bpm: number;
  readonly density: number;
  readonly brightness: number;
  readonly scale: string | null;
  readonly muteDrums?: boolean;
  readonly muteBass?: boolean;
  readonly reason?: string;
  /** Share by name. */
  readonly credits?: Readonly<Record<string, number>>;
}

export interface SituationInput {
  readonly bpm?: number;
  readonly moods?: readonly string[];
  readonly genre?: string;
  readonly instruments?: readonly string[];
  readonly density?: number;
  readonly brightness?: number;
  readonly wish?: string;
}

export interface Situation {
  readonly id: string;
  readonly title: string;
  readonly people: readonly {
    readonly name: string;
    readonly role: string;
    readonly secondsAgo: number;
    readonly silenced?: boolean;
    readonly input: SituationInput;
  }[];
  readonly previous: Pick<SeenMix, 'prompts' | 'bpm' | 'density' | 'brightness' | 'scale'> | null;
  readonly ticks: number;
  readonly inputsChanged?: boolean;
  readonly expect: Expectations;
}

type Group = readonly string[];
export interface NumberRule {
  readonly equals?: number;
  readonly between?: readonly [number, number];
  readonly above?: number;
  readonly below?: number;
  readonly risesBy?: number;
  readonly fallsBy?: number;
  readonly stepAtMost?: number;
}
type ShareRules = Readonly<Record<string, number | NumberRule>>;

export interface Expectations {
  readonly mentionsAny?: readonly Group[];
  readonly mentionsAtMost?: { readonly count: number; readonly of: readonly Group[] };
  readonly avoids?: Group;
  readonly weightOrder?: readonly { readonly more: Group; readonly less: Group }[];
  readonly weightRises?: readonly Group[];
  readonly weightFalls?: readonly Group[];
  readonly bpm?: NumberRule;
  readonly density?: NumberRule;
  readonly brightness?: NumberRule;
  readonly scale?: { readonly equals?: string; readonly in?: readonly string[] };
  readonly muteDrums?: boolean;
  readonly muteBass?: boolean;
  readonly promptCount?: readonly [number, number];
  readonly weightsSumTo1?: boolean;
  readonly creditsSumTo1?: boolean;
  readonly continuityAtLeast?: number | false;
  readonly slew?: boolean;
  readonly credits?: ShareRules;
  readonly creditOrder?: readonly (readonly [string, string])[];
  readonly influence?: ShareRules;
  readonly wishFate?: Readonly<Record<string, string | readonly string[]>>;
  readonly inputError?: Readonly<Record<string, string | null | readonly (string | null)[]>>;
  readonly unchanged?: boolean;
  readonly reasonMentionsAny?: readonly Group[];
  readonly textSafe?: boolean;
  readonly neverShown?: readonly string[];
  readonly anyOf?: readonly Expectations[];
}

export interface Seen {
  readonly previous: SeenMix | null;
  /** After each tick, oldest first. */
  readonly history: readonly SeenMix[];
  readonly influence: Readonly<Record<string, number>>;
  readonly fates: Readonly<Record<string, { readonly fate: string; readonly reason: string | null }>>;
  readonly errors: Readonly<Record<string, string>>;
  /** Everything else that others were sent. */
  readonly shown?: readonly string[];
}

export interface Language {
  readonly words: Readonly<Record<string, Group>>;
  readonly defaults: Expectations;
}

const LITTLE = new Set('a an and the of in on with to for over under by from at into is as it its this that some more'.split(' '));
const HIDDEN = /[\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\u00AD]/g;

const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(HIDDEN, '')
    .replace(/['’]/g, '')
    .replace(/&/g, ' and ');
const runs = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
const stem = (word: string): string => (word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word);
const words = (text: string): string[] => runs(text).map(stem);

/** Whole words in a row; a trailing star leaves the end of a word open, but never to "-less". */
export function mentions(text: string, entry: string): boolean {
  const wanted = fold(entry).match(/[\p{L}\p{N}]+\*?/gu) ?? [];
  const raw = runs(text);
  const fits = (word: string, want: string): boolean =>
    want.endsWith('*') ? word.startsWith(want.slice(0, -1)) && !word.endsWith('less') : stem(word) === stem(want);
  return (
    wanted.length > 0 && raw.some((_, at) => at + wanted.length <= raw.length && wanted.every((want, k) => fits(raw[at + k] ?? '', want)))
  );
}

const content = (mix: SeenMix): Set<string> => new Set(mix.prompts.flatMap(({ text }) => words(text)).filter((word) => !LITTLE.has(word)));

/** The share of the distinct words of `before` that still stand in `after`. */
export function survival(before: SeenMix, after: SeenMix): number {
  const old = content(before);
  const now = content(after);
  return old.size === 0 ? 1 : [...old].filter((word) => now.has(word)).length / old.size;
}

function rawRun(text: string, wishes: readonly string[]): string | undefined {
  const hay = ` ${words(text).join(' ')} `;
  for (const wish of wishes) {
    const all = words(wish);
    for (let at = 0; at + 6 <= all.length; at++) {
      const run = all.slice(at, at + 6).join(' ');
      if (hay.includes(` ${run} `)) return `raw wish text ("${run}")`;
    }
  }
  return undefined;
}

/** What makes a text unfit for every screen; undefined when nothing does. */
export function unsafe(text: string, names: readonly string[], wishes: readonly string[], most: number): string | undefined {
  if (text.trim().length < 3 || text.length > most) return `length ${text.length}`;
  if (!/\p{L}/u.test(text)) return 'no letter';
  if (/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u.test(text)) return 'control or invisible character';
  if (/\p{Extended_Pictographic}/u.test(text)) return 'emoji';
  if (/:\/\/|www\.|[a-z0-9-]\.(com|net|org|io|co|me|tv|gg|app|dev|info|xyz|example|test|invalid)\b/i.test(text)) return 'link';
  if (/(^|[^\p{L}\p{N}])[@#][\p{L}\p{N}_]/u.test(text)) return 'handle';
  if (/[<>{}[\]`|\\]|\*\*|__|~~|^\s*#/.test(text)) return 'markup';
  if ((text.match(/\d[\d\s().+/-]{5,}\d/g) ?? []).some((run) => run.replace(/\D/g, '').length >= 7)) return 'phone number';
  const name = names.find((one) => mentions(text, one));
  return name ? `name of a person (${name})` : rawRun(text, wishes);
}

/** The broken expectations of one situation, in words; empty when all hold. */
export function failures(situation: Situation, seen: Seen, language: Language): string[] {
  const held = (key: 'bpm' | 'density' | 'brightness'): boolean => situation.people.some(({ input }) => input[key] !== undefined);
  return check({ ...language.defaults, ...situation.expect }, situation, seen, language, held);
}

function check(
  expect: Expectations,
  situation: Situation,
  seen: Seen,
  language: Language,
  held: (key: 'bpm' | 'density' | 'brightness') => boolean,
): string[] {
  const broken: string[] = [];
  const now = seen.history.at(-1);
  if (!now) return ['no decision'];
  const before = seen.previous;
  const path = before ? [before, ...seen.history] : [...seen.history];
  const texts = now.prompts.map(({ text }) => text);
  const wishes = situation.people.flatMap(({ input }) => input.wish ?? []);
  const fail = (rule: string, want: unknown, saw: unknown): void => {
    broken.push(`${rule}: wanted ${JSON.stringify(want)}, saw ${JSON.stringify(saw)}`);
  };
  const entries = (group: Group): string[] =>
    group.flatMap((entry) => {
      if (!entry.startsWith('@')) return [entry];
      const synonyms = language.words[entry.slice(1)];
      if (!synonyms) throw new Error(`unknown group of words ${entry}`);
      return [...synonyms];
    });
  const anyIn = (all: readonly string[], group: Group): boolean =>
    all.some((text) => entries(group).some((entry) => mentions(text, entry)));
  const weight = (mix: SeenMix | null, group: Group): number =>
    (mix?.prompts ?? []).filter(({ text }) => anyIn([text], group)).reduce((sum, prompt) => sum + prompt.weight, 0);
  const number = (rule: string, want: NumberRule, value: number, old: number | undefined, tolerance: number): void => {
    if (want.equals !== undefined && Math.abs(value - want.equals) > tolerance) fail(rule, want, value);
    if (want.between && !(value >= want.between[0] - 1e-9 && value <= want.between[1] + 1e-9)) fail(rule, want, value);
    if (want.above !== undefined && !(value > want.above)) fail(rule, want, value);
    if (want.below !== undefined && !(value < want.below)) fail(rule, want, value);
    if (want.risesBy !== undefined && !(old !== undefined && value - old >= want.risesBy - 1e-6)) fail(rule, want, { old, value });
    if (want.fallsBy !== undefined && !(old !== undefined && old - value >= want.fallsBy - 1e-6)) fail(rule, want, { old, value });
  };
  const steps = (rule: string, key: 'bpm' | 'density' | 'brightness', most: number): void => {
    path.forEach((mix, at) => {
      const last = path[at - 1];
      if (last && Math.abs(mix[key] - last[key]) > most + 1e-6) fail(rule, most, [last[key], mix[key]]);
    });
  };
  const shares = (rule: string, wants: ShareRules, of: Readonly<Record<string, number>> | undefined): void => {
    for (const [name, want] of Object.entries(wants)) {
      number(`${rule} of ${name}`, typeof want === 'number' ? { equals: want } : want, of?.[name] ?? 0, undefined, 0.02);
    }
  };

  for (const group of expect.mentionsAny ?? []) if (!anyIn(texts, group)) fail('mentionsAny', group, texts);
  if (expect.mentionsAtMost && expect.mentionsAtMost.of.filter((group) => anyIn(texts, group)).length > expect.mentionsAtMost.count) {
    fail('mentionsAtMost', expect.mentionsAtMost, texts);
  }
  const unwanted = entries(expect.avoids ?? []).filter((entry) => texts.some((text) => mentions(text, entry)));
  if (unwanted.length > 0) fail('avoids', unwanted, texts);
  for (const { more, less } of expect.weightOrder ?? []) {
    if (!(weight(now, more) > weight(now, less) + 0.001)) fail('weightOrder', { more, less }, now.prompts);
  }
  for (const group of expect.weightRises ?? [])
    if (!before || weight(now, group) - weight(before, group) < 0.02 - 1e-9) fail('weightRises', group, now.prompts);
  for (const group of expect.weightFalls ?? [])
    if (!before || weight(before, group) - weight(now, group) < 0.02 - 1e-9) fail('weightFalls', group, now.prompts);
  for (const key of ['bpm', 'density', 'brightness'] as const) {
    const want = expect[key];
    if (!want) continue;
    number(key, want, now[key], before?.[key], key === 'bpm' ? 0.5 : 0.02);
    if (want.stepAtMost !== undefined) steps(`${key} stepAtMost`, key, want.stepAtMost);
  }
  if (expect.scale && !(expect.scale.in ?? ([expect.scale.equals ?? null] as readonly (string | null)[])).includes(now.scale ?? ''))
    fail('scale', expect.scale, now.scale);
  if (expect.muteDrums !== undefined && now.muteDrums !== expect.muteDrums) fail('muteDrums', expect.muteDrums, now.muteDrums);
  if (expect.muteBass !== undefined && now.muteBass !== expect.muteBass) fail('muteBass', expect.muteBass, now.muteBass);
  if (expect.promptCount && !(texts.length >= expect.promptCount[0] && texts.length <= expect.promptCount[1]))
    fail('promptCount', expect.promptCount, texts);
  if (expect.weightsSumTo1) {
    const weights = now.prompts.map((prompt) => prompt.weight);
    if (Math.abs(weights.reduce((sum, one) => sum + one, 0) - 1) > 0.005 || weights.some((one) => !(one > 0)))
      fail('weightsSumTo1', 1, weights);
  }
  if (expect.creditsSumTo1) {
    const all = Object.values(now.credits ?? {});
    if (all.some((one) => !(one >= 0 && one <= 1)) || (all.length > 0 && Math.abs(all.reduce((sum, one) => sum + one, 0) - 1) > 0.03))
      fail('creditsSumTo1', 1, all);
  }
  if (expect.continuityAtLeast) {
    path.forEach((mix, at) => {
      const last = path[at - 1];
      if (last && survival(last, mix) < (expect.continuityAtLeast || 0) - 1e-9) {
        fail('continuity', expect.continuityAtLeast, { from: last.prompts, to: mix.prompts });
      }
    });
  }
  if (expect.slew) {
    if (!held('bpm')) steps('slew bpm', 'bpm', 10);
    if (!held('density')) steps('slew density', 'density', 0.15);
    if (!held('brightness')) steps('slew brightness', 'brightness', 0.15);
  }
  shares('credit', expect.credits ?? {}, now.credits);
  for (const [a, b] of expect.creditOrder ?? [])
    if (!((now.credits?.[a] ?? 0) > (now.credits?.[b] ?? 0))) fail('creditOrder', [a, b], now.credits);
  shares('influence', expect.influence ?? {}, seen.influence);
  for (const [name, want] of Object.entries(expect.wishFate ?? {})) {
    const error = seen.errors[name];
    const got = error ? { fate: 'DECLINED', reason: error } : seen.fates[name];
    const fate = got?.fate === 'SOUNDING' ? 'ACCEPTED' : got?.fate;
    if (![want].flat().includes(fate ?? '')) fail(`fate of ${name}`, want, got ?? 'nothing');
    else if (fate === 'DECLINED' && !got?.reason?.trim()) fail(`fate of ${name}`, 'a reason', got);
  }
  for (const [name, want] of Object.entries(expect.inputError ?? {})) {
    if (![want].flat().includes(seen.errors[name] ?? null)) fail(`error of ${name}`, want, seen.errors[name] ?? null);
  }
  if (expect.unchanged) {
    const key = (mix: SeenMix | null): string =>
      mix
        ? JSON.stringify([
            mix.prompts.map((prompt) => [prompt.text, Math.round(prompt.weight * 1000)]),
            mix.bpm,
            mix.density,
            mix.brightness,
            mix.scale,
          ])
        : '';
    for (const mix of seen.history) if (key(mix) !== key(before)) fail('unchanged', key(before), key(mix));
  }
  for (const group of expect.reasonMentionsAny ?? []) if (!anyIn([now.reason ?? ''], group)) fail('reasonMentionsAny', group, now.reason);
  if (expect.textSafe) {
    const names = situation.people.map(({ name }) => name);
    for (const mix of seen.history) {
      for (const { text } of mix.prompts) {
        const why = unsafe(text, names, wishes, 120);
        if (why) fail('textSafe prompt', why, text);
      }
      const why = mix.reason === undefined ? undefined : unsafe(mix.reason, [], wishes, 200);
      if (why) fail('textSafe reason', why, mix.reason);
    }
    for (const text of seen.shown ?? []) if (rawRun(text, wishes)) fail('textSafe', 'no raw wish elsewhere', text);
  }
  const everything = [...seen.history.flatMap((mix) => [...mix.prompts.map(({ text }) => text), mix.reason ?? '']), ...(seen.shown ?? [])];
  for (const letters of expect.neverShown ?? [])
    if (everything.some((text) => fold(text).includes(fold(letters)))) fail('neverShown', letters, everything);
  if (expect.anyOf) {
    const tries = expect.anyOf.map((one) => check(one, situation, seen, language, held));
    if (tries.every((one) => one.length > 0)) fail('anyOf', 'one of them', tries);
  }
  return broken;
}
