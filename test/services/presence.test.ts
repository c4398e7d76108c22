// Presence: a reload is no news, a lost phone is away and later gone, requests count as signs of life, and empty rooms close.
import { beforeEach, describe, expect, it } from 'vitest';
import type { TicketHolder } from '../../server/ports/tickets.ts';
import type { PresenceService } from '../../server/services/presence.ts';
import { createRoomWorld, holderOf, type RoomWorld } from '../support/room-world.ts';

let world: RoomWorld;
let presence: PresenceService;
let code: string;
let mira: TicketHolder;
let suna: TicketHolder;

beforeEach(async () => {
  world = createRoomWorld();
  const host = await world.open();
  code = host.view.state.code;
  mira = holderOf(host);
  suna = holderOf(await world.join(code, 'Suna'));
  presence = world.startPresence();
});

const stateOf = async ({ participantId }: TicketHolder) => {
  const state = await world.store.get(code);
  return state?.participants.find(({ id }) => id === participantId)?.presence ?? 'GONE';
};
const seconds = (count: number) => world.clock.advance(count * 1_000);

describe('a socket', () => {
  it('keeps its participant connected for as long as it is open', async () => {
    presence.connected(suna);
    await seconds(3_600);
    expect(await stateOf(suna)).toBe('CONNECTED');
  });

  it('that closes makes its participant away after about 3 s', async () => {
    const close = presence.connected(suna);
    await seconds(10);
    close();
    await seconds(2.9);
    expect(await stateOf(suna)).toBe('CONNECTED');
    await seconds(1.2);
    expect(await stateOf(suna)).toBe('AWAY');
  });

  it('that is replaced within 3 s (a reload) is no news to anybody', async () => {
    presence.connected(mira);
    const close = presence.connected(suna);
    await seconds(1);
    const before = world.news.length;
    close();
    await seconds(2);
    presence.connected(suna);
    await seconds(120);
    expect(world.news.length).toBe(before);
  });

  it('counts beside others of the same participant, and closes once', async () => {
    const first = presence.connected(suna);
    const second = presence.connected(suna);
    first();
    first();
    await seconds(30);
    expect(await stateOf(suna)).toBe('CONNECTED');
    second();
    await seconds(5);
    expect(await stateOf(suna)).toBe('AWAY');
  });

  it('brings somebody back at once who is away', async () => {
    presence.connected(suna)();
    await seconds(5);
    expect(await stateOf(suna)).toBe('AWAY');
    presence.connected(suna);
    await seconds(0);
    expect(await stateOf(suna)).toBe('CONNECTED');
  });
});

describe('requests', () => {
  it('keep a participant connected for 60 s each', async () => {
    for (let minute = 0; minute < 5; minute++) {
      await seconds(59);
      presence.seen(suna);
    }
    expect(await stateOf(suna)).toBe('CONNECTED');
    await seconds(59);
    expect(await stateOf(suna)).toBe('CONNECTED');
    await seconds(2);
    expect(await stateOf(suna)).toBe('AWAY');
  });

  it('bring somebody back', async () => {
    await seconds(62);
    expect(await stateOf(suna)).toBe('AWAY');
    presence.seen(suna);
    await seconds(0);
    expect(await stateOf(suna)).toBe('CONNECTED');
  });

  it('need not come at all for 60 s after joining', async () => {
    await seconds(59);
    expect(await stateOf(suna)).toBe('CONNECTED');
    await seconds(3);
    expect(await stateOf(suna)).toBe('AWAY');
  });
});

describe('a phone that stays away', () => {
  it('loses its seat after 120 s, and gets seat and role again with its ticket', async () => {
    presence.connected(mira);
    presence.connected(suna)();
    await seconds(5);
    await seconds(117);
    expect(await stateOf(suna)).toBe('AWAY');
    await seconds(3);
    expect(await stateOf(suna)).toBe('GONE');
    presence.connected(suna);
    await seconds(0);
    const state = await world.store.get(code);
    expect(state?.participants.at(-1)).toMatchObject({ id: suna.participantId, role: 'VIBE_SETTER', presence: 'CONNECTED' });
  });

  it('gets its seat with the next sign of life when the room was full at the first', async () => {
    presence.connected(mira);
    presence.connected(suna)();
    await seconds(130);
    await world.rooms.updateSettings(mira, code, { playerLimit: 1 });
    presence.seen(suna);
    await seconds(0);
    expect(await stateOf(suna)).toBe('GONE');
    await world.rooms.updateSettings(mira, code, { playerLimit: 2 });
    presence.seen(suna);
    await seconds(0);
    expect(await stateOf(suna)).toBe('CONNECTED');
    expect(world.warnings).toEqual([]);
  });

  it('is not brought back after it was removed', async () => {
    await world.rooms.remove(mira, code, suna.participantId);
    presence.connected(suna);
    await seconds(5);
    expect(await stateOf(suna)).toBe('GONE');
    expect(world.warnings).toEqual([]);
  });
});

describe('a host who is gone', () => {
  it('is followed after 60 s by the longest-present player, and may ask for the place back', async () => {
    presence.connected(suna);
    presence.connected(mira)();
    await seconds(62);
    expect((await world.store.get(code))?.hostId).toBe(mira.participantId);
    await seconds(4);
    expect((await world.store.get(code))?.hostId).toBe(suna.participantId);
    expect((await world.rooms.transferHost(mira, code, mira.participantId)).state.hostId).toBe(mira.participantId);
  });
});

describe('a room without people', () => {
  const minutes = (count: number) => seconds(count * 60);

  it('closes after 30 min, and its tickets end', async () => {
    await seconds(62);
    await minutes(29.9);
    expect(await world.store.get(code)).not.toBeNull();
    await minutes(0.2);
    expect(await world.store.get(code)).toBeNull();
  });

  it('stays open while somebody listens without having joined', async () => {
    world.ears.set(code, 1);
    await minutes(45);
    expect(await world.store.get(code)).not.toBeNull();
    world.ears.set(code, 0);
    await seconds(2);
    expect(await world.store.get(code)).toBeNull();
  });

  it('stays open while a single listener is connected', async () => {
    presence.connected(holderOf(await world.join(code, 'Lea', 'LISTENER')));
    await minutes(60);
    expect(await world.store.get(code)).not.toBeNull();
  });
});

describe('the service', () => {
  it('leaves no timer behind when it stops', async () => {
    await seconds(3);
    presence.stop();
    await seconds(3);
    expect(world.clock.pending()).toBe(0);
  });

  it('brings back who was away when the process started, as soon as their socket opens', async () => {
    await world.apply(code, { kind: 'STEP_AWAY', participantId: suna.participantId });
    presence.stop();
    const restarted = world.startPresence();
    restarted.connected(suna);
    await seconds(0);
    expect(await stateOf(suna)).toBe('CONNECTED');
  });
});
