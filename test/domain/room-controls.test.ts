// The engine room: what a host may hold fast, what it does to the steering, who may, and which of it means something to whom.
import { describe, expect, it } from 'vitest';
import type { Mix } from '../../server/domain/arbitration.ts';
import { type ControlsChange, ENGINE_CONTROLS, effectiveControls, FREE_CONTROLS } from '../../server/domain/engine-controls.ts';
import type { EngineHealth, EngineKind } from '../../server/domain/live.ts';
import type { RoomCommand, RoomState } from '../../server/domain/room-state.ts';
import { apply, BIRTH_MIX, HOST, input, joinAs, lastStory, partyOf, refusal, roomAfter, START_MS } from '../support/seeded-room.ts';

const set = (change: ControlsChange, actorId = HOST): RoomCommand => ({ kind: 'SET_CONTROLS', actorId, change });
const reset = (actorId = HOST): RoomCommand => ({ kind: 'RESET_CONTEXT', actorId });
const start: RoomCommand = { kind: 'START', actorId: HOST };
const decide = (state: RoomState, mix: Partial<Mix>): RoomCommand => ({
  kind: 'APPLY_DECISION',
  mix: { ...BIRTH_MIX, ...mix },
  source: 'RULES',
  inputsRevision: state.inputsRevision,
  settled: true,
  verdicts: [],
});
/** Mira is host, Cora co-host, Pia a player, Lea a listener. */
const party = roomAfter(partyOf('cora', 'pia'), [
  { kind: 'SET_CO_HOST', actorId: HOST, participantId: 'cora', isCoHost: true },
  joinAs('lea', 'LISTENER'),
]);
const playing = roomAfter(party, [start]);

describe('setting controls', () => {
  it.each<[ControlsChange, string]>([
    [{ guidance: 0 }, 'Mira set guidance to 0'],
    [{ guidance: 6 }, 'Mira set guidance to 6'],
    [{ temperature: 3 }, 'Mira set temperature to 3'],
    [{ topK: 1 }, 'Mira set top-k to 1'],
    [{ topK: 1_000, seed: 2_147_483_647 }, 'Mira set top-k to 1000 and set the seed to 2147483647'],
    [{ seed: 0 }, 'Mira set the seed to 0'],
    [{ scale: 'D_FLAT_MAJOR_B_FLAT_MINOR' }, 'Mira holds the key at D flat major or B flat minor'],
    [{ muteBass: true, muteDrums: true }, 'Mira muted the bass and muted the drums'],
    [{ onlyBassAndDrums: true }, 'Mira left only bass and drums'],
    [{ mode: 'VOCALIZATION' }, 'Mira put the engine into vocalization mode'],
  ])('%j is held, told, and given back by null', (change, story) => {
    const held = apply(party, set(change)).state;
    expect(held.controls).toEqual({ ...FREE_CONTROLS, ...change });
    expect(lastStory(held)).toBe(story);
    expect(held.target.revision).toBe(party.target.revision + 1);
    const cleared = Object.fromEntries(Object.keys(change).map((field) => [field, null]));
    const free = apply(held, set(cleared)).state;
    expect(free.controls).toEqual(FREE_CONTROLS);
    expect(free.target).toEqual({ ...party.target, revision: party.target.revision + 2 });
  });

  it.each<[ControlsChange, Record<string, unknown>]>([
    [{ guidance: 6.01 }, { field: 'guidance', min: 0, max: 6 }],
    [{ guidance: -0.1 }, { field: 'guidance', min: 0, max: 6 }],
    [{ guidance: Number.NaN }, { field: 'guidance', min: 0, max: 6 }],
    [{ temperature: 3.1 }, { field: 'temperature', min: 0, max: 3 }],
    [{ topK: 0 }, { field: 'topK', min: 1, max: 1_000 }],
    [{ topK: 1_001 }, { field: 'topK', min: 1, max: 1_000 }],
    [{ topK: 2.5 }, { field: 'topK', min: 1, max: 1_000 }],
    [{ seed: -1 }, { field: 'seed', min: 0, max: 2_147_483_647 }],
    [{ seed: 0.5 }, { field: 'seed', min: 0, max: 2_147_483_647 }],
    [
      { muteBass: true, seed: 2 ** 31 },
      { field: 'seed', min: 0, max: 2_147_483_647 },
    ],
  ])('%j is refused whole, naming field and range', (change, details) => {
    expect(refusal(() => apply(party, set(change)))).toEqual({ code: 'BAD_INPUT', ...details });
  });

  it('keeps what is left out, and changes nothing when nothing is new', () => {
    const held = apply(party, set({ guidance: 4, muteBass: true })).state;
    expect(apply(held, set({ temperature: 1 })).state.controls).toMatchObject({ guidance: 4, muteBass: true, temperature: 1 });
    for (const change of [{}, { guidance: 4 }, { guidance: undefined }, { seed: null, muteDrums: null, mode: null }]) {
      expect(apply(held, set(change)).state).toBe(held);
    }
  });

  it('tells one event while a knob is being turned, and never loses a switch', () => {
    const turned = roomAfter(party, [set({ muteBass: true }), set({ guidance: 1 }), set({ guidance: 2 }), set({ muteDrums: true })]);
    expect(turned.story.slice(-3).map(({ text }) => text)).toEqual([
      'Mira muted the bass',
      'Mira set guidance to 2',
      'Mira muted the drums',
    ]);
  });

  it.each([
    ['set', set],
    ['reset', (_change: ControlsChange, actorId: string) => reset(actorId)],
  ] as const)('is for host and co-hosts only (%s)', (_name, command) => {
    for (const actorId of [HOST, 'cora']) expect(apply(playing, command({ seed: 7 }, actorId)).state.version).toBe(playing.version + 1);
    for (const actorId of ['pia', 'lea', 'nobody']) {
      expect(refusal(() => apply(playing, command({ seed: 7 }, actorId)))).toEqual({ code: 'FORBIDDEN' });
    }
  });
});

describe('a key and a mute of the host', () => {
  const held = apply(playing, set({ scale: 'E_MAJOR_D_FLAT_MINOR', muteDrums: true })).state;

  it('act at once and outlast decisions and faders', () => {
    expect(held.target).toMatchObject({ scale: 'E_MAJOR_D_FLAT_MINOR', muteDrums: true, muteBass: false });
    const decided = apply(held, decide(held, { scale: 'C_MAJOR_A_MINOR', muteBass: true })).state;
    expect(decided.target).toMatchObject({ scale: 'E_MAJOR_D_FLAT_MINOR', muteDrums: true, muteBass: true });
    const steered = apply(decided, input(HOST, { bpm: 150 })).state;
    expect(steered.target).toMatchObject({ bpm: 150, scale: 'E_MAJOR_D_FLAT_MINOR', muteDrums: true });
  });

  it('give way to what the arbiter decided meanwhile when they are cleared', () => {
    const decided = apply(held, decide(held, { scale: 'C_MAJOR_A_MINOR', muteBass: true })).state;
    const free = apply(decided, set({ scale: null, muteDrums: false })).state;
    expect(free.target).toMatchObject({ scale: 'C_MAJOR_A_MINOR', muteDrums: false, muteBass: true });
  });

  it('leave no trace in what the arbiter goes on from', () => {
    expect(held.decision).toBe(playing.decision);
    expect(held.inputsRevision).toBe(playing.inputsRevision);
  });

  it('that the decision asks for as well change no revision', () => {
    const decided = apply(playing, decide(playing, { muteBass: true })).state;
    expect(apply(decided, set({ muteBass: true })).state.target).toBe(decided.target);
  });
});

describe('forgetting the music', () => {
  it('counts, and leaves all else alone', () => {
    const afresh = roomAfter(playing, [reset(), reset('cora')]);
    expect(afresh.contextResets).toBe(2);
    expect(afresh.target).toBe(playing.target);
    expect(lastStory(afresh)).toBe('Cora asked the music to forget and begin afresh');
  });

  it('is a conflict while no music plays', () => {
    expect(refusal(() => apply(party, reset()))).toEqual({ code: 'CONFLICT' });
    expect(refusal(() => apply(roomAfter(playing, [{ kind: 'STOP', actorId: HOST }]), reset(), START_MS + 9_000))).toEqual({
      code: 'CONFLICT',
    });
  });
});

describe('what means something', () => {
  const ofBand = ['SCALE', 'MUTE_BASS', 'MUTE_DRUMS', 'ONLY_BASS_AND_DRUMS'];
  it.each<[string, EngineKind, EngineKind, EngineHealth, readonly string[]]>([
    ['the band, when it is all there is', 'HOUSE_BAND', 'HOUSE_BAND', 'PLAYING', ofBand],
    ['the band at rest', 'HOUSE_BAND', 'HOUSE_BAND', 'IDLE', ofBand],
    ['Lyria that plays', 'LYRIA', 'LYRIA', 'PLAYING', ENGINE_CONTROLS],
    ['the band that stands in for Lyria', 'LYRIA', 'HOUSE_BAND', 'DEGRADED', ofBand],
    ['the band until Lyria is ready', 'LYRIA', 'HOUSE_BAND', 'PLAYING', ofBand],
    ['Lyria that will play', 'LYRIA', 'HOUSE_BAND', 'IDLE', ENGINE_CONTROLS],
    ['Lyria that is being started', 'LYRIA', 'LYRIA', 'STARTING', ENGINE_CONTROLS],
    ['Lyria that is tried again', 'LYRIA', 'HOUSE_BAND', 'FAILED', ENGINE_CONTROLS],
  ])('to %s', (_who, configured, engine, health, expected) => {
    expect(effectiveControls({ setup: { engine: configured, arbiter: 'RULES' }, engine, health })).toEqual(expected);
  });
});
