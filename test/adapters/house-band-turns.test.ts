// Turns of the form as the band writes and plays them: where they land, what they do to the parts, and that nothing else moves.
import { expect, test } from 'vitest';
import { type Band, barFramesOf } from '../../server/adapters/house-band/band.ts';
import { type ComposedBar, composeBar } from '../../server/adapters/house-band/composer.ts';
import { conduct } from '../../server/adapters/house-band/conductor.ts';
import { createCourse } from '../../server/adapters/house-band/course.ts';
import { placeOf } from '../../server/adapters/house-band/form.ts';
import type { ScoreEvent } from '../../server/adapters/house-band/score.ts';
import { STYLES } from '../../server/adapters/house-band/styles/catalogue.ts';
import { STYLE_IDS, type StyleId } from '../../server/adapters/house-band/styles/style.ts';
import { planTurn, shiftFor } from '../../server/adapters/house-band/turn.ts';
import type { BeatMark, Turn, TurnMark } from '../../server/ports/music-engine.ts';
import { TURNS } from '../../server/ports/music-engine.ts';
import { chroma, rms, toMono } from '../support/audio-analysis.ts';
import { createBand, HOME_BPM, intentOf, play } from '../support/band-measures.ts';

const SEED = 7;
const isOrchestral = (genre: StyleId) => STYLES[genre].kit === null || STYLES[genre].kit === 'orchestra';

/** The bars of a turn that begins at bar 20, in the middle of a chorus, and the one after it. */
function written(turn: Turn, genre: StyleId, density = 0.5): readonly ComposedBar[] {
  const { prompts, steering } = intentOf(genre, { density });
  const { bpm } = steering;
  const barFrames = barFramesOf(bpm);
  const direction = conduct(prompts, null);
  const plan = planTurn(turn, 20, barFrames);
  const turned = { shift: shiftFor(plan, 20, 0, 0), plan, isLeadIn: false };
  return Array.from({ length: plan.endsBar - 19 }, (_, index) =>
    composeBar(
      {
        seed: SEED,
        bar: 20 + index,
        origin: 0,
        bpm,
        barFrames,
        direction,
        density,
        scale: 'C_MAJOR_A_MINOR',
        muteBass: false,
        muteDrums: false,
        turned,
      },
      { voicing: null },
    ),
  );
}

const inBar = (bar: ComposedBar, isMeant: (event: ScoreEvent) => boolean) => bar.events.filter(isMeant);
const blows = (bars: readonly ComposedBar[], letters: string) =>
  bars.flatMap((bar) => inBar(bar, ({ drum }) => drum !== null && letters.includes(drum)));
const notes = (bars: readonly ComposedBar[], bus: string) => bars.flatMap((bar) => inBar(bar, (event) => event.bus === bus));

test.each([60, 80, 81, 120, 160, 161, 200])('at %i bpm a drop is heralded by whole bars of 3 s and more, at most 4', (bpm) => {
  const barFrames = barFramesOf(bpm);
  const { beginsBar, landsBar, endsBar } = planTurn('DROP', 5, barFrames);
  expect(beginsBar).toBe(5);
  expect((landsBar - beginsBar) * barFrames).toBeGreaterThanOrEqual(3 * 48_000);
  expect(landsBar - beginsBar).toBeLessThanOrEqual(4);
  expect(endsBar - landsBar).toBe(8);
});

test.each(TURNS)('%s: wherever it begins, the form goes on with the beginning of a section, no weaker and no further back', (turn) => {
  const strength = { intro: 0, break: 0, verse: 1, chorus: 2 };
  for (const origin of [0, 3]) {
    for (let bar = origin; bar < origin + 120; bar += 1) {
      const plan = planTurn(turn, bar, 96_000);
      const shift = shiftFor(plan, bar, origin, 0);
      const left = placeOf(bar, origin);
      const next = placeOf(plan.endsBar - shift, origin);
      const lifted = placeOf(plan.sectionBar - shift, origin);
      expect(next.isFirstOfSection).toBe(true);
      expect(strength[lifted.section]).toBeGreaterThanOrEqual(Math.max(1, strength[left.section]));
      expect(next.era).toBeGreaterThanOrEqual(left.era);
      expect(bar - shift).toBeGreaterThanOrEqual(origin);
      if (turn === 'BUILD' || turn === 'BREAKDOWN') expect(next.section).toBe('chorus');
    }
  }
});

test('the newest turn wins, one that runs makes way for another, and the same one plays on under its new name', () => {
  const course = createCourse(0);
  const line = (bar: number) => ({ bar, atFrame: bar * 96_000, barFrames: 96_000 });
  course.enter(8);
  course.ask('BUILD', 'a', line(9));
  const drop = course.ask('DROP', 'b', line(9));
  expect(drop).toEqual({ id: 'b', turn: 'DROP', beginsAtFrame: 9 * 96_000, landsAtFrame: 11 * 96_000, endsAtFrame: 19 * 96_000 });
  expect(course.ask('DROP', 'c', line(9))).toEqual({ ...drop, id: 'c' });
  for (let bar = 9; bar <= 12; bar += 1) course.enter(bar);
  expect(course.turned().plan?.turn).toBe('DROP');
  expect(course.ask('DROP', 'd', line(13))).toEqual({ ...drop, id: 'd' });
  course.ask('HALF_TIME', 'e', line(13));
  course.enter(13);
  expect(course.turned().plan).toMatchObject({ turn: 'HALF_TIME', beginsBar: 13, endsBar: 21 });
  for (let bar = 14; bar <= 20; bar += 1) course.enter(bar);
  // At the line where it ends, the same turn is a new one.
  expect(course.ask('HALF_TIME', 'f', line(21)).beginsAtFrame).toBe(21 * 96_000);
});

test.each(STYLE_IDS)('%s: a drop tightens, loses its bass and its kick, and lands with a crash and everybody', (genre) => {
  const bars = written('DROP', genre);
  const build = bars.filter(({ section }) => section === 'build');
  const drop = bars.filter(({ section }) => section === 'drop');
  expect(drop).toHaveLength(8);
  const half = barFramesOf(HOME_BPM[genre]) / 2;
  const last = build.at(-1) as ComposedBar;
  expect(notes([last], 'bass')).toEqual([]);
  expect(inBar(last, ({ drum, at }) => drum === 'K' && at >= half)).toEqual([]);
  const roll = isOrchestral(genre) ? 'M' : 'S';
  const early = inBar(last, ({ drum, at }) => drum === roll && at < half).length;
  expect(inBar(last, ({ drum, at }) => drum === roll && at >= half).length).toBeGreaterThanOrEqual(early * 1.5);
  const landing = drop[0] as ComposedBar;
  expect(inBar(landing, ({ drum, at }) => drum === 'Y' && at === 0)).toHaveLength(1);
  for (const bus of ['bass', 'lead', 'music']) expect(notes([landing], bus), bus).not.toEqual([]);
  if (!isOrchestral(genre)) expect(blows(drop, 'K').length).toBeGreaterThanOrEqual(8);
  // Also in a room that asked for next to nothing.
  const thin = written('DROP', genre, 0.1).filter(({ section }) => section === 'drop');
  expect(thin.flatMap(({ events }) => events).length).toBeGreaterThan(drop.flatMap(({ events }) => events).length * 0.9);
});

test.each(STYLE_IDS)('%s: a breakdown has no drums and no bass, then a roll, and the music comes back with both', (genre) => {
  const bars = written('BREAKDOWN', genre);
  expect(bars.map(({ section }) => section)).toEqual([...Array(6).fill('breakdown'), 'build', 'build', 'chorus']);
  const away = bars.slice(0, 8);
  expect(notes(away, 'bass')).toEqual([]);
  expect(blows(away, 'K')).toEqual([]);
  expect(notes(away.slice(0, 6), 'drums').map(({ drum, at }) => [drum, at])).toEqual(isOrchestral(genre) ? [] : [['Y', 0]]);
  expect(notes(away, 'music')).not.toEqual([]);
  expect(blows(away.slice(6), isOrchestral(genre) ? 'M' : 'S').length).toBeGreaterThan(20);
  const back = bars.slice(8);
  expect(blows(back, 'Y')).toHaveLength(1);
  expect(notes(back, 'bass')).not.toEqual([]);
});

test.each(STYLE_IDS)('%s: four bars of build, then a chorus', (genre) => {
  expect(written('BUILD', genre).map(({ section }) => section)).toEqual(['build', 'build', 'build', 'build', 'chorus']);
});

test.each(STYLE_IDS)('%s: half-time has half the backbeats, in the middle of its bars, and a slower bass', (genre) => {
  const bars = written('HALF_TIME', genre);
  const slow = bars.slice(0, 7);
  expect(slow.every(({ section }) => section === 'half-time')).toBe(true);
  const lifted = written('KEY_LIFT', genre).slice(0, 7);
  const isBackbeat = ({ drum, velocity }: ScoreEvent) => (drum === 'S' || drum === 'C') && velocity > 0.6;
  const count = (list: readonly ComposedBar[]) =>
    list.reduce((sum, bar) => sum + new Set(inBar(bar, isBackbeat).map(({ at }) => Math.round(at / 4_800))).size, 0);
  if (count(lifted) >= 6 && !isOrchestral(genre)) {
    expect(count(slow) / count(lifted)).toBeGreaterThan(0.35);
    expect(count(slow) / count(lifted)).toBeLessThan(0.65);
    const barFrames = barFramesOf(HOME_BPM[genre]);
    for (const { at } of slow.slice(0, 6).flatMap((bar) => inBar(bar, isBackbeat))) expect(at).toBeGreaterThan(barFrames / 8);
  }
  expect(notes(slow, 'bass').length).toBeLessThanOrEqual(notes(lifted, 'bass').length);
  expect(notes(slow, 'bass')).not.toEqual([]);
});

/** Plays from bar `startBar` on and asks for a turn after `askAtS`. */
function playTurn(
  genre: StyleId,
  turn: Turn,
  seconds: number,
  { startBar = 10, askAtS = 1.3, steering = {}, also = (_: Band) => {} } = {},
) {
  const played: ScoreEvent[] = [];
  const band = createBand({ seed: SEED, startBar, intent: intentOf(genre, steering), onPlayed: (event) => played.push(event) });
  const before = play(band, askAtS);
  const mark = band.turn(turn, 'x');
  also(band);
  const after = play(band, seconds - askAtS);
  const pcm = Int16Array.from([...before.pcm, ...after.pcm]);
  return { pcm, mono: toMono(pcm), beats: [...before.beats, ...after.beats], mark, played };
}

const beatAt = (beats: readonly BeatMark[], frame: number) => beats.find(({ atFrame }) => atFrame === frame);

test.each(['house', 'orchestral'] as const)('%s: a drop lands on its bar line, louder than its build began', (genre) => {
  const { mono, beats, mark } = playTurn(genre, 'DROP', 13);
  expect(beatAt(beats, mark.beginsAtFrame)).toMatchObject({ beat: 0, section: 'build' });
  expect(beatAt(beats, mark.landsAtFrame)).toMatchObject({ beat: 0, section: 'drop' });
  const barFrames = barFramesOf(HOME_BPM[genre]);
  const level = (from: number) => 20 * Math.log10(rms(mono.subarray(from, from + barFrames)));
  expect(level(mark.landsAtFrame)).toBeGreaterThan(level(mark.beginsAtFrame) + 2);
  expect(level(mark.landsAtFrame)).toBeGreaterThan(level(mark.beginsAtFrame - barFrames));
});

test('a new tempo waits for the landing, mutes and words do not, and the promised frames hold', () => {
  const { prompts } = intentOf('techno');
  const { beats, mark, played } = playTurn('house', 'DROP', 12, {
    also: (band) => band.steer({ prompts, steering: { ...intentOf('house').steering, bpm: 150, muteDrums: true, revision: 2 } }),
  });
  expect(beatAt(beats, mark.landsAtFrame)).toMatchObject({ beat: 0, section: 'drop', bpm: 150, revision: 2 });
  expect(beats.filter(({ atFrame }) => atFrame < mark.landsAtFrame).every(({ bpm, revision }) => bpm === 123 && revision === 1)).toBe(true);
  const bars = beats.filter(({ beat }) => beat === 0);
  bars.slice(1).forEach(({ atFrame }, index) => {
    const bar = bars[index] as BeatMark;
    expect(atFrame - bar.atFrame).toBe(barFramesOf(bar.bpm));
  });
  expect(beats.map(({ beat }) => beat)).toEqual(beats.map((_, index) => index % 4));
  expect(played.some(({ bus, at }) => bus === 'drums' && at >= mark.beginsAtFrame)).toBe(false);
  const early = played.filter(({ bus, at }) => bus === 'bass' && at >= mark.beginsAtFrame && at < mark.landsAtFrame);
  expect(new Set(early.map(({ sound }) => sound))).toEqual(new Set([STYLES.techno.bass.sound]));
});

test('a key lift is heard two semitones higher for 16 bars, and then no more', () => {
  const steering = { bpm: 200, scale: 'C_MAJOR_A_MINOR', muteDrums: true } as const;
  const options = { startBar: 7, askAtS: 0.4, steering };
  const { mono, beats, mark } = playTurn('synthwave', 'KEY_LIFT', 22, options);
  const plain = toMono(play(createBand({ seed: SEED, startBar: 7, intent: intentOf('synthwave', steering) }), 8.8).pcm);
  const [from, to] = [mark.landsAtFrame, mark.landsAtFrame + 6 * barFramesOf(200)];
  const [lifted, own] = [chroma(mono.subarray(from, to)), chroma(plain.subarray(from, to))];
  const likeness = (semitones: number) => own.reduce((sum, value, pitch) => sum + value * (lifted[(pitch + semitones) % 12] as number), 0);
  const best = Array.from({ length: 12 }, (_, semitones) => likeness(semitones));
  expect(best.indexOf(Math.max(...best))).toBe(2);
  expect(mark.endsAtFrame - mark.landsAtFrame).toBe(16 * barFramesOf(200));
  expect(beatAt(beats, mark.endsAtFrame)?.beat).toBe(0);
  const rootsOf = (list: readonly BeatMark[]) => new Set(list.map(({ chord }) => chord.replace(/[^A-G#b].*/, '')));
  const inC = new Set(['C', 'D', 'E', 'F', 'G', 'A', 'B']);
  const inD = new Set(['D', 'E', 'F#', 'G', 'A', 'B', 'C#']);
  const within = (low: number, high: number) => beats.filter(({ atFrame }) => atFrame >= low && atFrame < high);
  for (const root of rootsOf(within(mark.landsAtFrame, mark.endsAtFrame))) expect(inD).toContain(root);
  for (const root of rootsOf(within(mark.endsAtFrame, Number.POSITIVE_INFINITY))) expect(inC).toContain(root);
});

test('a turn that lands at once is led into by a fill when there is time, and only then', () => {
  const toms = (askAtBeat: number) => {
    const played: ScoreEvent[] = [];
    const barFrames = barFramesOf(HOME_BPM.afrobeat);
    const band = createBand({ seed: SEED, startBar: 9, intent: intentOf('afrobeat'), onPlayed: (event) => played.push(event) });
    play(band, Math.floor((askAtBeat * barFrames) / 4 / 4_800) / 10);
    band.turn('KEY_LIFT', 'x');
    play(band, 3);
    return played.filter(({ drum, at }) => drum === 'T' && at < barFrames).length;
  };
  expect(toms(1)).toBeGreaterThan(toms(3));
});

test('the same turns at the same frames give the same samples, whatever the size of the blocks', () => {
  const run = (blockFrames: number) => {
    const band = createBand({ seed: SEED, startBar: 12, intent: intentOf('funk', { bpm: 180 }) });
    const pcm = new Int16Array(6 * 48_000 * 2);
    const marks: TurnMark[] = [];
    for (let frame = 0; frame < pcm.length / 2; frame += blockFrames) {
      if (frame === 48_000) marks.push(band.turn('HALF_TIME', 'a'));
      if (frame === 144_000) marks.push(band.turn('DROP', 'b'));
      band.render(pcm.subarray(frame * 2, (frame + blockFrames) * 2));
    }
    return { pcm, marks };
  };
  const once = run(4_800);
  const again = run(960);
  expect(Buffer.compare(Buffer.from(again.pcm.buffer), Buffer.from(once.pcm.buffer))).toBe(0);
  expect(again.marks).toEqual(once.marks);
  expect(once.marks.map(({ turn }) => turn)).toEqual(['HALF_TIME', 'DROP']);
});

test('another style in the middle of a build takes over within it, and the chorus comes where it was promised', () => {
  const band = createBand({ seed: SEED, startBar: 10, intent: intentOf('house', { bpm: 200 }) });
  const first = play(band, 1);
  const mark = band.turn('BUILD', 'x');
  const early = play(band, 2);
  band.steer(intentOf('funk', { bpm: 200, revision: 2 }));
  const late = play(band, 5);
  const beats = [...first.beats, ...early.beats, ...late.beats];
  const within = beats.filter(({ atFrame }) => atFrame >= mark.beginsAtFrame && atFrame < mark.landsAtFrame);
  expect(within.map(({ section }) => section)).toEqual(Array(16).fill('build'));
  expect(new Set(within.map(({ revision }) => revision))).toEqual(new Set([1, 2]));
  expect(beatAt(beats, mark.landsAtFrame)).toMatchObject({ beat: 0, section: 'chorus' });
});
