// The crowd on the real store, bus and rules: votes that the engine plays, claps that lift it, reactions that reach everybody. Only time
// and music are the test's.
import { describe, expect, it, vi } from 'vitest';
import { createMemoryRoomBus } from '../../server/adapters/memory/room-bus.ts';
import { createMemoryRoomStore } from '../../server/adapters/memory/room-store.ts';
import { type AudioChunk, SAMPLE_RATE_HZ } from '../../server/domain/audio.ts';
import { CROWD_LIMITS, type CrowdForm } from '../../server/domain/crowd.ts';
import { viewVote } from '../../server/domain/crowd-quorum.ts';
import { openRoom } from '../../server/domain/room.ts';
import type { RoomCommand, RoomState } from '../../server/domain/room-state.ts';
import { createAudience } from '../../server/services/audience.ts';
import { createCrowd } from '../../server/services/crowd.ts';
import { createLyria } from '../../server/services/lyria.ts';
import type { ReactionBurst } from '../../server/services/reaction-bursts.ts';
import type { RoomView } from '../../server/services/room.ts';
import { createRoomCommands } from '../../server/services/room-commands.ts';
import { createVoteClock } from '../../server/services/vote-clock.ts';
import { createFakeClock, settled } from '../support/fake-clock.ts';
import { createFakeEngines, type FakeEngine } from '../support/fake-engine.ts';
import { CODE, MIX } from '../support/live-room.ts';

const { windowMs, countdownMs, afterglowMs } = CROWD_LIMITS.vote;
const { tellMs, countsForMs, liftMs } = CROWD_LIMITS.energy;
const LOUD = { level: 1, clapRate: 1 };
const QUIET = { level: 0.01, clapRate: 0 };
/** What the fake engine plays at, whatever it is told. */
const FAKE_BPM = 120;
const as = (participantId: string) => ({ code: CODE, participantId });

/** Ann, Ben and Cleo, the music playing for one ear. */
async function setUp({ isEngineMute = false, bpm = FAKE_BPM } = {}) {
  const clock = createFakeClock();
  const engines = createFakeEngines(clock);
  const bus = createMemoryRoomBus();
  const store = createMemoryRoomStore();
  const log = { warn: vi.fn() };
  const { apply } = createRoomCommands({ store, bus, clock });
  let ids = 0;
  const lyria = createLyria({
    bus,
    clock,
    apply,
    log,
    store,
    // What an engine does that knows no bar lines: it plays on.
    startEngine: (start) => (isEngineMute ? { ...engines.start(start), turn: () => {} } : engines.start(start)),
    randomness: { integer: () => 0, id: () => `epoch-${ids++}` },
  });
  const audience = createAudience({ bus, store, clock, lyria, log, lobby: async () => [] });
  const crowd = createCrowd({ store, bus, clock, lyria });
  const voteClock = createVoteClock({ store, bus, clock, apply, log });
  const { state, events } = openRoom({
    code: CODE,
    epoch: 'room',
    name: 'Kitchen',
    isPublic: true,
    passwordHash: null,
    founder: { participantId: 'ann', displayName: 'Ann', takesRole: true },
    mix: { ...MIX, bpm },
    nowMs: clock.nowMs(),
  });
  await store.create(state, []);
  bus.publish({ kind: 'ROOM', state, events });
  const send = (command: RoomCommand) => apply(CODE, command);
  const join = (participantId: string, clientKind: 'CONTROLLER' | 'LISTENER' = 'CONTROLLER') =>
    send({ kind: 'JOIN', participantId, displayName: participantId, clientKind, provenPasswordHash: null });
  await join('ben');
  await join('cleo');
  const chunks = collect<AudioChunk>(await audience.hear(null, CODE, 'OPUS', null));
  await send({ kind: 'START', actorId: 'ann' });
  await clock.advance(1_000);
  const room = async () => (await store.get(CODE)) as RoomState;
  const vote = (participantId: string, form: CrowdForm = 'DROP', voteId = 'v1') => send({ kind: 'VOTE', participantId, form, voteId });
  const landsAtMs = async () => viewVote(await room())?.landsAtMs ?? null;
  /** When the first sample of a frame leaves the loudspeakers, as the chunk says that holds it. */
  const playedAtMs = (frame: number) => {
    const chunk = chunks.find(({ startFrame, frames }) => startFrame <= frame && frame < startFrame + frames);
    return chunk === undefined ? null : chunk.playAtMs + ((frame - chunk.startFrame) * 1_000) / SAMPLE_RATE_HZ;
  };
  const engine = () => engines.all.at(-1) as FakeEngine;
  return { clock, engines, engine, bus, log, lyria, audience, crowd, voteClock, send, join, room, vote, landsAtMs, playedAtMs };
}

function collect<T>(stream: AsyncIterableIterator<T>): T[] {
  const items: T[] = [];
  void (async () => {
    for await (const item of stream) items.push(item);
  })();
  return items;
}

async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'none',
    (error: { code: string }) => error.code,
  );
}

describe('a vote', () => {
  it('that finds no quorum is over after 10 s, and the engine hears nothing of it', async () => {
    const { clock, engine, room, vote } = await setUp();
    await vote('ben');
    await clock.advance(windowMs - 1);
    expect((await room()).crowd.vote).toMatchObject({ id: 'v1', carried: null });
    await clock.advance(1);
    expect((await room()).crowd.vote).toBeNull();
    expect(engine().turns).toEqual([]);
  });

  it('that carries is a turn of the music under its own id, once', async () => {
    const { clock, engine, vote, send } = await setUp();
    await vote('ben');
    await vote('cleo');
    await send({ kind: 'RENAME', participantId: 'ben', displayName: 'Benno' });
    await clock.advance(windowMs);
    expect(engine().turns.map(({ id, turn }) => [id, turn])).toEqual([['v1', 'DROP']]);
  });

  it.each(['DROP', 'BREAKDOWN', 'KEY_LIFT', 'HALF_TIME'] as const)(
    'for a %s lands when its bar line is heard, 3 s ahead or more',
    async (form) => {
      for (const pauseMs of [0, 330, 710, 1_190, 1_600]) {
        const { clock, engine, room, vote, landsAtMs, playedAtMs } = await setUp();
        await clock.advance(pauseMs);
        await vote('ben', form);
        await vote('cleo', form);
        const carriedAtMs = clock.nowMs();
        await clock.advance(50);
        const firstTold = await landsAtMs();
        await clock.advance(2_500);
        const told = (await landsAtMs()) as number;
        expect(told).toBeGreaterThanOrEqual(carriedAtMs + countdownMs);
        expect(told, 'the first word was the last').toBe(firstTold);
        await clock.advance(told - clock.nowMs());
        const [mark] = engine().turns;
        expect(engine().turns).toHaveLength(1);
        expect(told).toBeCloseTo(playedAtMs(mark?.landsAtFrame ?? 0) as number, 0);
        expect((mark?.landsAtFrame ?? 1) % (2 * SAMPLE_RATE_HZ)).toBe(0);
        expect((await room()).crowd.vote).not.toBeNull();
        await clock.advance(afterglowMs);
        expect((await room()).crowd.vote).toBeNull();
      }
    },
  );

  it('lands where the engine says, even when that is another bar line than the tempo promised', async () => {
    const { clock, engine, vote, landsAtMs, playedAtMs } = await setUp({ bpm: 90 });
    await vote('ben', 'KEY_LIFT');
    await vote('cleo', 'KEY_LIFT');
    await clock.advance(50);
    const promised = (await landsAtMs()) as number;
    await clock.advance(5_500);
    const [mark] = engine().turns;
    expect(await landsAtMs()).toBeCloseTo(playedAtMs(mark?.landsAtFrame ?? 0) as number, 0);
    expect(await landsAtMs()).not.toBe(promised);
  });

  it('lands after 3 s when no engine plays it', async () => {
    const { clock, room, vote, landsAtMs } = await setUp({ isEngineMute: true });
    await vote('ben');
    await vote('cleo');
    const carriedAtMs = clock.nowMs();
    await clock.advance(2_000);
    expect(await landsAtMs()).toBe(carriedAtMs + countdownMs);
    await clock.advance(countdownMs - 2_000 + afterglowMs);
    expect((await room()).crowd.vote).toBeNull();
  });

  it('lands even when the engine refuses it, and the music plays on', async () => {
    const { clock, engines, engine, room, vote, log } = await setUp();
    vi.spyOn(engine(), 'turn').mockImplementation(() => {
      throw new Error('no such turn');
    });
    await vote('ben');
    await vote('cleo');
    await clock.advance(countdownMs + afterglowMs);
    expect((await room()).crowd.vote).toBeNull();
    expect(log.warn).toHaveBeenCalledTimes(1);
    expect(engines.running()).toBe(1);
  });

  it('that waits for its bar line is forgotten with the music', async () => {
    const { clock, engines, send, vote, room } = await setUp();
    await vote('ben', 'KEY_LIFT');
    await vote('cleo', 'KEY_LIFT');
    await send({ kind: 'STOP', actorId: 'ann' });
    await send({ kind: 'START', actorId: 'ann' });
    await clock.advance(10_000);
    expect(engines.all.flatMap(({ turns }) => turns)).toEqual([]);
    expect((await room()).crowd.vote).toBeNull();
  });

  it('moves its landing with the room’s delay, for that is when it is heard', async () => {
    const { clock, engine, lyria, vote, landsAtMs, playedAtMs } = await setUp();
    await vote('ben');
    await vote('cleo');
    await clock.advance(100);
    const before = (await landsAtMs()) as number;
    lyria.reportArrival(CODE, 'ann', 700);
    await clock.advance(200);
    const moved = (await landsAtMs()) as number;
    expect(moved - before).toBeGreaterThan(400);
    await clock.advance(moved - clock.nowMs());
    expect(Math.abs(moved - (playedAtMs(engine().turns[0]?.landsAtFrame ?? 0) as number))).toBeLessThan(25);
  });

  it('is never touched by the timer of an older one', async () => {
    const { clock, vote, send, room } = await setUp();
    await vote('ben');
    await clock.advance(5_000);
    await send({ kind: 'STOP', actorId: 'ann' });
    await send({ kind: 'START', actorId: 'ann' });
    await vote('cleo', 'DROP', 'v2');
    await clock.advance(5_100);
    expect((await room()).crowd.vote).toMatchObject({ id: 'v2', carried: null });
    await clock.advance(windowMs - 5_100);
    expect((await room()).crowd.vote).toBeNull();
  });

  it('ends although its timer fired early, or the store failed', async () => {
    const { state } = openRoom({
      code: CODE,
      epoch: 'room',
      name: 'Kitchen',
      isPublic: true,
      passwordHash: null,
      founder: { participantId: 'ann', displayName: 'Ann', takesRole: true },
      mix: MIX,
      nowMs: 0,
    });
    const clock = createFakeClock();
    const early = { ...clock, after: (delayMs: number, call: () => void) => clock.after(delayMs * 0.9, call) };
    const apply = vi.fn(async () => null);
    apply.mockRejectedValueOnce(new Error('no store'));
    const bus = createMemoryRoomBus();
    const log = { warn: vi.fn() };
    const voteClock = createVoteClock({ bus, clock: early, apply, log, store: { list: async () => [] } });
    const vote = { id: 'v1', form: 'DROP', voterIds: ['ann'], expiresAtMs: clock.nowMs() + 10_000, carried: null } as const;
    bus.publish({ kind: 'ROOM', state: { ...state, crowd: { ...state.crowd, vote } }, events: [] });
    await clock.advance(9_999);
    expect(apply).not.toHaveBeenCalled();
    await clock.advance(1_001);
    expect(apply.mock.calls).toEqual([
      [CODE, { kind: 'END_VOTE', voteId: 'v1' }],
      [CODE, { kind: 'END_VOTE', voteId: 'v1' }],
    ]);
    voteClock.stop();
    expect(clock.pending()).toBe(0);
  });
});

describe('claps', () => {
  it('are the room’s energy, told at most four times a second, and fall silent after 2 s', async () => {
    const { clock, crowd, lyria, bus } = await setUp();
    const told: number[] = [];
    bus.subscribe(CODE, (message) => {
      if (message.kind === 'LIVE' && message.live.crowdEnergy !== told.at(-1)) told.push(message.live.crowdEnergy);
    });
    const { roomWrites } = await countingWrites(bus, async () => {
      for (let round = 0; round < 8; round += 1) {
        for (const who of ['ann', 'ben', 'cleo']) await crowd.reportEnergy(as(who), CODE, { level: round / 8, clapRate: round / 8 });
        await clock.advance(tellMs);
      }
    });
    expect(roomWrites).toBe(0);
    expect(told.length).toBeLessThanOrEqual(8 + 1);
    expect(lyria.liveOf(CODE).crowdEnergy).toBeGreaterThan(0.8);
    await clock.advance(countsForMs + tellMs);
    expect(lyria.liveOf(CODE).crowdEnergy).toBe(0);
  });

  it('of several phones are averaged; a phone that says nothing takes nothing away', async () => {
    const { clock, crowd, lyria } = await setUp();
    await crowd.reportEnergy(as('ann'), CODE, LOUD);
    await clock.advance(tellMs);
    expect(lyria.liveOf(CODE).crowdEnergy).toBe(1);
    await crowd.reportEnergy(as('ben'), CODE, { level: 0, clapRate: 0 });
    await clock.advance(tellMs);
    expect(lyria.liveOf(CODE).crowdEnergy).toBe(0.5);
  });

  it('lift density and brightness of the engine, never prompts and never the room’s target, until 4 s after the last loud report', async () => {
    const { clock, crowd, engine, room } = await setUp();
    const { target } = await room();
    await crowd.reportEnergy(as('ann'), CODE, LOUD);
    await clock.advance(1_000);
    await crowd.reportEnergy(as('ann'), CODE, LOUD);
    const last = () => engine().intents.at(-1);
    expect(last()).toMatchObject({ prompts: [{ text: 'lofi hip hop', weight: 1 }], steering: { density: 0.7, brightness: 0.62 } });
    expect(last()?.steering.revision).toBe(target.revision);
    expect((await room()).target).toBe(target);
    await clock.advance(liftMs - 1);
    expect(last()?.steering).toMatchObject({ density: 0.7 });
    await clock.advance(tellMs + 1);
    expect(last()?.steering).toEqual(target);
    expect(engine().intents).toHaveLength(3);
  });

  it('stay on top when a fader moves meanwhile', async () => {
    const { crowd, engine, send, clock } = await setUp();
    await send({ kind: 'CHANGE_ROLE', participantId: 'cleo', role: 'ENERGY' });
    await crowd.reportEnergy(as('ann'), CODE, LOUD);
    await send({ kind: 'SET_INPUT', participantId: 'cleo', change: { density: 0.3 }, wishId: 'w' });
    expect(engine().intents.at(-1)?.steering.density).toBeCloseTo(0.5, 9);
    await clock.advance(liftMs + tellMs);
    expect(engine().intents.at(-1)?.steering.density).toBe(0.3);
  });

  it('that are soft, and silence, never change the music', async () => {
    const { clock, crowd, engine } = await setUp();
    for (let round = 0; round < 12; round += 1) {
      await crowd.reportEnergy(as('ann'), CODE, round % 2 === 0 ? QUIET : { level: 0, clapRate: 0 });
      await clock.advance(tellMs);
    }
    await clock.advance(5_000);
    expect(engine().intents).toHaveLength(1);
  });

  it('of somebody silenced weigh nothing', async () => {
    const { clock, crowd, lyria, send } = await setUp();
    await send({ kind: 'SILENCE', actorId: 'ann', participantId: 'ben', isSilenced: true });
    expect(await crowd.reportEnergy(as('ben'), CODE, LOUD)).toBe(false);
    await clock.advance(tellMs);
    expect(lyria.liveOf(CODE).crowdEnergy).toBe(0);
  });

  it('are taken four times a second from each phone, for as long as one likes', async () => {
    const { clock, crowd } = await setUp();
    const report = () => codeOf(crowd.reportEnergy(as('ann'), CODE, QUIET));
    for (let round = 0; round < 40; round += 1) {
      expect(await report()).toBe('none');
      // Phones' timers are never quite even.
      await clock.advance(250 + (round % 2 === 0 ? 20 : -20));
    }
    await clock.advance(250);
    for (let round = 0; round < 4; round += 1) expect(await report()).toBe('none');
    await expect(crowd.reportEnergy(as('ann'), CODE, QUIET)).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      details: { retryAfterMs: 250 },
    });
    expect(await codeOf(crowd.reportEnergy(as('ben'), CODE, QUIET))).toBe('none');
    await clock.advance(250);
    expect([await report(), await report()]).toEqual(['none', 'RATE_LIMITED']);
  });

  it.each([
    ['a listener', 'ear', QUIET, 'FORBIDDEN'],
    ['a stranger', 'nobody', QUIET, 'FORBIDDEN'],
    ['too loud', 'ann', { level: 1.1, clapRate: 0 }, 'BAD_INPUT'],
    ['a negative rate', 'ann', { level: 0, clapRate: -0.1 }, 'BAD_INPUT'],
  ])('are refused: %s', async (_what, who, measured, code) => {
    const { crowd, join } = await setUp();
    await join('ear', 'LISTENER');
    expect(await codeOf(crowd.reportEnergy(as(who), CODE, measured))).toBe(code);
    expect(await codeOf(crowd.reportEnergy(null, CODE, QUIET))).toBe('UNAUTHENTICATED');
  });
});

describe('reactions', () => {
  it('reach everybody as bursts, at most ten a second, with who threw how many', async () => {
    const { clock, crowd, audience, join } = await setUp();
    await join('ear', 'LISTENER');
    const bursts = collect<ReactionBurst>(await audience.watchReactions(null, CODE));
    const others = collect<ReactionBurst>(await audience.watchReactions(as('ben'), CODE));
    await crowd.react(as('ann'), CODE, 'FIRE');
    await settled();
    expect(bursts).toEqual([
      { atMs: clock.nowMs(), tallies: [{ reaction: 'FIRE', count: 1, from: [{ participantId: 'ann', displayName: 'Ann', count: 1 }] }] },
    ]);
    for (const who of ['ben', 'ben', 'ann', 'ear']) await crowd.react(as(who), CODE, 'CLAP');
    await crowd.react(as('cleo'), CODE, 'WOW');
    await clock.advance(99);
    expect(bursts).toHaveLength(1);
    await clock.advance(1);
    expect(bursts[1]?.tallies).toEqual([
      {
        reaction: 'CLAP',
        count: 4,
        from: [
          { participantId: 'ben', displayName: 'ben', count: 2 },
          { participantId: 'ann', displayName: 'Ann', count: 1 },
        ],
      },
      { reaction: 'WOW', count: 1, from: [{ participantId: 'cleo', displayName: 'cleo', count: 1 }] },
    ]);
    expect(others).toEqual(bursts);
    expect(others[1]).toBe(bursts[1]);
    await clock.advance(1_000);
    expect(bursts).toHaveLength(2);
  });

  it('are five a second for one person', async () => {
    const { clock, crowd } = await setUp();
    const react = () => codeOf(crowd.react(as('ann'), CODE, 'STAR'));
    const codes = [];
    for (let round = 0; round < 7; round += 1) codes.push(await react());
    expect(codes).toEqual([...Array(5).fill('none'), 'RATE_LIMITED', 'RATE_LIMITED']);
    expect(await codeOf(crowd.react(as('ben'), CODE, 'STAR'))).toBe('none');
    await clock.advance(200);
    expect([await react(), await react()]).toEqual(['none', 'RATE_LIMITED']);
  });

  it('are forty a second for a room, and whoever is refused for that keeps the own allowance', async () => {
    const { clock, crowd, join } = await setUp();
    const names = Array.from({ length: 9 }, (_, index) => `ear${index}`);
    for (const name of names) await join(name, 'LISTENER');
    for (const name of names.slice(0, 8)) for (let round = 0; round < 5; round += 1) await crowd.react(as(name), CODE, 'HEART');
    const last = () => codeOf(crowd.react(as('ear8'), CODE, 'HEART'));
    for (let round = 0; round < 10; round += 1) expect(await last()).toBe('RATE_LIMITED');
    await clock.advance(125);
    const codes = [];
    for (let round = 0; round < 6; round += 1) codes.push(await last());
    expect(codes).toEqual([...Array(5).fill('none'), 'RATE_LIMITED']);
  });

  it('are not part of the room’s state, and write nothing', async () => {
    const { crowd, room, bus, audience, clock } = await setUp();
    const before = await room();
    const views = collect<RoomView>(await audience.watchRoom(null, CODE));
    const { roomWrites } = await countingWrites(bus, async () => {
      for (const who of ['ann', 'ben', 'cleo']) await crowd.react(as(who), CODE, 'LAUGH');
      await settled();
    });
    expect(roomWrites).toBe(0);
    expect(await room()).toBe(before);
    expect(views).toHaveLength(1);
    await clock.advance(0);
  });

  it('are refused to those who have no seat', async () => {
    const { crowd } = await setUp();
    expect(await codeOf(crowd.react(null, CODE, 'FIRE'))).toBe('UNAUTHENTICATED');
    expect(await codeOf(crowd.react(as('nobody'), CODE, 'FIRE'))).toBe('FORBIDDEN');
    expect(await codeOf(crowd.react({ code: 'XXXXX2', participantId: 'ann' }, 'XXXXX2', 'FIRE'))).toBe('ROOM_NOT_FOUND');
  });

  it('of a slow reader are the last second’s', async () => {
    const { clock, crowd, audience } = await setUp();
    const slow = await audience.watchReactions(null, CODE);
    for (let round = 0; round < 25; round += 1) {
      await crowd.react(as('ann'), CODE, 'FIRE');
      await clock.advance(250);
    }
    const sincePast = clock.nowMs() - 10 * 250;
    expect((await slow.next()).value.atMs).toBeGreaterThanOrEqual(sincePast);
  });
});

it('a room that closes leaves no timer behind, whatever its crowd was doing', async () => {
  const { clock, crowd, audience, send, vote, voteClock, lyria } = await setUp();
  void collect(await audience.watchReactions(null, CODE));
  await vote('ben', 'BREAKDOWN');
  await vote('cleo', 'BREAKDOWN');
  for (let round = 0; round < 3; round += 1) await crowd.react(as('ann'), CODE, 'CLAP');
  await crowd.reportEnergy(as('ann'), CODE, LOUD);
  await send({ kind: 'CLOSE', actorId: 'ann' });
  await settled();
  expect(clock.pending()).toBe(0);
  voteClock.stop();
  await lyria.stop();
});

/** How often the room itself was published, which is once for every write. */
async function countingWrites(bus: ReturnType<typeof createMemoryRoomBus>, act: () => Promise<void>): Promise<{ roomWrites: number }> {
  let roomWrites = 0;
  const unsubscribe = bus.subscribe(CODE, ({ kind }) => {
    if (kind === 'ROOM') roomWrites += 1;
  });
  await act();
  unsubscribe();
  return { roomWrites };
}
