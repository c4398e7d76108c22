// Turns of the form as they are asked of a model that knows no bars: the arithmetic bar by bar, and that the sound really follows.
import { afterEach, describe, expect, it, test } from 'vitest';
import { createTurnSteering, isTurnPrompt, planTurn, shaped } from '../../server/adapters/gemini/turn-steering.ts';
import type { MusicIntent, Turn } from '../../server/ports/music-engine.ts';
import { createLyriaRig, INTENT, type LyriaRig, STEERING } from '../support/lyria-rig.ts';

const BAR = 96_000;
const BEGIN = 1_000_000;
const own: MusicIntent = { ...INTENT, steering: { ...STEERING, density: 0.4, brightness: 0.5 } };

/** Bar by bar from one before its begin to one after its end: section, density, brightness, mutes, added words. */
function bars(turn: Turn, intent = own, barFrames = BAR) {
  const turns = createTurnSteering();
  const mark = turns.ask(turn, 'id', { nowFrame: 0, barLine: BEGIN, barFrames });
  const count = Math.round(((mark?.endsAtFrame ?? 0) - BEGIN) / barFrames);
  return Array.from({ length: count + 2 }, (_, at) => {
    const frame = BEGIN + (at - 1) * barFrames;
    const { steering, prompts } = turns.shape(intent, frame);
    const { density, brightness, muteBass, muteDrums } = steering;
    const words = prompts.slice(intent.prompts.length).map(({ text }) => text);
    const round = (value: number) => Math.round(value * 100) / 100;
    return [turns.sectionAt(frame), round(density), round(brightness), muteBass && muteDrums, ...words].join(' ');
  });
}
const PLAIN = ' 0.4 0.5 false';
const times = (count: number, text: string) => Array.from({ length: count }, () => text);

describe('bar by bar', () => {
  it.each<[Turn, readonly string[]]>([
    ['DROP', ['build 0.7 0.68 false build-up, riser', 'build 1 0.85 false build-up, riser', ...times(8, 'drop 1 0.85 false big drop')]],
    ['BREAKDOWN', [...times(6, 'breakdown 0.2 0.5 true'), 'build 0.7 0.68 true build-up, riser', 'build 1 0.85 true build-up, riser']],
    ['BUILD', [0.55, 0.7, 0.85, 1].map((density, at) => `build ${density} ${[0.59, 0.68, 0.76, 0.85][at]} false build-up, riser`)],
    ['HALF_TIME', times(8, 'half-time 0.4 0.5 false half-time drums')],
  ])('%s', (turn, expected) => {
    expect(bars(turn)).toEqual([PLAIN, ...expected, PLAIN]);
  });

  it('a drop is never below what plays, and what the host has muted stays muted', () => {
    const loud = { ...own, steering: { ...own.steering, density: 1, brightness: 0.95, muteBass: true, muteDrums: true } };
    expect(new Set(bars('DROP', loud))).toEqual(
      new Set([' 1 0.95 true', 'build 1 0.95 true build-up, riser', 'drop 1 0.95 true big drop']),
    );
    expect(bars('BREAKDOWN', { ...own, steering: { ...own.steering, density: 0.1 } })[1]).toBe('breakdown 0.1 0.5 true');
  });

  it.each([
    [60, 2],
    [120, 2],
    [161, 3],
    [200, 3],
  ])('at %i bpm the build of a drop has %i bars, 3 s at least', (bpm, builds) => {
    const barFrames = (240 / bpm) * 48_000;
    const mark = planTurn('DROP', BEGIN, barFrames);
    expect(mark?.landsAtFrame).toBe(Math.round(BEGIN + builds * barFrames));
    expect((mark?.landsAtFrame ?? 0) - BEGIN).toBeGreaterThanOrEqual(3 * 48_000);
    expect(bars('DROP', own, barFrames).filter((bar) => bar.startsWith('build'))).toHaveLength(builds);
  });

  it('outside a turn the very intent is asked for', () => {
    const plan = planTurn('BUILD', BEGIN, BAR);
    if (plan === null) throw new Error('no plan');
    expect(shaped(own, plan, BEGIN - 1)).toBe(own);
    expect(shaped(own, plan, plan.endsAtFrame)).toBe(own);
    expect(shaped(own, plan, plan.endsAtFrame - 1)).not.toBe(own);
  });
});

describe('asking', () => {
  const at = (nowFrame: number, barLine: number) => ({ nowFrame, barLine, barFrames: BAR });

  it('for the same again plays on under the new id; another one takes its place', () => {
    const turns = createTurnSteering();
    const first = turns.ask('HALF_TIME', 'a', at(0, BEGIN));
    expect(turns.ask('HALF_TIME', 'b', at(BEGIN, BEGIN + BAR))).toEqual({ ...first, id: 'b' });
    expect(turns.ask('DROP', 'c', at(BEGIN, BEGIN + BAR))).toMatchObject({ id: 'c', beginsAtFrame: BEGIN + BAR });
    const over = first?.endsAtFrame ?? 0;
    expect(turns.ask('DROP', 'd', at(over + 9 * BAR, over + 10 * BAR))).toMatchObject({ beginsAtFrame: over + 10 * BAR });
  });

  it('for a key lift is answered by nothing, and what plays plays on', () => {
    const turns = createTurnSteering();
    expect(turns.ask('KEY_LIFT', 'a', at(0, BEGIN))).toBeNull();
    turns.ask('HALF_TIME', 'b', at(0, BEGIN));
    expect(turns.ask('KEY_LIFT', 'c', at(BEGIN, BEGIN + BAR))).toBeNull();
    expect(turns.sectionAt(BEGIN)).toBe('half-time');
  });

  it('adds words that are known for its own', () => {
    for (const turn of ['DROP', 'BREAKDOWN', 'BUILD', 'HALF_TIME'] as const) {
      const plan = planTurn(turn, BEGIN, BAR);
      for (const { prompt } of plan?.stretches ?? []) if (prompt) expect(isTurnPrompt(prompt.text.toUpperCase())).toBe(true);
    }
    expect(isTurnPrompt('deep house')).toBe(false);
  });
});

describe('in the sound', () => {
  const rigs: LyriaRig[] = [];
  afterEach(async () => {
    for (const rig of rigs.splice(0)) await rig.close();
  });
  async function lyriaRoom(settings: Parameters<typeof createLyriaRig>[0] = {}) {
    const rig = await createLyriaRig({ rate: 1, ...settings });
    rigs.push(rig);
    const { ear, engine } = rig.room(own);
    await rig.clock.advance(20_000);
    expect(ear.blocks.at(-1)?.from).toBe(0);
    /** What the blocks that begin in `[from, to)` were made from. */
    const madeFrom = (from: number, to: number) =>
      ear.blocks.flatMap(({ startFrame, mark }) => {
        const made = startFrame >= from && startFrame < to && mark ? rig.google.peers[mark.connection]?.made.get(mark.revision) : undefined;
        return made === undefined ? [] : [made];
      });
    return { rig, ear, engine, madeFrom };
  }
  /** A chunk, by which the sound may be before or behind. */
  const CHUNK = 2 * 48_000;

  test('a drop builds, lands full, and goes back to the room’s own music', async () => {
    const { rig, ear, engine, madeFrom } = await lyriaRoom();
    const askedAt = ear.blocks.at(-1)?.startFrame ?? 0;
    engine.turn('DROP', 'vote');
    await rig.clock.advance(40_000);
    const [mark] = ear.turns;
    if (mark === undefined) throw new Error('no mark');
    expect(ear.turns).toHaveLength(1);
    expect(mark).toMatchObject({ id: 'vote', turn: 'DROP' });
    expect((mark.beginsAtFrame - askedAt) / 48_000).toBeLessThan(12);
    const lines = ear.beats.filter(({ beat }) => beat === 0).map(({ atFrame }) => atFrame);
    for (const frame of [mark.beginsAtFrame, mark.landsAtFrame, mark.endsAtFrame]) expect(lines).toContain(frame);

    const before = madeFrom(0, mark.beginsAtFrame - CHUNK);
    expect(before.every(({ config }) => config.density === 0.4)).toBe(true);
    const build = madeFrom(mark.beginsAtFrame + CHUNK, mark.landsAtFrame - CHUNK / 2);
    expect(build.length).toBeGreaterThan(0);
    expect(build.every(({ config }) => Number(config.density) > 0.4)).toBe(true);
    const drop = madeFrom(mark.landsAtFrame + CHUNK, mark.endsAtFrame - CHUNK);
    expect(drop.length).toBeGreaterThan(80);
    expect(drop.every(({ config, prompts }) => config.density === 1 && prompts.some(({ text }) => text === 'big drop'))).toBe(true);
    expect(drop.every(({ prompts }) => prompts.some(({ text }) => text === 'deep house'))).toBe(true);
    const after = madeFrom(mark.endsAtFrame + 3 * CHUNK, Number.POSITIVE_INFINITY);
    expect(after.length).toBeGreaterThan(0);
    expect(after.every(({ config, prompts }) => config.density === 0.4 && prompts.length === 1)).toBe(true);

    const sectionAt = (frame: number) => ear.beats.find(({ atFrame }) => atFrame === frame)?.section;
    expect([mark.beginsAtFrame, mark.landsAtFrame, mark.endsAtFrame].map(sectionAt)).toEqual(['build', 'drop', '']);
    expect(new Set(ear.blocks.slice(-200).map(({ from }) => from))).toEqual(new Set([0]));
  });

  test('a breakdown mutes bass and drums, also when the room is steered meanwhile', async () => {
    const { rig, ear, engine, madeFrom } = await lyriaRoom();
    engine.turn('BREAKDOWN', 'vote');
    await rig.clock.advance(10_000);
    engine.steer({ ...own, steering: { ...own.steering, brightness: 0.9, revision: 2 } });
    await rig.clock.advance(30_000);
    const [mark] = ear.turns;
    if (mark === undefined) throw new Error('no mark');
    const during = madeFrom(mark.beginsAtFrame + CHUNK, mark.endsAtFrame - CHUNK);
    expect(during.length).toBeGreaterThan(80);
    expect(during.every(({ config }) => config.muteBass === true && config.muteDrums === true)).toBe(true);
    expect(during.at(-1)?.config.brightness).toBe(0.9);
    expect(madeFrom(mark.endsAtFrame + 2 * CHUNK, Number.POSITIVE_INFINITY).at(-1)?.config).toMatchObject({
      muteDrums: false,
      brightness: 0.9,
    });
    expect(ear.blocks.at(-1)?.revision).toBe(2);
  });

  test('a key lift is not played, and no mark says that it is', async () => {
    const { rig, ear, engine } = await lyriaRoom();
    const frames = () => rig.google.peers[0]?.frames.length;
    const before = frames();
    engine.turn('KEY_LIFT', 'vote');
    await rig.clock.advance(20_000);
    expect(ear.turns).toEqual([]);
    expect(frames()).toBe(before);
  });

  test('a turn whose words are refused is played without them, and nobody is told that a wish was', async () => {
    const { rig, ear, engine, madeFrom } = await lyriaRoom({ filter: (text) => (text === 'big drop' ? 'blocked' : null) });
    engine.turn('DROP', 'vote');
    await rig.clock.advance(40_000);
    const [mark] = ear.turns;
    if (mark === undefined) throw new Error('no mark');
    expect(ear.refusals).toEqual([]);
    const drop = madeFrom(mark.landsAtFrame + CHUNK, mark.endsAtFrame - CHUNK);
    expect(drop.every(({ config, prompts }) => config.density === 1 && prompts.length > 0)).toBe(true);
  });

  test('Lyria that breaks off in a turn leaves the band to play the room’s own music, and comes back with it', async () => {
    const { rig, ear, engine, madeFrom } = await lyriaRoom({
      visit: (connection) => (connection === 0 ? { acts: [{ afterMs: 27_000, act: { kind: 'DROP' } }] } : {}),
    });
    engine.turn('BREAKDOWN', 'vote');
    while (ear.blocks.at(-1)?.from !== 'BAND') await rig.clock.advance(100);
    await rig.clock.advance(1_000);
    const [mark] = ear.turns;
    expect(ear.blocks.at(-1)?.startFrame).toBeLessThan((mark?.endsAtFrame ?? 0) - 4 * CHUNK);
    // The session that follows was begun within the turn, and has been told that it is over.
    const told = rig.google.peers[1]?.frames.filter((frame) => frame.includes('muteDrums')).map((frame) => JSON.parse(frame));
    expect(told?.at(-1)?.musicGenerationConfig).toMatchObject({ muteDrums: false, density: 0.4 });
    await rig.clock.advance(40_000);
    const band = rig.bands.all.at(-1);
    expect(band?.intents.at(-1)).toBe(own);
    expect(ear.blocks.some(({ from }) => from === 'BAND')).toBe(true);
    expect(ear.blocks.at(-1)?.from).toBe(1);
    expect(madeFrom(0, Number.POSITIVE_INFINITY).at(-1)?.config).toMatchObject({ muteDrums: false, density: 0.4 });
  });
});
