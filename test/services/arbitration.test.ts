// The arbiter's clock: when a room is decided, what is read and what is said. What is decided belongs to the domain's own tests.
import { describe, expect, it, vi } from 'vitest';
import type { Advice } from '../../server/domain/advice.ts';
import { type Arbitration, type ArbitrationQuestion, arbitrate } from '../../server/domain/arbitration.ts';
import type { RoomCommand, RoomState } from '../../server/domain/room-state.ts';
import type { AdviceDesk } from '../../server/services/advice-desk.ts';
import { createArbitration } from '../../server/services/arbitration.ts';
import { createFakeClock, settled } from '../support/fake-clock.ts';
import { CODE, createLiveRoom, participant, wish } from '../support/live-room.ts';

type Decided = Extract<RoomCommand, { kind: 'APPLY_DECISION' }>;

function setUp(first: Partial<RoomState> = {}, adviceDesk?: AdviceDesk) {
  const clock = createFakeClock();
  const startMs = clock.nowMs();
  const room = createLiveRoom({ participants: [participant('ann', { density: 0.7 })], ...first });
  const decidedAtMs: number[] = [];
  const decided: Decided[] = [];
  const gate = { opens: Promise.resolve() };
  const arbiter = vi.fn((question: ArbitrationQuestion): Arbitration => {
    const mix = question.previous ?? room.state().decision.mix;
    return { mix, verdicts: [], settled: true };
  });
  const log = { warn: vi.fn() };
  const service = createArbitration({
    bus: room.bus,
    clock,
    store: {
      ...room.store,
      async get(code) {
        const state = await room.store.get(code);
        await gate.opens;
        return state;
      },
    },
    arbiter,
    ...(adviceDesk && { adviceDesk }),
    log,
    async apply(_code, command) {
      if (command.kind !== 'APPLY_DECISION') throw new Error(command.kind);
      decidedAtMs.push(clock.nowMs() - startMs);
      decided.push(command);
      const { mix, source, inputsRevision, settled: isSettled, adviceTrouble = null } = command;
      const { decision } = room.state();
      const revision = decision.revision + 1;
      return room.change({
        decision: { mix, source, inputsRevision, settled: isSettled, adviceTrouble, revision, decidedAtMs: clock.nowMs(), isFirst: false },
      });
    },
  });
  const play = () => room.change({ isPlaying: true, startedAtMs: clock.nowMs() });
  const input = () => room.change({ inputsRevision: room.state().inputsRevision + 1 });
  /** Makes every reading of the store take until the result is called. */
  const block = () => {
    let open = () => {};
    gate.opens = new Promise((resolve) => {
      open = resolve;
    });
    return () => open();
  };
  return { clock, room, arbiter, service, log, decided, decidedAtMs, play, input, block };
}

describe('ticks', () => {
  it('decide at once when the music starts', async () => {
    const { play, decidedAtMs, decided } = setUp();
    play();
    await settled();
    expect(decidedAtMs).toEqual([0]);
    expect(decided[0]).toMatchObject({ source: 'RULES', inputsRevision: 0, settled: true });
  });

  it('come every 4 s from the start, however the inputs fall', async () => {
    const { clock, play, input, decidedAtMs } = setUp();
    play();
    for (const waitMs of [1_000, 3_500, 100, 3_900, 7_000]) {
      await clock.advance(waitMs);
      input();
    }
    await clock.advance(4_000);
    expect(decidedAtMs).toEqual([0, 4_000, 8_000, 12_000, 16_000]);
  });

  it('do not drift in an hour', async () => {
    const { clock, play, arbiter, decidedAtMs } = setUp();
    arbiter.mockImplementation(({ previous }) => ({ mix: previous ?? setUp().room.state().decision.mix, verdicts: [], settled: false }));
    play();
    await clock.advance(3_600_000);
    expect(decidedAtMs).toHaveLength(901);
    expect(decidedAtMs.at(-1)).toBe(3_600_000);
  });

  it('are held when no input has changed and nothing is under way: nobody is asked', async () => {
    const { clock, play, arbiter } = setUp();
    play();
    await clock.advance(60_000);
    expect(arbiter).toHaveBeenCalledTimes(1);
  });

  it('go on without new input while a ramp is under way', async () => {
    const { clock, play, arbiter, room } = setUp();
    const { mix } = room.state().decision;
    arbiter.mockReturnValueOnce({ mix, verdicts: [], settled: false }).mockReturnValueOnce({ mix, verdicts: [], settled: false });
    play();
    await clock.advance(60_000);
    expect(arbiter).toHaveBeenCalledTimes(3);
  });

  it('never overlap, and what was skipped is not made up', async () => {
    const { clock, play, input, block, decidedAtMs } = setUp();
    play();
    await clock.advance(1_000);
    input();
    const open = block();
    await clock.advance(12_500);
    expect(decidedAtMs).toEqual([0]);
    open();
    await settled();
    expect(decidedAtMs).toEqual([0, 13_500]);
    input();
    await clock.advance(10_000);
    expect(decidedAtMs).toEqual([0, 13_500, 16_000]);
  });

  it('happen only while the music plays', async () => {
    const { clock, room, play, input, decidedAtMs } = setUp();
    input();
    await clock.advance(10_000);
    play();
    await clock.advance(1_000);
    room.change({ isPlaying: false });
    input();
    await clock.advance(20_000);
    expect(decidedAtMs).toEqual([10_000]);
    expect(clock.pending()).toBe(0);
  });

  it('a start that comes while the last decision is still being made gets its own first decision', async () => {
    const { clock, room, play, input, block, decidedAtMs, decided } = setUp();
    play();
    await clock.advance(1_000);
    input();
    const open = block();
    await clock.advance(3_000);
    room.change({ isPlaying: false });
    input();
    await clock.advance(500);
    play();
    open();
    await settled();
    expect(decidedAtMs).toEqual([0, 4_500, 4_500]);
    input();
    await clock.advance(4_000);
    expect(decidedAtMs).toEqual([0, 4_500, 4_500, 8_500]);
    expect(decided.map(({ inputsRevision }) => inputsRevision)).toEqual([0, 1, 2, 3]);
  });

  it('end with the room and with the service', async () => {
    const { clock, room, play, service } = setUp();
    play();
    await clock.advance(1_000);
    room.change({ isClosed: true });
    expect(clock.pending()).toBe(0);
    service.stop();
    expect(room.bus.subscriptions()).toBe(0);
  });

  it('of a room that was playing before the process began are taken up in its own rhythm', async () => {
    const clockStart = createFakeClock().nowMs();
    const { clock, input, decidedAtMs } = setUp({ isPlaying: true, startedAtMs: clockStart - 1_500 });
    await settled();
    expect(decidedAtMs).toEqual([0]);
    input();
    await clock.advance(6_000);
    expect(decidedAtMs).toEqual([0, 2_500]);
  });

  it('go on after one that failed', async () => {
    const { clock, play, arbiter, log, decidedAtMs } = setUp();
    arbiter.mockImplementationOnce(() => {
      throw new Error('no idea');
    });
    play();
    await clock.advance(4_000);
    expect(log.warn).toHaveBeenCalledTimes(1);
    expect(decidedAtMs).toEqual([4_000]);
  });
});

describe('a decision', () => {
  it('loses no input that arrives while it is being made', async () => {
    const { clock, room, play, arbiter, decided } = setUp();
    play();
    await clock.advance(1_000);
    room.change({ inputsRevision: 1 });
    arbiter.mockImplementationOnce(({ previous }) => {
      room.change({ inputsRevision: 2 });
      return { mix: previous ?? room.state().decision.mix, verdicts: [], settled: true };
    });
    await clock.advance(8_000);
    expect(decided.map(({ inputsRevision }) => inputsRevision)).toEqual([0, 1, 2]);
  });

  it('of a room that has just begun has nothing to be continuous with', async () => {
    const { play, arbiter } = setUp();
    play();
    await settled();
    expect(arbiter.mock.calls[0]?.[0].previous).toBeNull();
  });

  it('continues the last mix from where the faders have moved it', async () => {
    const { clock, room, play, input, arbiter } = setUp();
    play();
    await clock.advance(1_000);
    room.change({ target: { ...room.state().target, bpm: 140, density: 0.9, brightness: 0.1, revision: 9 } });
    input();
    await clock.advance(4_000);
    const { mix } = room.state().decision;
    expect(arbiter.mock.calls[1]?.[0].previous).toMatchObject({ prompts: mix.prompts, bpm: 140, density: 0.9, brightness: 0.1 });
  });

  it('hears everybody who has set something, and holds the mix when nobody has', async () => {
    const { clock, room, play, input, arbiter, decided } = setUp();
    play();
    await clock.advance(1_000);
    room.change({ participants: [participant('ann')] });
    input();
    await clock.advance(4_000);
    expect(arbiter.mock.calls.map(([{ voices }]) => voices.map(({ participantId }) => participantId))).toEqual([['ann'], []]);
    expect(decided.map(({ source }) => source)).toEqual(['RULES', 'HELD']);
  });

  it('of one room says nothing in another', async () => {
    const { room, decided, clock } = setUp();
    room.bus.publish({ kind: 'ROOM', state: { ...room.state(), code: 'ZZZZZZ', isPlaying: true, startedAtMs: 0 }, events: [] });
    await clock.advance(10_000);
    expect(decided).toEqual([]);
    expect(room.state().code).toBe(CODE);
  });
});

describe('a model', () => {
  const SILENT: Advice = { meanings: [], prompts: [], reason: '' };
  /** A room of one piano player with a desk whose answers the test gives. */
  function advised() {
    const ask = vi.fn<AdviceDesk['ask']>(async () => SILENT);
    const trouble = vi.fn<AdviceDesk['trouble']>(() => null);
    const forget = vi.fn();
    const set = setUp({ participants: [participant('ann', { instruments: ['Piano'] })] }, { ask, trouble, forget });
    set.arbiter.mockImplementation(arbitrate);
    const turnTo = (instrument: string) =>
      set.room.change({
        participants: [participant('ann', { instruments: [instrument] })],
        inputsRevision: set.room.state().inputsRevision + 1,
      });
    return { ...set, ask, trouble, forget, turnTo };
  }
  const said = 'ann brings harp into the music.';

  it('is asked when something has changed, and its sentence is told as its own', async () => {
    const { clock, play, turnTo, ask, decided } = advised();
    play();
    await clock.advance(1_000);
    expect(ask).not.toHaveBeenCalled();
    turnTo('Harp');
    ask.mockResolvedValueOnce({ ...SILENT, reason: said });
    await clock.advance(3_000);
    expect(ask).toHaveBeenCalledTimes(1);
    expect(decided.at(-1)).toMatchObject({ source: 'MODEL', mix: { reason: said } });
    await clock.advance(60_000);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['nothing', null],
    ['nothing of use', { ...SILENT, reason: 'Buy now!' }],
  ])('that says %s leaves the decision to the rules, and to their name', async (_what, advice) => {
    const { clock, play, turnTo, ask, decided } = advised();
    play();
    await clock.advance(1_000);
    turnTo('Harp');
    ask.mockResolvedValueOnce(advice);
    await clock.advance(3_000);
    expect(decided.at(-1)).toMatchObject({ source: 'RULES', inputsRevision: 1 });
  });

  it('that cannot help leaves the reason with the decision, until it can again', async () => {
    const { clock, play, turnTo, ask, trouble, decided } = advised();
    play();
    await clock.advance(1_000);
    expect(decided.at(-1)).toMatchObject({ adviceTrouble: null });
    turnTo('Harp');
    ask.mockImplementationOnce(async () => {
      trouble.mockReturnValue('QUOTA');
      return null;
    });
    await clock.advance(3_000);
    expect(decided.at(-1)).toMatchObject({ source: 'RULES', adviceTrouble: 'QUOTA' });
    trouble.mockReturnValue(null);
    turnTo('Flute');
    await clock.advance(4_000);
    expect(decided.at(-1)).toMatchObject({ adviceTrouble: null });
  });

  it('that answers about inputs of yesterday is not heeded', async () => {
    const { clock, play, turnTo, ask, decided } = advised();
    play();
    await clock.advance(1_000);
    turnTo('Harp');
    ask.mockImplementationOnce(async () => {
      turnTo('Flute');
      return { ...SILENT, reason: said };
    });
    await clock.advance(3_000);
    expect(decided.at(-1)).toMatchObject({ source: 'RULES', inputsRevision: 1 });
    await clock.advance(4_000);
    expect(decided.at(-1)).toMatchObject({ inputsRevision: 2 });
  });

  it('keeps its wording while old words still leave', async () => {
    const { clock, play, turnTo, ask, decided } = advised();
    play();
    await clock.advance(1_000);
    turnTo('Harp');
    ask.mockImplementation(async (_code, _question, { mix }) => ({
      ...SILENT,
      prompts: mix.prompts.map(({ text }) => text.replace('open spacious', 'spacious, open')),
    }));
    await clock.advance(3_000);
    const worded = decided.at(-1);
    expect(worded?.source).toBe('MODEL');
    const ours = worded?.mix.prompts.map(({ text }) => text).find((text) => text.startsWith('spacious, open'));
    expect(ours).toBeDefined();
    expect(worded?.settled).toBe(false);
    await clock.advance(4_000);
    expect(decided.at(-1)).not.toBe(worded);
    expect(decided.at(-1)?.mix.prompts.map(({ text }) => text)).toContain(ours);
  });

  it('is believed about a text for as long as the text stands, whoever decides next', async () => {
    const { clock, room, play, ask, decided } = advised();
    const wishing = (text: string, density: number) =>
      room.change({
        participants: [participant('ann', { density, wish: wish({ text }) })],
        inputsRevision: room.state().inputsRevision + 1,
      });
    play();
    await clock.advance(1_000);
    wishing('a bakery at five in the morning', 0.4);
    ask.mockResolvedValueOnce({ ...SILENT, meanings: [{ participantId: 'ann', field: 'wish', words: 'soft harp' }] });
    await clock.advance(3_000);
    expect(decided.at(-1)).toMatchObject({
      source: 'MODEL',
      verdicts: [{ fate: 'ACCEPTED', understood: expect.arrayContaining(['harp']) }],
    });
    ask.mockResolvedValue(null);
    wishing('a bakery at five in the morning', 0.6);
    await clock.advance(40_000);
    expect(decided.at(-1)).toMatchObject({
      source: 'RULES',
      verdicts: [{ fate: 'ACCEPTED', understood: expect.arrayContaining(['harp']) }],
    });
    expect(
      decided
        .at(-1)
        ?.mix.prompts.map(({ text }) => text)
        .join(),
    ).toContain('harp');
    wishing('a bakery at six in the morning', 0.6);
    await clock.advance(4_000);
    expect(decided.at(-1)).toMatchObject({ source: 'RULES', verdicts: [{ fate: 'DECLINED' }] });
  });

  it('hears of a room’s end', async () => {
    const { clock, room, play, forget } = advised();
    play();
    await clock.advance(1_000);
    room.change({ isClosed: true });
    expect(forget).toHaveBeenCalledWith(CODE);
  });
});
