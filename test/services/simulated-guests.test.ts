// Simulated guests at work: called in one after the other, playing to the bars, voting after people, gone when they are sent away.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SIMULATED_LIMITS } from '../../server/domain/simulated-guests.ts';
import { createSimulatedGuests, type SimulatedGuests } from '../../server/services/simulated-guests.ts';
import { createRoomWorld, holderOf, type RoomWorld } from '../support/room-world.ts';

let world: RoomWorld;
let guests: SimulatedGuests;
beforeEach(() => {
  world = createRoomWorld();
  guests = world.startSimulatedGuests();
});
afterEach(() => guests.stop());

async function openDemo(count = 4) {
  const welcome = await world.rooms.create({ isPublic: false, takeRole: false });
  const holder = holderOf(welcome);
  await world.rooms.inviteSimulated(holder, holder.code, count);
  return holder;
}
const stateOf = async (code: string) => {
  const state = await world.store.get(code);
  if (state === null) throw new Error('no room');
  return state;
};
const simulated = async (code: string) => (await stateOf(code)).participants.filter(({ isSimulated }) => isSimulated);
const seconds = (count: number) => world.clock.advance(count * 1_000);

it('they come one after the other, each with a role of its own, and stay without a sign of life', async () => {
  const { code } = await openDemo();
  await seconds(0.6);
  expect(await simulated(code)).toHaveLength(1);
  await seconds(3);
  expect((await simulated(code)).map(({ displayName, role }) => [displayName, role])).toEqual([
    ['Echo', 'DRUMMER'],
    ['Loop', 'VIBE_SETTER'],
    ['Pico', 'GENRE_DJ'],
    ['Vega', 'INSTRUMENTALIST'],
  ]);
});

it('presence never takes them for away, and closes their room when people are gone for long', async () => {
  const presence = world.startPresence();
  const holder = await openDemo();
  const leave = presence.connected(holder);
  await seconds(300);
  expect((await simulated(holder.code)).every(({ presence: there }) => there === 'CONNECTED')).toBe(true);
  leave();
  await seconds(130);
  expect(await simulated(holder.code)).toEqual([]);
  expect((await stateOf(holder.code)).simulatedGuests).toBe(0);
  await seconds(31 * 60);
  expect((await world.store.list()).filter(({ isClosed }) => !isClosed)).toEqual([]);
  presence.stop();
});

it('they play within the first bars, go on for as long as the music does, and the same seed plays the same', async () => {
  const evenings: string[] = [];
  for (let evening = 0; evening < 2; evening += 1) {
    guests.stop();
    world = createRoomWorld({ seed: 5 });
    guests = world.startSimulatedGuests();
    const holder = await openDemo();
    await seconds(3);
    expect((await simulated(holder.code)).every(({ input }) => input === null)).toBe(true);
    await world.rooms.start(holder, holder.code);
    await seconds(20);
    expect((await simulated(holder.code)).filter(({ input }) => input !== null)).toHaveLength(4);
    await seconds(300);
    evenings.push(
      JSON.stringify((await simulated(holder.code)).map(({ input }) => [input?.bpm, input?.genre, input?.moods, input?.instruments])),
    );
    await world.rooms.stop(holder, holder.code);
    const { inputsRevision } = await stateOf(holder.code);
    await seconds(300);
    expect((await stateOf(holder.code)).inputsRevision).toBe(inputsRevision);
  }
  expect(evenings[0]).toBe(evenings[1]);
});

it('they give a role up when a person comes, and take it again when the person leaves', async () => {
  const holder = await openDemo();
  await seconds(4);
  const person = await world.join(holder.code, 'Suna');
  expect(person.participant.role).toBe('DRUMMER');
  await world.rooms.leave(holderOf(person), holder.code);
  await seconds(1);
  expect((await simulated(holder.code)).map(({ role }) => role)).toContain('ENERGY');
  await seconds(3);
  expect((await simulated(holder.code)).map(({ role }) => role)).toContain('DRUMMER');
});

it('a person calls a drop, and they join until it carries', async () => {
  const holder = await openDemo();
  await seconds(4);
  await world.rooms.start(holder, holder.code);
  const person = holderOf(await world.join(holder.code, 'Suna'));
  expect(await world.rooms.vote(person, holder.code, 'DROP')).toMatchObject({ votes: 1, needed: 3, landsAtMs: null });
  await seconds(2);
  expect((await stateOf(holder.code)).crowd.vote).toMatchObject({ voterIds: { length: 3 }, carried: { votes: 3 } });
});

it('0 sends them away at once', async () => {
  const holder = await openDemo();
  await seconds(4);
  await world.rooms.inviteSimulated(holder, holder.code, 0);
  await seconds(0.1);
  expect(await simulated(holder.code)).toEqual([]);
});

it('only so many rooms may have some; the others are told to wait', async () => {
  for (let room = 0; room < SIMULATED_LIMITS.rooms; room += 1) await openDemo(1);
  await expect(openDemo(1)).rejects.toMatchObject({ code: 'RATE_LIMITED', details: { retryAfterMs: 60_000 } });
});

it('nothing is left of them when the service stops', async () => {
  const holder = await openDemo();
  await seconds(4);
  await world.rooms.start(holder, holder.code);
  guests.stop();
  expect(world.clock.pending()).toBe(0);
});

it('a service that begins anew takes up the guests that are there', async () => {
  const holder = await openDemo();
  await seconds(4);
  guests.stop();
  await world.rooms.start(holder, holder.code);
  guests = createSimulatedGuests(world.simulatedGuestsDeps);
  await seconds(20);
  expect((await simulated(holder.code)).some(({ input }) => input !== null)).toBe(true);
});
