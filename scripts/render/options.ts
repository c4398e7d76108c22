// Reads the command line of a render into one frozen value. Every mistake is collected and told at once, by its option and range.
import { parseArgs } from 'node:util';
import { conduct } from '../../server/adapters/house-band/conductor.ts';
import { RANGES, SCALES, type Scale, type Steering } from '../../server/domain/steering.ts';
import { type MusicIntent, TURNS, type Turn } from '../../server/ports/music-engine.ts';

export interface RenderOptions {
  readonly intent: MusicIntent;
  readonly seconds: number;
  readonly seed: number;
  /** What shall be asked of the band, and when. */
  readonly turns: readonly { readonly turn: Turn; readonly atSeconds: number }[];
  /** Path of the files without their endings. */
  readonly out: string;
}

export type CommandLine =
  | { readonly kind: 'RENDER'; readonly options: RenderOptions }
  | { readonly kind: 'HELP' }
  | { readonly kind: 'MISTAKES'; readonly lines: readonly string[] };

interface OptionRow {
  readonly name: string;
  /** What stands behind it in the help; `null` for a switch. */
  readonly value: string | null;
  readonly help: string;
}

const LONGEST_PROMPT = 500;
const MOST_SEED = 2 ** 32 - 1;
const SECONDS = [1, 3_600] as const;
const WEIGHT = [0.01, 100] as const;
const DEFAULTS = { bpm: 100, seconds: 60, seed: 1, level: 0.5 } as const;

/** The turns in the words of a command line: `KEY_LIFT` is key-lift. */
const TURN_NAMES = TURNS.map((turn) => turn.toLowerCase().replace('_', '-'));

const rangeOf = ([low, high]: readonly [number, number]) => `${low} to ${high}`;

const ROWS: readonly OptionRow[] = [
  { name: 'prompt', value: 'TEXT', help: `what to play, e.g. "warm lo-fi, rhodes"; at most ${LONGEST_PROMPT} characters; may be repeated` },
  { name: 'weight', value: 'NUMBER', help: `of the prompt before it, against the others; ${rangeOf(WEIGHT)}, default 1` },
  { name: 'bpm', value: 'NUMBER', help: `tempo; whole, ${rangeOf(RANGES.bpm)}, by default what the words say, else ${DEFAULTS.bpm}` },
  { name: 'seconds', value: 'NUMBER', help: `length; ${rangeOf(SECONDS)}, default ${DEFAULTS.seconds}` },
  { name: 'seed', value: 'NUMBER', help: `another seed, another piece; whole, 0 to ${MOST_SEED}, default ${DEFAULTS.seed}` },
  { name: 'brightness', value: 'NUMBER', help: `${rangeOf(RANGES.brightness)}, default ${DEFAULTS.level}` },
  { name: 'density', value: 'NUMBER', help: `${rangeOf(RANGES.density)}, default ${DEFAULTS.level}` },
  { name: 'scale', value: 'NAME', help: `the band's own choice by default; one of ${SCALES.join(', ')}` },
  { name: 'mute-bass', value: null, help: 'leave the bass out' },
  { name: 'mute-drums', value: null, help: 'leave the drums out' },
  {
    name: 'turn',
    value: 'NAME@SECONDS',
    help: `ask the band for a turn of the form then: ${TURN_NAMES.join(', ')}; e.g. drop@20; may be repeated`,
  },
  { name: 'out', value: 'PATH', help: 'where to write: PATH.wav, PATH.mid and PATH.png' },
  { name: 'help', value: null, help: 'show this and end' },
];

const LINE_WIDTH = 100;
const HELP_COLUMN = 22;

export function helpText(): string {
  const rows = ROWS.map(({ name, value, help }) => `  --${name}${value ? ` ${value}` : ''}`.padEnd(HELP_COLUMN) + wrapped(help));
  return [
    'Plays the house band into files: sound (48 kHz stereo, 16 bit), notes (MIDI) and a spectrogram.',
    '',
    'npm run render -- --prompt TEXT [--weight NUMBER] [more prompts and options] --out PATH',
    '',
    ...rows,
    '',
  ].join('\n');
}

function wrapped(help: string): string {
  const lines = [''];
  for (const word of help.split(' ')) {
    const line = lines.at(-1) as string;
    if (line !== '' && line.length + 1 + word.length > LINE_WIDTH - HELP_COLUMN) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join(`\n${' '.repeat(HELP_COLUMN)}`);
}

/** `args`: what stands behind the script's name. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const options = Object.fromEntries(ROWS.map(({ name, value }) => [name, { type: value === null ? 'boolean' : 'string' } as const]));
  // Not strict, as Node would tell the first mistake only; but then it takes the next option for a value that was forgotten.
  const complete = args.map((arg, index) => {
    const isForgotten = ROWS.some(({ name, value }) => value !== null && arg === `--${name}`) && (args[index + 1] ?? '--').startsWith('--');
    return isForgotten ? `${arg}=` : arg;
  });
  const { tokens } = parseArgs({ args: complete, options, strict: false, allowPositionals: true, tokens: true });
  const mistakes: string[] = [];
  const given = new Map<string, string>();
  const prompts: { readonly text: string; weight: number | null }[] = [];
  const turns: string[] = [];

  let isBehindUnknown = false;
  for (const token of tokens) {
    if (token.kind === 'positional' && !isBehindUnknown)
      mistakes.push(`"${token.value}" belongs to no option; texts of several words need quotation marks.`);
    const row = token.kind === 'option' ? ROWS.find(({ name }) => name === token.name) : undefined;
    isBehindUnknown = token.kind === 'option' && row === undefined;
    if (token.kind !== 'option') continue;
    if (row === undefined) mistakes.push(`${token.rawName} is not an option; --help lists them all.`);
    else if (row.value === null && token.value !== undefined) mistakes.push(`--${row.name} takes no value.`);
    else if (row.name === 'prompt') prompts.push({ text: readPrompt(token.value ?? ''), weight: null });
    else if (row.value !== null && !token.value) mistakes.push(`--${row.name} needs a value.`);
    else if (row.name === 'weight') weigh(token.value as string);
    else if (row.name === 'turn') turns.push(token.value as string);
    else if (given.has(row.name)) mistakes.push(`--${row.name} is given twice.`);
    else given.set(row.name, token.value ?? '');
  }
  if (given.has('help')) return { kind: 'HELP' };

  function readPrompt(value: string): string {
    const text = value.trim();
    if (text === '' || text.length > LONGEST_PROMPT) mistakes.push(`--prompt must be 1 to ${LONGEST_PROMPT} characters long.`);
    return text;
  }

  function weigh(value: string): void {
    const weight = readNumber('weight', value, WEIGHT, false);
    const prompt = prompts.at(-1);
    if (prompt === undefined) mistakes.push('--weight must stand behind the --prompt that it weighs.');
    else if (prompt.weight !== null) mistakes.push(`--weight is given twice for "${prompt.text}".`);
    else prompt.weight = weight;
  }

  function readNumber(name: string, value: string, range: readonly [number, number], isWhole: boolean): number {
    const number = /^-?(\d+\.?\d*|\.\d+)$/.test(value) ? Number(value) : Number.NaN;
    const isRight = number >= range[0] && number <= range[1] && (!isWhole || Number.isInteger(number));
    if (!isRight) mistakes.push(`--${name} must be a ${isWhole ? 'whole ' : ''}number from ${rangeOf(range)}, not "${value}".`);
    return number;
  }

  function numberOf(name: string, range: readonly [number, number], fallback: number, isWhole = false): number {
    const value = given.get(name);
    return value === undefined ? fallback : readNumber(name, value, range, isWhole);
  }

  function scaleOf(value: string | undefined): Scale | null {
    if (value === undefined) return null;
    const scale = SCALES.find((name) => name === value.toUpperCase());
    if (scale === undefined) mistakes.push(`--scale must be one of ${SCALES.join(', ')}, not "${value}".`);
    return scale ?? null;
  }

  function readTurns(length: number): RenderOptions['turns'] {
    return turns.flatMap((value) => {
      const [, name = '', at = ''] = /^([a-z_-]+)@(\d+\.?\d*|\.\d+)$/i.exec(value) ?? [];
      const turn = TURNS[TURN_NAMES.indexOf(name.toLowerCase().replace('_', '-'))];
      const atSeconds = Number(at);
      if (turn === undefined) mistakes.push(`--turn must be NAME@SECONDS with one of ${TURN_NAMES.join(', ')}, not "${value}".`);
      else if (atSeconds >= length) mistakes.push(`--turn ${value} comes after the end: --seconds is ${length}.`);
      return turn === undefined ? [] : [{ turn, atSeconds }];
    });
  }

  const sum = prompts.reduce((total, { weight }) => total + (weight ?? 1), 0);
  const weighted = prompts.map(({ text, weight }) => ({ text, weight: (weight ?? 1) / sum }));
  const steering: Steering = {
    bpm: given.has('bpm') ? numberOf('bpm', RANGES.bpm, DEFAULTS.bpm, true) : tempoOf(weighted),
    density: numberOf('density', RANGES.density, DEFAULTS.level),
    brightness: numberOf('brightness', RANGES.brightness, DEFAULTS.level),
    scale: scaleOf(given.get('scale')),
    muteBass: given.has('mute-bass'),
    muteDrums: given.has('mute-drums'),
    revision: 1,
  };
  const seconds = numberOf('seconds', SECONDS, DEFAULTS.seconds);
  const seed = numberOf('seed', [0, MOST_SEED], DEFAULTS.seed, true);
  const asked = readTurns(seconds);
  const out = given.get('out') ?? '';
  if (prompts.length === 0) mistakes.push('--prompt is missing: say what to play.');
  if (out === '' && !mistakes.some((line) => line.startsWith('--out'))) mistakes.push('--out is missing: say where to write.');
  if (mistakes.length > 0) return { kind: 'MISTAKES', lines: mistakes };

  return { kind: 'RENDER', options: Object.freeze({ intent: { prompts: weighted, steering }, seconds, seed, turns: asked, out }) };
}

/** The tempo that the words name, else the usual one, bent by words such as "faster". Beats per minute, whole. */
function tempoOf(prompts: MusicIntent['prompts']): number {
  const { bpm, tempoPercent } = conduct(prompts, null).hints;
  const [slowest, fastest] = RANGES.bpm;
  return bpm ?? Math.round(Math.max(slowest, Math.min(fastest, DEFAULTS.bpm * (1 + tempoPercent / 100))));
}
