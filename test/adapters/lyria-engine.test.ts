// Lyria RealTime as a room hears it: whatever becomes of the service, there is sound without a gap, at most one fade at a time, and a
// state that says who plays and why.
import { afterEach, expect, test, vi } from 'vitest';
import type { MusicIntent, Turn } from '../../server/ports/music-engine.ts';
import { createFakeEngines } from '../support/fake-engine.ts';
import { markedAudio } from '../support/fake-google/audio-marks.ts';
import type { Act, FakeGoogleSettings, Visit } from '../support/fake-google/settings.ts';
import { createLyriaRig, type Ear, INTENT, KEY, type LyriaRig, STEERING, stretches } from '../support/lyria-rig.ts';

const rigs: LyriaRig[] = [];
afterEach(async () => {
  for (const rig of rigs.splice(0)) await rig.close();
  vi.restoreAllMocks();
});

async function rigOf(...args: Parameters<typeof createLyriaRig>): Promise<LyriaRig> {
  const rig = await createLyriaRig(...args);
  rigs.push(rig);
  return rig;
}

/** Real time exactly, so that only what a test asks for goes wrong. */
const STEADY: Partial<FakeGoogleSettings> = { rate: 1 };
const first =
  (acts: Visit['acts']) =>
  (connection: number): Visit =>
    connection === 0 && acts ? { acts } : {};

function expectNoHole({ blocks }: Ear): void {
  expect(blocks.map(({ startFrame }) => startFrame)).toEqual(blocks.map((_, index) => index * 4_800));
  expect(blocks.filter(({ silentMs }) => silentMs > 5)).toEqual([]);
}

/** Who played, mixtures left out. */
const players = (ear: Ear) => stretches(ear).flatMap(({ from }) => (from === 'MIXED' ? [] : [from]));

function intent(change: Partial<MusicIntent['steering']>, prompts = INTENT.prompts): MusicIntent {
  return { prompts, steering: { ...STEERING, ...change } };
}

/** Every configuration that was sent to a connection. */
function configs(rig: LyriaRig, connection: number): Record<string, unknown>[] {
  return (rig.google.peers[connection]?.frames ?? []).flatMap((frame) => {
    const { musicGenerationConfig } = JSON.parse(frame);
    return musicGenerationConfig === undefined ? [] : [musicGenerationConfig];
  });
}

function mixes(rig: LyriaRig, connection: number): { text: string; weight: number }[][] {
  return (rig.google.peers[connection]?.frames ?? []).flatMap((frame) => {
    const { clientContent } = JSON.parse(frame);
    return clientContent === undefined ? [] : [clientContent.weightedPrompts];
  });
}

test('the house band plays from the first moment, and Lyria takes over on a bar line', async () => {
  const rig = await rigOf(STEADY);
  const { ear } = rig.room();
  await rig.clock.advance(20_000);
  expectNoHole(ear);
  expect(players(ear)).toEqual(['BAND', 0]);
  expect(ear.states.map(({ health, plays, reason }) => [health, plays, reason])).toEqual([
    ['PLAYING', 'HOUSE_BAND', 'Lyria is getting ready; the house band plays until then.'],
    ['PLAYING', 'LYRIA', null],
  ]);
  // A beat each half second, across the seam as before it.
  expect(ear.beats.map(({ atFrame }) => atFrame)).toEqual(ear.beats.map((_, index) => index * 24_000));
  expect(ear.beats.map(({ bar, beat }) => bar * 4 + beat)).toEqual(ear.beats.map((_, index) => index));
});

test('a rejected key is tried once for all rooms; the band plays on, and the sentence tells nothing of the key', async () => {
  const rig = await rigOf({ acceptsKey: () => false });
  const { ear } = rig.room();
  await rig.clock.advance(2_000);
  expect(ear.states.at(-1)).toMatchObject({ health: 'DEGRADED', plays: 'HOUSE_BAND', reason: expect.stringContaining('does not accept') });
  const other = rig.room().ear;
  await rig.clock.advance(30_000);
  expect(rig.google.knocks).toBe(1);
  expectNoHole(ear);
  expect(other.states.at(-1)).toMatchObject({ plays: 'HOUSE_BAND', reason: expect.stringContaining('does not accept') });
  expect(JSON.stringify([ear.states, other.states])).not.toContain(KEY);
});

test.each<Act>([{ kind: 'DROP' }, ...[1000, 1001, 1011, 1012, 1013].map((code) => ({ kind: 'CLOSE', code, reason: 'gone' }) as const)])(
  'after $kind $code in mid-stream the band bridges once, and the next session begins with the same prompts and configuration',
  async (act) => {
    const rig = await rigOf({ ...STEADY, visit: first([{ afterMs: 20_000, act }]) });
    const { ear } = rig.room();
    await rig.clock.advance(50_000);
    expectNoHole(ear);
    expect(players(ear)).toEqual(['BAND', 0, 'BAND', 1]);
    expect(rig.google.peers[1]?.frames).toEqual(rig.google.peers[0]?.frames);
    expect(ear.states.map(({ plays }) => plays)).toEqual(['HOUSE_BAND', 'LYRIA', 'HOUSE_BAND', 'LYRIA']);
  },
);

test('a session is followed before its limit, from deck to deck, and the server never has to end one', async () => {
  const rig = await rigOf({ ...STEADY, sessionLimitMs: 60_000 }, { limits: { spareOpensMs: 42_000, sparePlaysMs: 45_000 } });
  const { ear } = rig.room();
  await rig.clock.advance(200_000);
  expectNoHole(ear);
  expect(players(ear)).toEqual(['BAND', 0, 1, 2, 3, 4]);
  expect(ear.states).toHaveLength(2);
});

test('ten sessions that end without a word after 12 s each leave no hole, and Lyria comes back', async () => {
  const end: Visit = { acts: [{ afterMs: 12_000, act: { kind: 'CLOSE', code: 1011, reason: '' } }] };
  const rig = await rigOf({ ...STEADY, visit: (connection) => (connection < 10 ? end : {}) });
  const { ear } = rig.room();
  await rig.clock.advance(400_000);
  expectNoHole(ear);
  expect(players(ear).filter((from) => from === 'BAND').length).toBeLessThanOrEqual(11);
  expect(players(ear).at(-1)).toBe(10);
});

test.each<[string, Partial<FakeGoogleSettings>]>([
  [
    '0.77x for a minute',
    {
      visit: first([
        { afterMs: 20_000, act: { kind: 'RATE', rate: 0.77 } },
        { afterMs: 80_000, act: { kind: 'RATE', rate: 1 } },
      ]),
    },
  ],
  ['a stall of 17 s', { visit: first([{ afterMs: 20_000, act: { kind: 'STALL', ms: 17_000 } }]) }],
  ['a first sound after 10.9 s', { startLatencyMs: 10_900 }],
  ['a peer gone deaf', { visit: first([{ afterMs: 20_000, act: { kind: 'DEAF' } }]) }],
  ['a garbled frame', { visit: first([{ afterMs: 20_000, act: { kind: 'SEND', data: '{' } }]) }],
])('%s makes no hole, and Lyria plays in the end', async (_, settings) => {
  const rig = await rigOf({ ...STEADY, ...settings });
  const { ear } = rig.room();
  await rig.clock.advance(100_000);
  expectNoHole(ear);
  expect(players(ear).filter((from) => from === 'BAND').length).toBeLessThanOrEqual(2);
  expect(ear.states.at(-1)).toMatchObject({ health: 'PLAYING', plays: 'LYRIA', reason: null });
});

test('density is steered in place with whole configurations; tempo and scale get a session of their own, once they stand still', async () => {
  const rig = await rigOf(STEADY);
  const { ear, engine } = rig.room();
  await rig.clock.advance(15_000);
  engine.steer(intent({ density: 0.9, revision: 2 }));
  await rig.clock.advance(2_000);
  expect(rig.google.knocks).toBe(1);
  for (let step = 0; step < 4; step += 1) {
    engine.steer(intent({ density: 0.9, bpm: 124 + 4 * step, revision: 3 + step }));
    await rig.clock.advance(2_000);
  }
  expect(rig.google.knocks).toBe(1);
  await rig.clock.advance(30_000);
  expect(rig.google.knocks).toBe(2);
  for (const config of configs(rig, 0)) expect(Object.keys(config)).toHaveLength(7);
  expect(new Set(configs(rig, 0).map(({ bpm }) => bpm))).toEqual(new Set([120]));
  expect(configs(rig, 1)).toEqual([expect.objectContaining({ bpm: 136, density: 0.9 })]);
  expect(rig.google.peers.flatMap(({ frames }) => frames).join()).not.toContain('RESET_CONTEXT');
  expectNoHole(ear);
  expect(players(ear)).toEqual(['BAND', 0, 1]);
  expect(ear.beats.at(-1)?.bpm).toBe(136);
  expect(ear.blocks.at(-1)?.revision).toBe(6);
  // Density had landed; the tempo had not, so none of its revisions was said to be heard from the first session.
  expect(Math.max(...ear.blocks.filter(({ from }) => from === 0).map(({ revision }) => revision))).toBe(2);
});

test('a tempo that changes while the first session gets ready makes it begin afresh, so that Lyria is never heard in the old one', async () => {
  const rig = await rigOf(STEADY);
  const { ear, engine } = rig.room();
  await rig.clock.advance(1_000);
  engine.steer(intent({ bpm: 150, revision: 2 }));
  await rig.clock.advance(2_200);
  // Chunks that were on their way when the session began afresh.
  const data = Buffer.from(markedAudio({ connection: 0, revision: 99, context: 0, frame: 0 }, 96_000).buffer).toString('base64');
  const late = { data, mimeType: 'audio/l16', sourceMetadata: { musicGenerationConfig: { bpm: 120 } } };
  rig.google.peers[0]?.act({ kind: 'SEND', data: JSON.stringify({ serverContent: { audioChunks: [late, late, late] } }) });
  await rig.clock.advance(25_000);
  expect(rig.google.knocks).toBe(1);
  expect(rig.google.peers[0]?.frames.slice(-4).map((frame) => Object.values(JSON.parse(frame))[0])).toEqual([
    'STOP',
    expect.objectContaining({ bpm: 150 }),
    expect.anything(),
    'PLAY',
  ]);
  expect(players(ear)).toEqual(['BAND', 0]);
  const heard = ear.blocks.flatMap(({ mark }) => (mark ? [rig.google.peers[0]?.made.get(mark.revision)?.config.bpm] : []));
  expect(new Set(heard)).toEqual(new Set([150]));
  expect(ear.blocks.filter(({ mark }) => mark?.revision === 99)).toEqual([]);
  expectNoHole(ear);
});

test('a context is reset with a new session and a fade, not with a cut', async () => {
  const rig = await rigOf(STEADY);
  const { ear, engine } = rig.room();
  await rig.clock.advance(20_000);
  engine.resetContext?.();
  await rig.clock.advance(20_000);
  expectNoHole(ear);
  expect(players(ear)).toEqual(['BAND', 0, 1]);
});

test('a turn is played by the band while it stands in, on frames of the room, and Lyria waits until it has ended', async () => {
  const rig = await rigOf({ ...STEADY, visit: first([{ afterMs: 20_000, act: { kind: 'DROP' } }]) });
  const { ear, engine } = rig.room();
  await rig.clock.advance(15_000);
  engine.turn('KEY_LIFT', 'not of Lyria');
  await rig.clock.advance(12_000);
  expect(players(ear)).toEqual(['BAND', 0, 'BAND']);
  engine.turn('BREAKDOWN', 'heard');
  expect(() => engine.turn('FANFARE' as Turn, 'none')).toThrow('no such turn');
  await rig.clock.advance(30_000);
  expect(ear.turns.map(({ id }) => id)).toEqual(['heard']);
  const [mark] = ear.turns;
  const bars = ear.beats.filter(({ beat }) => beat === 0).map(({ atFrame }) => atFrame);
  expect(bars).toContain(mark?.beginsAtFrame);
  expect(bars).toContain(mark?.endsAtFrame);
  expect(stretches(ear).find(({ from }) => from === 1)?.atMs).toBeGreaterThan((mark?.endsAtFrame ?? 0) / 48);
  expectNoHole(ear);
});

test('what the service would refuse never leaves: too many prompts, weights of 0, values out of range', async () => {
  const rig = await rigOf(STEADY);
  const controls = { guidance: 99, temperature: -1, topK: 2.5, seed: 2 ** 40, onlyBassAndDrums: true, mode: 'DIVERSITY' } as const;
  const { engine } = rig.room({ ...INTENT, controls });
  const texts = ['a', 'b', 'c', 'd', 'e', 'f'];
  await rig.clock.advance(15_000);
  engine.steer(intent({ revision: 2 }, [...texts.map((text, index) => ({ text, weight: index / 10 })), { text: 'g', weight: 1e-9 }]));
  await rig.clock.advance(10_000);
  for (const density of [Number.NaN, 7]) expect(() => engine.steer(intent({ density, revision: 3 }))).toThrow('density');
  await rig.clock.advance(2_000);
  expect(rig.google.peers.map(({ isOpen }) => isOpen)).toEqual([true]);
  expect(configs(rig, 0)[0]).toMatchObject({ guidance: 6, temperature: 0, topK: 3, seed: 2_147_483_647, onlyBassAndDrums: true });
  for (const mix of mixes(rig, 0)) expect(mix.length).toBeLessThanOrEqual(4);
  expect(
    mixes(rig, 0)
      .at(-1)
      ?.map(({ text }) => text),
  ).toEqual(['f', 'e', 'd', 'c']);
});

test('old prompts fade out while new ones rise', async () => {
  const rig = await rigOf(STEADY);
  const { engine } = rig.room();
  await rig.clock.advance(15_000);
  engine.steer(intent({ revision: 2 }, [{ text: 'dub techno', weight: 1 }]));
  await rig.clock.advance(5_000);
  const weightsOf = (wanted: string) => mixes(rig, 0).map((mix) => mix.find(({ text }) => text === wanted)?.weight ?? 0);
  expect(weightsOf('deep house')).toEqual([1, 0.667, 0.334, 0]);
  expect(weightsOf('dub techno')).toEqual([0, 0.333, 0.667, 1]);
});

test('a storm of 200 changes in a second sends two of them, and the last one wins', async () => {
  const rig = await rigOf(STEADY);
  const { ear, engine } = rig.room();
  await rig.clock.advance(15_000);
  const before = configs(rig, 0).length;
  for (let change = 1; change <= 200; change += 1) {
    engine.steer(intent({ density: change / 200, revision: 1 + change }));
    await rig.clock.advance(5);
  }
  await rig.clock.advance(200);
  expect(configs(rig, 0).slice(before)).toHaveLength(2);
  expect(configs(rig, 0).at(-1)).toMatchObject({ density: 1 });
  await rig.clock.advance(8_000);
  expect(ear.blocks.at(-1)?.revision).toBe(201);
});

test('a filtered prompt is told once and left out from then on, in this session and in the next; the others play on', async () => {
  const rig = await rigOf({
    ...STEADY,
    filter: (text) => (text === 'a famous name' ? 'blocked' : null),
    visit: first([{ afterMs: 30_000, act: { kind: 'DROP' } }]),
  });
  const mixture = [
    { text: 'a famous name', weight: 0.5 },
    { text: 'deep house', weight: 0.5 },
  ];
  const { ear, engine } = rig.room(intent({}, mixture));
  await rig.clock.advance(25_000);
  engine.steer(intent({ density: 0.6, revision: 2 }, mixture));
  await rig.clock.advance(40_000);
  expect(ear.refusals).toEqual(['a famous name']);
  expect(
    mixes(rig, 0)
      .at(-1)
      ?.map(({ text }) => text),
  ).toEqual(['deep house']);
  expect(mixes(rig, 1).map((mix) => mix.map(({ text }) => text))).toEqual([['deep house']]);
  expectNoHole(ear);
  expect(ear.blocks.at(-1)).toMatchObject({ from: 1, revision: 2 });
});

test('when every prompt has been refused, something harmless plays', async () => {
  const rig = await rigOf({ ...STEADY, filter: (text) => (text === 'deep house' ? 'blocked' : null) });
  const { ear, engine } = rig.room(intent({}, [{ text: 'jazz', weight: 1 }]));
  await rig.clock.advance(15_000);
  engine.steer(intent({ revision: 2 }, [{ text: 'deep house', weight: 1 }]));
  await rig.clock.advance(6_000);
  expect(mixes(rig, 0).at(-1)).toEqual([{ text: 'warm instrumental groove', weight: 1 }]);
  expect(ear.refusals).toEqual(['deep house']);
});

test('a filtered prompt before any sound means a key in a hurry: nothing is refused, and half a minute later it is tried again', async () => {
  const rig = await rigOf({ ...STEADY, visit: (connection) => (connection === 0 ? { isThrottled: true } : {}) });
  const { ear } = rig.room();
  await rig.clock.advance(30_000);
  expect(ear.states.at(-1)).toMatchObject({ plays: 'HOUSE_BAND', health: 'DEGRADED', reason: expect.stringContaining('in demand') });
  await rig.clock.advance(40_000);
  expect(rig.google.knocks).toBe(2);
  expect(ear.refusals).toEqual([]);
  expect(players(ear)).toEqual(['BAND', 1]);
});

test('four rooms play at once, started at a distance; the fifth has the band and is told why', async () => {
  const rig = await rigOf(STEADY);
  const rooms = Array.from({ length: 5 }, (_, index) => rig.room(intent({ density: index / 10 })));
  await rig.clock.advance(14_000);
  expect(rig.google.knocks).toBe(1);
  await rig.clock.advance(60_000);
  expect(rig.google.knocks).toBe(4);
  const playing = rooms.map(({ ear }) => ear.states.at(-1)?.plays);
  expect(playing).toEqual(['LYRIA', 'LYRIA', 'LYRIA', 'LYRIA', 'HOUSE_BAND']);
  expect(rooms[4]?.ear.states.at(-1)?.reason).toContain('as many rooms as it can');
  for (const [index, { ear }] of rooms.entries()) {
    expectNoHole(ear);
    const mark = ear.blocks.at(-1)?.mark;
    if (mark) expect(rig.google.peers[mark.connection]?.made.get(mark.revision)?.config.density).toBe(index / 10);
  }
  await rooms[0]?.engine.stop();
  await rig.clock.advance(15_000);
  expect(rooms[4]?.ear.states.at(-1)?.plays).toBe('LYRIA');
});

test('an exhausted quota is respected by all rooms, and asked again a minute later', async () => {
  const refuse = { code: 1011, reason: 'You exceeded your current quota' };
  const rig = await rigOf({ ...STEADY, visit: (connection) => (connection === 0 ? { refuse } : {}) });
  const { ear } = rig.room();
  rig.room();
  await rig.clock.advance(59_000);
  expect(rig.google.knocks).toBe(1);
  expect(ear.states.at(-1)).toMatchObject({ health: 'DEGRADED', reason: expect.stringContaining('for now') });
  await rig.clock.advance(30_000);
  expect(rig.google.knocks).toBeGreaterThan(1);
});

test.each<[string, Partial<FakeGoogleSettings>, number]>([
  ['while it connects', { visit: () => ({ setup: 'NEVER' }) }, 500],
  ['while it fades', STEADY, 8_700],
  ['while it waits to try again', { visit: () => ({ handshake: 503 }) }, 20_000],
  ['while a spare is being made', { ...STEADY, rate: 0.9 }, 24_000],
])('an engine that is stopped %s leaves no timer, no socket and no band', async (_, settings, afterMs) => {
  const rig = await rigOf(settings);
  const { ear, engine } = rig.room();
  await rig.clock.advance(afterMs);
  await engine.stop();
  await engine.stop();
  const count = ear.blocks.length;
  await rig.wire.still(rig.google);
  expect(rig.clock.pending()).toBe(0);
  expect(rig.wire.open()).toBe(0);
  expect(rig.bands.running()).toBe(0);
  await rig.clock.advance(1_000);
  expect(ear.blocks).toHaveLength(count);
});

test('a band that fails while it is heard is told as the end, so that the room starts anew', async () => {
  const rig = await rigOf(STEADY);
  const { ear } = rig.room();
  await rig.clock.advance(1_000);
  rig.bands.all[0]?.listener.health('FAILED', 'stumbled');
  expect(ear.states.at(-1)).toMatchObject({ health: 'FAILED' });
});

test('five seconds without any sound are told as the end, too', async () => {
  const bands = createFakeEngines();
  const rig = await rigOf({ visit: () => ({ handshake: 503 }) }, { startBridge: bands.start });
  const { ear } = rig.room();
  for (let block = 0; block < 10; block += 1) bands.all[0]?.render();
  await rig.clock.advance(20_000);
  expect(ear.states.map(({ health }) => health)).toEqual(['PLAYING', 'DEGRADED', 'FAILED']);
  expect(ear.blocks).toHaveLength(60);
});
