// Facts about remembered seats: what comes back after a reload, and what never breaks a page.
import { describe, expect, it } from 'vitest';
import { createSeats, type Seat } from '../../client/graphql/seats.ts';

function memory(initial: Record<string, string> = {}) {
  const map = new Map(Object.entries(initial));
  return {
    map,
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
    removeItem: (key: string) => void map.delete(key),
  };
}

const refusing = {
  getItem: (): string | null => {
    throw new Error('storage is off');
  },
  setItem: () => {
    throw new Error('storage is full');
  },
  removeItem: () => {
    throw new Error('storage is off');
  },
};

const seat: Seat = { ticket: 't', participantId: 'p1', kind: 'CONTROLLER', displayName: 'Mira', joinUrl: 'http://room/r/K7M4QX' };

describe('seats', () => {
  it('gives a saved seat back under its code only', () => {
    const store = memory();
    createSeats(store).save('K7M4QX', seat);
    const later = createSeats(store);
    expect(later.read('K7M4QX')).toEqual(seat);
    expect(later.read('OTHERS')).toBeNull();
    expect([...store.map.keys()]).toEqual(['coro.seat.K7M4QX']);
  });

  it('keeps the stage of a room apart from the player in the same browser', () => {
    const seats = createSeats(memory());
    seats.save('K7M4QX', { ...seat, kind: 'DISPLAY', participantId: 'stage' });
    expect(seats.read('K7M4QX')).toBeNull();
    seats.save('K7M4QX', seat);
    expect(seats.read('K7M4QX', 'DISPLAY')?.participantId).toBe('stage');
    seats.forget('K7M4QX');
    expect(seats.read('K7M4QX')).toBeNull();
    expect(seats.read('K7M4QX', 'DISPLAY')?.participantId).toBe('stage');
  });

  it.each(['', 'null', '{', '[]', '"seat"', '{"ticket":1}', JSON.stringify({ ...seat, kind: 'KING' })])('treats %j as no seat', (text) => {
    expect(createSeats(memory({ 'coro.seat.K7M4QX': text })).read('K7M4QX')).toBeNull();
  });

  it('lists the last five rooms, newest first, each once', () => {
    const seats = createSeats(memory());
    for (let at = 1; at <= 7; at += 1) seats.visit({ code: `ROOM${at}`, name: `Room ${at}`, at });
    seats.visit({ code: 'ROOM5', name: 'Room five', at: 8 });
    expect(seats.lastRooms().map(({ name }) => name)).toEqual(['Room five', 'Room 7', 'Room 6', 'Room 4', 'Room 3']);
  });

  it('forgets silently where storage is refused', () => {
    const seats = createSeats(refusing);
    seats.save('K7M4QX', seat);
    seats.visit({ code: 'K7M4QX', name: 'Kitchen', at: 1 });
    seats.rememberName('Mira');
    seats.forget('K7M4QX');
    expect([seats.read('K7M4QX'), seats.lastRooms(), seats.name()]).toEqual([null, [], null]);
  });
});
