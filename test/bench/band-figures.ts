// The figures of the house band, genre by genre: what must be reached and what is. Measures in a process per core, cost and memory in one
// of their own. `npm run bench:band -- [--quick] [--json] [--rows brightness,tempo,...] [--genres house,jazz,...] [--seeds n]`
import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { STYLE_IDS, type StyleId } from '../../server/adapters/house-band/styles/style.ts';
import { INSTRUMENTS } from '../../server/domain/lexicon-instruments.ts';
import * as measures from '../support/band-measures.ts';

/** Genres without a steady pulse, and those whose form is meant to be flat. */
const PULSELESS: ReadonlySet<StyleId> = new Set(['ambient', 'orchestral', 'classical']);
const FORMLESS: ReadonlySet<StyleId> = new Set(['ambient']);

interface Verdict {
  readonly text: string;
  readonly isReached: boolean;
}
interface Result {
  readonly row: string;
  readonly genre: StyleId;
  readonly seed: number;
  readonly value: unknown;
}
interface Row {
  readonly title: string;
  readonly goal: string;
  readonly measure: (genre: StyleId, seed: number) => unknown;
  /** Of the values of one genre's seeds; `null`: the row does not ask anything of this genre. */
  readonly judge: (values: readonly never[], genre: StyleId) => Verdict | null;
}

function row<T>(
  title: string,
  goal: string,
  measure: (genre: StyleId, seed: number) => T,
  judge: (values: readonly T[], genre: StyleId) => Verdict | null,
): Row {
  return { title, goal, measure, judge: judge as Row['judge'] };
}

const low = (values: readonly number[]) => Math.min(...values);
const high = (values: readonly number[]) => Math.max(...values);
const shown = (value: number, digits = 2) => (Number.isFinite(value) ? value.toFixed(digits) : String(value));
const ratios = (values: readonly number[]) => values.slice(1).map((value, index) => value / (values[index] as number));
const overall = (values: readonly number[]) => (values.at(-1) as number) / (values[0] as number);
const share = (flags: readonly boolean[]) => flags.filter(Boolean).length / flags.length;

const ROWS: Readonly<Record<string, Row>> = {
  brightness: row('brightness to centroid', 'each step >= 1.15x, overall >= 3x', measures.brightness, (values) => {
    const step = low(values.flatMap(ratios));
    const all = low(values.map(overall));
    return { text: `step ${shown(step)} all ${shown(all, 1)}`, isReached: step >= 1.15 && all >= 3 };
  }),
  density: row('density to composed onsets', 'never falls, overall >= 2x', measures.composedOnsets, (values) => {
    const step = low(values.flatMap(ratios));
    const all = low(values.map(overall));
    return { text: `step ${shown(step)} all ${shown(all, 1)}`, isReached: step >= 1 && all >= 2 };
  }),
  heard: row('density to onsets heard, .3 to .9', '>= 1.25x', measures.heardOnsets, (values) => {
    const least = low(values.map(overall));
    return { text: `x ${shown(least)}`, isReached: least >= 1.25 };
  }),
  tempo: row('tempo from audio', 'bpm, half or double within 1 %', measures.tempo, (values, genre) => {
    if (PULSELESS.has(genre)) return null;
    const wrong = values.filter((value) => !measures.isTempo(value, measures.HOME_BPM[genre]));
    const text = `${values.length - wrong.length}/${values.length}${wrong.length > 0 ? ` (${wrong.map((bpm) => shown(bpm, 0)).join(' ')})` : ''}`;
    return { text, isReached: wrong.length === 0 };
  }),
  live: row('tempo and brightness changed live', 'exact bars, next line, click < 1', measures.liveChange, (values) => {
    const isRight = values.every(({ isExact, isNext }) => isExact && isNext);
    const click = high(values.map((value) => value.click));
    return { text: `${isRight ? 'exact' : 'WRONG'} click ${shown(click)}`, isReached: isRight && click < 1 };
  }),
  chroma: row('in-scale chroma', '>= 0.75, wrong key below', measures.muted, (values) => {
    const right = low(values.map(({ inScale }) => inScale));
    const wrong = high(values.map(({ wrongKey }) => wrongKey));
    return { text: `${shown(right)} wrong ${shown(wrong)}`, isReached: right >= 0.75 && wrong < 0.75 };
  }),
  mutes: row('mutes', 'energy 0, < 2 % below 150 Hz', measures.muted, (values) => {
    const energy = high(values.map((value) => value.energy));
    const below = high(values.map(({ below150 }) => below150));
    return { text: `${shown(energy, 0)}, ${shown(below * 100, 1)} %`, isReached: energy === 0 && below < 0.02 };
  }),
  genres: row('genres differ: nearest neighbour', '>= 85 % over all', measures.likeness, () => null),
  loudness: row('loudness', '-16 +-2 LUFS', measures.loudness, (values) => {
    const [quiet, loud] = [low(values.map(({ lufs }) => lufs)), high(values.map(({ lufs }) => lufs))];
    return { text: `${shown(quiet, 1)}..${shown(loud, 1)}`, isReached: quiet >= -18 && loud <= -14 };
  }),
  range: row('loudness range, 3 min', '>= 4 LU', measures.loudness, (values, genre) => {
    const least = low(values.map(({ rangeLu }) => rangeLu));
    return { text: shown(least, 1), isReached: least >= 4 || FORMLESS.has(genre) };
  }),
  peak: row('true peak', '<= -1 dBTP', measures.loudness, (values) => {
    const most = high(values.map((value) => value.truePeakDb));
    return { text: shown(most), isReached: most <= -1 };
  }),
  dc: row('DC', '< 1e-4', measures.loudness, (values) => {
    const most = high(values.map((value) => value.dc));
    return { text: most.toExponential(0), isReached: most < 1e-4 };
  }),
  repetition: row('repetition, 10 min', 'no equal 8 bars, texture < 45 s', measures.repetition, (values) => {
    const equal = high(values.map((value) => value.equal));
    const alike = high(values.map((value) => value.alike));
    const still = high(values.map((value) => value.unchangedSeconds));
    return { text: `${equal} (notes ${alike}) ${shown(still, 0)} s`, isReached: equal === 0 && alike === 0 && still < 45 };
  }),
  repeatable: row('determinism, also beside other rooms', 'every sample equal', measures.isRepeatable, (values) => ({
    text: values.every(Boolean) ? 'equal' : 'DIFFERS',
    isReached: values.every(Boolean),
  })),
  instruments: row(
    'instruments raise their bus within two bars',
    'more, all 15',
    (genre, seed) => {
      const at = STYLE_IDS.indexOf(genre) + seed;
      const instrument = INSTRUMENTS[at % INSTRUMENTS.length] as measures.InstrumentName;
      return { instrument, db: measures.asked(genre, seed, instrument) };
    },
    (values) => {
      const silent = values.filter(({ db }) => !(db > 0));
      const text = silent.map(({ instrument, db }) => `${instrument} ${shown(db, 1)}`).join(', ');
      return { text: `${values.length - silent.length}/${values.length}${text && ` (${text})`}`, isReached: silent.length === 0 };
    },
  ),
};
/** Rows that read the same measurement. */
const SHARED: Readonly<Record<string, string>> = { mutes: 'chroma', range: 'loudness', peak: 'loudness', dc: 'loudness' };

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    rows: { type: 'string', default: Object.keys(ROWS).join() },
    genres: { type: 'string', default: STYLE_IDS.join() },
    seeds: { type: 'string' },
    child: { type: 'boolean', default: false },
    rooms: { type: 'string' },
  },
});

/** Eight rooms of different genres in one process: how much sound a second of its processor makes, and what a further room weighs. */
function measureRooms(): { readonly roomSecondsPerCpuSecond: number; readonly megabytesPerRoom: number } {
  const collect = globalThis.gc ?? (() => undefined);
  const used = () => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return (heapUsed + external) / 2 ** 20;
  };
  const genres = ['house', 'jazz', 'lo-fi', 'techno', 'ambient', 'trap', 'orchestral', 'funk'] as const;
  const block = new Int16Array(9_600);
  const start = (genre: StyleId, seed: number) =>
    measures.createBand({ seed, startBar: 8, intent: measures.intentOf(genre, { density: 0.6 }) });
  const rooms = [start('house', 100)];
  const turn = (blocks: number) => {
    for (let at = 0; at < blocks; at += 1) for (const room of rooms) room.render(block);
  };
  turn(100);
  const one = used();
  rooms.push(...genres.slice(1).map((genre, index) => start(genre, 101 + index)));
  turn(50);
  const megabytesPerRoom = (used() - one) / (rooms.length - 1);
  const before = process.cpuUsage();
  turn(300);
  const { user, system } = process.cpuUsage(before);
  return { roomSecondsPerCpuSecond: (rooms.length * 30) / ((user + system) / 1e6), megabytesPerRoom };
}

interface Job {
  readonly row: string;
  readonly genre: StyleId;
  readonly seed: number;
}

function nextMessage<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once('message', resolve as (message: unknown) => void);
    child.once('exit', (code) => reject(new Error(`a measuring process ended with ${code}`)));
  });
}

/** Gives every job to one of the processes, the long ones first, and tells how far it is. */
async function measureAll(jobs: readonly Job[]): Promise<Result[]> {
  const results: Result[] = [];
  const queue = [...jobs];
  const work = async () => {
    const child = fork(new URL(import.meta.url), ['--child']);
    child.setMaxListeners(0);
    for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
      child.send(job);
      results.push({ ...job, value: await nextMessage<unknown>(child) });
      process.stderr.write(`\r${results.length} of ${jobs.length} measured, now ${job.row} of ${job.genre} ${job.seed}`.padEnd(79));
    }
    child.disconnect();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  process.stderr.write('\r'.padEnd(80).concat('\r'));
  return results;
}

async function bench(): Promise<void> {
  const rows = options.rows.split(',').filter((name) => name in ROWS);
  const genres = STYLE_IDS.filter((id) => options.genres.split(',').includes(id));
  const seeds = Array.from({ length: Number(options.seeds ?? (options.quick ? 3 : 10)) }, (_, index) => 11 + index * 7);
  const needed = [...new Set(rows.map((name) => SHARED[name] ?? name))].sort((a, b) => Number(b === 'loudness') - Number(a === 'loudness'));
  const jobs = needed.flatMap((name) => seeds.flatMap((seed) => genres.map((genre) => ({ row: name, genre, seed }))));
  const results = await measureAll(jobs);
  const valuesOf = (name: string, genre: StyleId) =>
    results.filter((result) => result.row === (SHARED[name] ?? name) && result.genre === genre).map(({ value }) => value as never);
  const roomsChild = fork(new URL(import.meta.url), ['--rooms', 'all'], { execArgv: [...process.execArgv, '--expose-gc'] });
  const cost = await nextMessage<ReturnType<typeof measureRooms>>(roomsChild);

  const table = rows.map((name) => {
    const { title, goal, judge } = ROWS[name] as Row;
    const verdicts = genres.flatMap((genre) => {
      const verdict = judge(valuesOf(name, genre), genre);
      return verdict === null ? [] : [{ genre, ...verdict }];
    });
    return { title, goal, verdicts };
  });
  if (rows.includes('genres') && seeds.length > 1) {
    const sounds = results.flatMap(({ row: name, genre, seed, value }) =>
      name === 'genres' ? [{ name: genre, seed, features: value as number[] }] : [],
    );
    const entry = table.find(({ title }) => title === ROWS.genres?.title);
    const right = measures.neighboursRight(sounds);
    for (const genre of genres) {
      const own = measures.neighboursOf(sounds, genre);
      entry?.verdicts.push({ genre, text: own.join(' ') || 'all right', isReached: right >= 0.85 });
    }
    if (entry) Object.assign(entry, { title: `${entry.title}, ${shown(right * 100, 0)} % right` });
  }
  if (options.json) process.stdout.write(`${JSON.stringify({ seeds, table, cost, results })}\n`);
  else print(table, cost, seeds.length);
}

function print(
  table: readonly { title: string; goal: string; verdicts: readonly (Verdict & { genre: StyleId })[] }[],
  cost: ReturnType<typeof measureRooms>,
  seeds: number,
): void {
  const lines = [`The house band over ${seeds} seeds; the worst seed counts. Node ${process.version}, ${cpus().length} cores`];
  for (const { title, goal, verdicts } of table) {
    const reached = share(verdicts.map(({ isReached }) => isReached));
    lines.push('', `${reached === 1 ? 'reached' : 'MISSED '}  ${title} (${goal})`);
    for (const { genre, text, isReached } of verdicts) lines.push(`  ${isReached ? ' ' : '!'} ${genre.padEnd(14)} ${text}`);
  }
  const { roomSecondsPerCpuSecond: speed, megabytesPerRoom: weight } = cost;
  lines.push('', `${speed >= 20 ? 'reached' : 'MISSED '}  cost: ${shown(speed, 1)} room-seconds per CPU second, 8 mixed rooms (>= 20)`);
  lines.push(`${weight <= 4 ? 'reached' : 'MISSED '}  memory: ${shown(weight)} MB per further room (<= 4)`);
  process.stdout.write(`${lines.join('\n')}\n`);
}

if (options.rooms !== undefined) process.send?.(measureRooms(), () => process.disconnect());
else if (options.child)
  process.on('message', ({ row: name, genre, seed }: Job) => {
    process.send?.((ROWS[name] as Row).measure(genre, seed));
  });
else await bench();
