// Facts about the languages: each says everything that English says, in its own words; and which one somebody gets.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { widthEm } from '../../client/player/name-width.ts';
import { chooseLanguage, LANGUAGES, type Language, languageOf, type Wishes } from '../../client/text/choice.ts';
import { createGrammar } from '../../client/text/grammar.ts';
import { begin, home, LOADERS, loadSentences, onLanguage, type Pack, player, speak, spokenLanguage } from '../../client/text/sentences.ts';

const PACKS: readonly Pack[] = ['base', 'home', 'phone', 'stage', 'crowd', 'sheets'];
const OTHERS = (Object.keys(LANGUAGES) as Language[]).filter((language) => language !== 'en');

type Leaf = string | number | ((...args: unknown[]) => unknown);

/** Every sentence by its path; what the files only lend each other stays out. */
async function leavesOf(language: Language): Promise<ReadonlyMap<string, Leaf>> {
  const leaves = new Map<string, Leaf>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'object' && value !== null) for (const [key, inner] of Object.entries(value)) walk(inner, `${path}.${key}`);
    else leaves.set(path, value as Leaf);
  };
  for (const pack of PACKS) {
    const nouns = Object.entries(await LOADERS[language][pack]()).filter(([, noun]) => typeof noun === 'object');
    for (const [noun, sentences] of nouns) walk(sentences, `${pack}.${noun}`);
  }
  return leaves;
}

const CALLS = [
  { kind: 'closed' },
  { kind: 'off' },
  { kind: 'resting', seconds: 7, part: 0.5 },
  { kind: 'ready' },
  { kind: 'open', form: 'KEY_LIFT', votes: 1, needed: 3, seconds: 6, hasVoted: false },
  { kind: 'open', form: 'DROP', votes: 1, needed: 2, seconds: 6, hasVoted: true },
  { kind: 'countdown', form: 'HALF_TIME', seconds: 2 },
  { kind: 'landed', form: 'BREAKDOWN' },
] as const;

/** Arguments for the functions that take more than numbers and names. */
const SAMPLES: readonly (readonly [path: RegExp, calls: readonly (readonly unknown[])[]])[] = [
  [/crowd\.(button|short|state|ask)$/, CALLS.map((call) => [call, 'DROP'])],
  [/crowd\.line$/, CALLS.filter(({ kind }) => ['open', 'countdown', 'landed'].includes(kind)).map((call) => [call])],
  [/crowd\.carried$/, [['DROP'], ['BREAKDOWN'], ['KEY_LIFT'], ['HALF_TIME']]],
  [
    /reactions\.summary$/,
    [
      [[['CLAP', 1]]],
      [
        [
          ['HEART', 4],
          ['STAR', 1],
        ],
      ],
    ],
  ],
  [
    /words\.list$|greeting$|credit$/,
    [
      [['Mira'], 1],
      [['Mira', 'Tovi'], 2],
      [['Mira', 'Tovi', 'Suna', 'Jaro'], 9],
    ],
  ],
  [/clockWords$/, [[null], [{ offsetMs: -3, errorMs: 0.44 }]]],
  [
    /streamWords$/,
    [
      [96, null],
      [96, 'wasm'],
      [96, 'webcodecs'],
    ],
  ],
  [
    /delayWords$/,
    [
      [null, 0],
      [1_200, 0],
      [1_200, 80],
    ],
  ],
  [/notWhole$/, [['Top-k', [1, 1_000]]]],
  [
    /heard\.(pouring)$/,
    [
      ['Jazz', ''],
      ['Jazz', 'House'],
    ],
  ],
  [
    /heard\.energy$/,
    [
      ['warm', 1],
      ['warm', 5],
    ],
  ],
  [
    /(key|keySounds)$/,
    [
      ['C_MAJOR_A_MINOR', 'LYRIA'],
      [null, 'LYRIA'],
      [null, 'HOUSE_BAND'],
    ],
  ],
  [/keyLands$|keyOnItsWay$|scaleWords$/, [['D_FLAT_MAJOR_B_FLAT_MINOR'], ['B_MAJOR_A_FLAT_MINOR']]],
  [/chord$/, [['F#m7'], ['Bb']]],
  [/toastDeclined$|who\.cause$/, [['Coro copies nobody.']]],
  [
    /badInput$/,
    [
      ['Out of range', 1, 24],
      ['Out of range', null, null],
    ],
  ],
];
const NUMBERS_AND_NAMES = [
  ['Mira', 'Tovi', 'Suna'],
  [0, 0, 0],
  [1, 1, 1],
  [2, 5, 3],
  [21, 1_234, 12],
];

function samplesOf(path: string): readonly (readonly unknown[])[] {
  const own = SAMPLES.find(([pattern]) => pattern.test(path))?.[1];
  return own ?? NUMBERS_AND_NAMES;
}

const HALF_SAID = /undefined|NaN|\[object|^null$/;
const flat = (said: unknown): string => (Array.isArray(said) ? said.join('') : String(said));
/** Everything that a sentence says to its samples; `null` for one that it cannot take: a name where it counts, a number where it names. */
function saidBy(path: string, leaf: Leaf): readonly (string | null)[] {
  if (typeof leaf !== 'function') return [String(leaf)];
  return samplesOf(path).map((args) => {
    try {
      const said = flat(leaf(...args));
      return /NaN/.test(said) && args.some((arg) => typeof arg === 'string') ? null : said;
    } catch {
      return null;
    }
  });
}
const wordsOf = (path: string, leaf: Leaf): readonly string[] => saidBy(path, leaf).filter((said) => said !== null);

/** The same in any language: names of things, units, musicians' words. */
const THE_SAME =
  /^(Coro|Drop!?|Groove|House|Top-k|Tempo|Intro|Lyria|Solo|Name|Person|Host|Co-Host|Genres|Warm|Code|Live|Wild|Breakdown|Wow|audio worklet|handclaps|acid bass|four on the floor|QR)$/;
const SHARED_PATHS =
  /tiles\.|ideas\.|frame\.grew$|crowd\.short$|tempoOnItsWay|stage\.chord$|words\.|swap\.left$|soundDetails\.ms$|energy\.levels\.\d\.(from|to)$|elapsed$|weight$|share$|sharePercent$|engineRoom\.(credit|number)$|who\.(cause|both|sentences)$|instruments\.state$|grewSpoken$|streamWords$|badInput$|demo\.petal$|drummer\.word$|stage\.credit$|greeting$/;

describe.each(OTHERS)('%s', (language) => {
  it('says everything that English says, with the same arguments', async () => {
    const [english, other] = [await leavesOf('en'), await leavesOf(language)];
    expect([...other.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [path, leaf] of english) expect(typeof other.get(path), path).toBe(typeof leaf);
  });

  it('leaves nothing empty or half said', async () => {
    const english = await leavesOf('en');
    for (const [path, leaf] of await leavesOf(language)) {
      const expected = saidBy(path, english.get(path) ?? '');
      const said = saidBy(path, leaf);
      for (const [index, words] of said.entries()) {
        const theirs = expected[index] ?? null;
        // Where English is silent, or has no use for the sample, another language may be as well.
        if (theirs === null || words === null || theirs === '' || HALF_SAID.test(theirs) || path.endsWith('who.cause')) continue;
        expect(words.trim(), path).not.toBe('');
        expect(words, path).not.toMatch(HALF_SAID);
      }
      expect(said.filter((words) => words !== null).length, path).toBeGreaterThan(0);
    }
  });

  it('leaves no English sentence standing', async () => {
    const english = await leavesOf('en');
    const same: string[] = [];
    for (const [path, leaf] of await leavesOf(language)) {
      if (SHARED_PATHS.test(path)) continue;
      const ours = wordsOf(path, leaf);
      const theirs = wordsOf(path, english.get(path) ?? '');
      for (const words of ours)
        if (/\p{L}{3}/u.test(words) && theirs.includes(words) && !THE_SAME.test(words)) same.push(`${path}: ${words}`);
    }
    expect(same).toEqual([]);
  });

  it('keeps the house’s voice: no dots of three, no dashes, no straight apostrophes', async () => {
    for (const [path, leaf] of await leavesOf(language)) {
      for (const words of wordsOf(path, leaf)) expect(words, path).not.toMatch(/\.\.\.|…|—|–|\w'\w/);
    }
  });
});

/** What a button shows, and what it is called aloud: whoever speaks to a device says what they see. */
const SEEN_AND_SAID = [
  ['phone.player.instruments.rest', 'phone.player.instruments.restNamed'],
  ['phone.player.instruments.wake', 'phone.player.instruments.wakeNamed'],
  ['phone.player.instruments.sendOff', 'phone.player.instruments.sendOffNamed'],
  ['sheets.roomSheet.keepShort', 'sheets.roomSheet.keep'],
  ['sheets.engineRoom.leave', 'sheets.engineRoom.leaveSpoken'],
] as const;
it.each(Object.keys(LANGUAGES) as Language[])('%s: what is seen on a button is part of its name', async (language) => {
  const leaves = await leavesOf(language);
  for (const [seen, said] of SEEN_AND_SAID) {
    const [shown, name] = [leaves.get(seen), leaves.get(said)];
    if (typeof shown !== 'string' || typeof name !== 'function') throw new Error(`${seen} or ${said} is not there.`);
    expect(flat(name('Kalimba')).toLowerCase(), said).toContain(shown.toLowerCase());
  }
});

it('Japanese ends in no western full stop and has no full-width Latin', async () => {
  for (const [path, leaf] of await leavesOf('ja')) {
    for (const words of wordsOf(path, leaf)) expect(words, path).not.toMatch(/[\u3040-\u30ff\u4e00-\u9fff][.,]|[Ａ-Ｚａ-ｚ０-９]/);
  }
});

describe('numbers, lists and plurals', () => {
  it.each([
    ['en-GB', '1,234.5', '25%', 'a, b and c', 'two hands'],
    ['de', '1.234,5', '25 %', 'a, b und c', 'two hands'],
    ['es', '1234,5', '25 %', 'a, b y c', 'two hands'],
    ['ja', '1,234.5', '25%', 'a、b、c', 'two hands'],
  ])('are those of %s', (locale, number, percent, list, many) => {
    const grammar = createGrammar(locale);
    expect(grammar.number(1_234.5)).toBe(number);
    expect(grammar.percent(25).replace(/\s/, ' ')).toBe(percent);
    expect(grammar.list(['a', 'b', 'c'])).toBe(list);
    expect(grammar.plural(2, { one: 'one hand', other: 'two hands' })).toBe(many);
  });

  it.each([
    ['de', 0, 'Kein Blütenblatt ist frei.'],
    ['de', 1, 'Ein Blütenblatt ist noch frei.'],
    ['de', 3, 'Drei Blütenblätter sind frei.'],
    ['es', 1, 'Queda un pétalo libre.'],
    ['es', 3, 'Hay tres pétalos libres.'],
    ['ja', 1, '花びらが1枚空いています。'],
  ] as const)('stand in a sentence of %s with %i petals', async (language, free, sentence) => {
    const { player } = await LOADERS[language].phone();
    expect(player.join.playing(2, free)).toContain(sentence);
  });

  it.each([
    ['de', 'B_MAJOR_A_FLAT_MINOR', 'H-Dur, as-Moll'],
    ['de', 'B_FLAT_MAJOR_G_MINOR', 'B-Dur, g-Moll'],
    ['es', 'E_FLAT_MAJOR_C_MINOR', 'Mi bemol mayor, do menor'],
    ['ja', 'G_FLAT_MAJOR_E_FLAT_MINOR', '変ト長調・変ホ短調'],
  ] as const)('keys are called as in %s: %s', async (language, scale, name) => {
    const { engineRoom } = await LOADERS[language].sheets();
    expect(engineRoom.scaleWords(scale)).toBe(name);
  });
});

describe('the language that somebody gets', () => {
  const nothing: Wishes = { asked: null, remembered: null, browser: [] };
  it.each<[string, Partial<Wishes>, Language]>([
    ['the browser’s', { browser: ['de-AT', 'en'] }, 'de'],
    ['the first of the browser’s that is spoken', { browser: ['fr', 'ja-JP', 'en'] }, 'ja'],
    ['the one chosen before', { remembered: 'es', browser: ['de'] }, 'es'],
    ['the address before everything', { asked: 'ja', remembered: 'es', browser: ['de'] }, 'ja'],
    ['past an address that asks for none of ours', { asked: 'tlh', remembered: 'es' }, 'es'],
    ['English when nothing is understood', { asked: 'toString', browser: ['fr', 'zz'] }, 'en'],
  ])('is %s', (_name, wishes, language) => {
    expect(chooseLanguage({ ...nothing, ...wishes })).toBe(language);
  });

  it('reads tags as browsers and older systems write them', () => {
    expect(['EN', 'de_CH', 'es-419', 'ja-JP-u-ca-japanese', '', 'fr', null].map(languageOf)).toEqual([
      'en',
      'de',
      'es',
      'ja',
      null,
      null,
      null,
    ]);
  });
});

describe('speaking', () => {
  it('changes every sentence at once, also where somebody kept a part', async () => {
    begin('en');
    await loadSentences('home', 'phone');
    const kept = player.join;
    expect([home.start, kept.joinSilent]).toEqual(['Start a room', 'Join']);
    let told = 0;
    const stop = onLanguage(() => {
      told += 1;
    });
    await speak('de');
    expect([home.start, kept.joinSilent, spokenLanguage(), told]).toEqual(['Raum öffnen', 'Mitspielen', 'de', 1]);
    stop();
  });

  it('lets the last of two choices win', async () => {
    await Promise.all([speak('ja'), speak('es')]);
    expect([home.start, spokenLanguage()]).toEqual(['Abrir una sala', 'es']);
  });

  it('loads in the new language what was asked for while it changed', async () => {
    begin('en');
    await loadSentences('home');
    const { crowd } = await import('../../client/text/sentences.ts');
    await Promise.all([loadSentences('crowd'), speak('de')]);
    expect([crowd.title, home.start]).toEqual(['Alle zusammen', 'Raum öffnen']);
  });

  it('lets a screen’s code come before its sentences', async () => {
    const { stage, strip } = await import('../../client/text/sentences.ts');
    const { crowd } = await import('../../client/text/sentences.ts');
    begin('en');
    const early = { strip, reactions: crowd.reactions };
    await speak('en');
    await loadSentences('stage', 'crowd');
    expect([stage.start, early.strip.play, early.reactions.label]).toEqual(['Start', 'Start the music', 'Reactions']);
  });
});

describe('a role’s name', () => {
  it.each([
    ['Drummer', 4.3],
    ['Vibe setter', 2.7],
    ['Genre DJ', 2.8],
    ['Instrumentalist', 6.8],
    ['Energy', 3.2],
  ])('%s is given the room that it was measured to take', (name, measured) => {
    expect(widthEm(name)).toBeGreaterThanOrEqual(measured - 0.05);
    expect(widthEm(name)).toBeLessThan(measured * 1.2);
  });
});

describe('screens', () => {
  const CLIENT = fileURLToPath(new URL('../../client', import.meta.url));
  const files = readdirSync(CLIENT, { recursive: true, encoding: 'utf8' }).filter((name) => /^(?!text\/).*\.tsx?$/.test(name));

  /** Paths of sentences that a file reads while it is loaded, outside of any function, by the name they are imported under. */
  function readAtOnce(name: string): readonly string[] {
    const source = ts.createSourceFile(name, readFileSync(`${CLIENT}/${name}`, 'utf8'), ts.ScriptTarget.Latest, true);
    const nouns = new Map<string, string>();
    const paths: string[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isFunctionLike(node) || ts.isTypeNode(node)) return;
      if (ts.isImportDeclaration(node)) {
        if (!node.moduleSpecifier.getText().includes('text/sentences.ts')) return;
        const bindings = node.importClause?.namedBindings;
        if (bindings && ts.isNamedImports(bindings))
          for (const { name, propertyName } of bindings.elements) nouns.set(name.text, (propertyName ?? name).text);
        return;
      }
      if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) || ts.isIdentifier(node)) {
        const [root = '', ...rest] = node.getText().split(/[.[]/);
        const noun = nouns.get(root);
        if (noun !== undefined) paths.push([noun, ...rest].join('.'));
        return;
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
    return paths;
  }

  it('read a sentence when they render, never when they are loaded: it would stay in its old language', async () => {
    const leaves = [...(await leavesOf('en')).keys()].map((path) => path.replace(/^\w+\./, ''));
    const stale = files.flatMap((name) =>
      readAtOnce(name)
        .filter((path) => !leaves.some((leaf) => leaf.startsWith(`${path}.`)))
        .map((path) => `${name}: ${path}`),
    );
    expect(stale).toEqual([]);
    expect(files.flatMap(readAtOnce)).toContain('player.join');
  });
});
