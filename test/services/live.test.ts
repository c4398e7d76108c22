// From a thumb to an ear: the live services together, on the real domain, store and bus; only time, music and the arbiter's taste are the test's.
import { describe, expect, it } from 'vitest';
import { createMemoryRoomBus } from '../../server/adapters/memory/room-bus.ts';
import { createMemoryRoomStore } from '../../server/adapters/memory/room-store.ts';
import type { Arbitration, ArbitrationQuestion } from '../../server/domain/arbitration.ts';
import type { AudioChunk } from '../../server/domain/audio.ts';
import { openRoom } from '../../server/domain/room.ts';
import { createArbitration } from '../../server/services/arbitration.ts';
import { createAudience } from '../../server/services/audience.ts';
import { createLyria } from '../../server/services/lyria.ts';
import type { RoomView } from '../../server/services/room.ts';
import { createRoomCommands } from '../../server/services/room-commands.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createFakeEngines } from '../support/fake-engine.ts';
import { CODE, MIX } from '../support/live-room.ts';

const ANN = { code: CODE, participantId: 'ann' };

/** Understands every wish as "funk". */
function funkyArbiter({ voices, previous }: ArbitrationQuestion): Arbitration {
  const wishing = voices.filter(({ input }) => input.wish !== null);
  const text = wishing.length > 0 ? 'funk' : 'lofi hip hop';
  const bpm = voices.find(({ role }) => role === 'DRUMMER')?.input.bpm ?? previous?.bpm ?? MIX.bpm;
  return {
    mix: { ...MIX, bpm, prompts: [{ text, weight: 1, credits: [] }], reason: `Now ${text}.` },
    verdicts: wishing.map(({ participantId }) => ({
      participantId,
      field: 'wish',
      fate: 'ACCEPTED',
      understood: ['funk'],
      unknown: [],
      reason: null,
    })),
    settled: true,
  };
}

async function setUp() {
  const clock = createFakeClock();
  const engines = createFakeEngines(clock);
  const bus = createMemoryRoomBus();
  const store = createMemoryRoomStore();
  const log = { warn: (facts: object) => expect.unreachable(JSON.stringify(facts)) };
  const { apply } = createRoomCommands({ store, bus, clock });
  let ids = 0;
  const lyria = createLyria({
    bus,
    clock,
    apply,
    log,
    store,
    startEngine: engines.start,
    randomness: { integer: () => 0, id: () => `epoch-${ids++}` },
  });
  const arbitration = createArbitration({ bus, clock, store, apply, log, arbiter: funkyArbiter });
  const audience = createAudience({ bus, store, clock, lyria, log, lobby: async () => [] });
  const { state, events } = openRoom({
    code: CODE,
    epoch: 'room',
    name: 'Kitchen',
    isPublic: true,
    passwordHash: null,
    founder: { participantId: 'ann', displayName: 'Ann', takesRole: true },
    mix: MIX,
    nowMs: clock.nowMs(),
  });
  await store.create(state, []);
  bus.publish({ kind: 'ROOM', state, events });
  return { clock, engines, apply, lyria, arbitration, audience };
}

function collect<T>(stream: AsyncIterableIterator<T>): T[] {
  const items: T[] = [];
  void (async () => {
    for await (const item of stream) items.push(item);
  })();
  return items;
}

describe('from a thumb to an ear', () => {
  it('a wish is waiting, accepted at the tick, and sounding when the music made from it is heard', async () => {
    const { clock, apply, audience } = await setUp();
    const told: string[] = [];
    void (async () => {
      for await (const { fate } of await audience.watchWishes(ANN, CODE)) told.push(fate);
    })();
    const views = collect<RoomView>(await audience.watchRoom(null, CODE));
    const chunks = collect<AudioChunk>(await audience.hear(null, CODE, 'OPUS', null));
    await apply(CODE, { kind: 'START', actorId: 'ann' });
    await clock.advance(5_000);
    await apply(CODE, { kind: 'SET_INPUT', participantId: 'ann', change: { wish: 'something funky' }, wishId: 'w1' });
    await clock.advance(2_900);
    expect(told).toEqual(['WAITING']);
    await clock.advance(200);
    expect(told).toEqual(['WAITING', 'ACCEPTED']);
    await clock.advance(1_000);
    expect(told).toEqual(['WAITING', 'ACCEPTED', 'SOUNDING']);
    const { state, live } = views.at(-1) as RoomView;
    expect(state.decision.mix.prompts[0]?.text).toBe('funk');
    expect(live.heard).toEqual(state.target);
    expect(chunks.map(({ seq }) => seq)).toEqual(chunks.map((_, at) => at));
    expect(chunks.length).toBeGreaterThan(90);
  });

  it('the drummer’s fader reaches the engine at once, and is heard when it sounds', async () => {
    const { clock, apply, engines, lyria } = await setUp();
    await apply(CODE, { kind: 'START', actorId: 'ann' });
    await clock.advance(5_000);
    await apply(CODE, { kind: 'SET_INPUT', participantId: 'ann', change: { bpm: 145 }, wishId: 'w1' });
    expect(engines.all[0]?.intents.at(-1)?.steering.bpm).toBe(145);
    expect(lyria.liveOf(CODE).heard?.bpm).toBe(MIX.bpm);
    await clock.advance(1_000);
    expect(lyria.liveOf(CODE).heard?.bpm).toBe(145);
  });

  it('versions that clients see only grow', async () => {
    const { clock, apply, audience } = await setUp();
    const views = collect<RoomView>(await audience.watchRoom(null, CODE));
    const ears = [await audience.hear(null, CODE, 'OPUS', null)];
    await apply(CODE, { kind: 'START', actorId: 'ann' });
    for (let step = 0; step < 40; step += 1) {
      await apply(CODE, { kind: 'SET_INPUT', participantId: 'ann', change: { bpm: 80 + step }, wishId: 'w' });
      if (step === 20) await ears[0]?.return?.();
      await clock.advance(333);
    }
    await apply(CODE, { kind: 'STOP', actorId: 'ann' });
    await clock.advance(100);
    const versions = views.map(({ state, live }) => state.version + live.version);
    expect(versions.length).toBeGreaterThan(40);
    expect(versions.every((version, at) => at === 0 || version > (versions[at - 1] as number))).toBe(true);
    expect(views.at(-1)).toMatchObject({ state: { isPlaying: false }, live: { health: 'IDLE', heard: null } });
  });

  it('a closed room leaves no timer behind', async () => {
    const { clock, apply, audience, lyria, arbitration } = await setUp();
    const ended = collect(await audience.hear(null, CODE, 'OPUS', null));
    await apply(CODE, { kind: 'START', actorId: 'ann' });
    await clock.advance(2_000);
    await apply(CODE, { kind: 'CLOSE', actorId: 'ann' });
    expect(ended.length).toBeGreaterThan(20);
    expect(clock.pending()).toBe(0);
    arbitration.stop();
    await lyria.stop();
  });
});
