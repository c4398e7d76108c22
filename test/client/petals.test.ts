// Who gets which petal, and how long it is.
import { describe, expect, it } from 'vitest';
import '../support/english.ts';
import { type Player, petalsFor, playersOf } from '../../client/stage/petals.ts';
import { fan, halfWidthAt, petalsEach, reach } from '../../client/visual/petal.ts';

function person(id: string, role: Player['role'] | null, influence = 0.1, kind: Player['kind'] = 'CONTROLLER') {
  return {
    id,
    displayName: id,
    kind,
    role,
    influence,
    isHost: false,
    isFounder: false,
    isCoHost: false,
    isSilenced: false,
    isSimulated: false,
    presence: 'CONNECTED' as const,
    joinedAt: 0,
    input: null,
  };
}
const soloists = [
  person('mira', 'DRUMMER', 0.3),
  person('tovi', 'VIBE_SETTER'),
  person('suna', 'GENRE_DJ'),
  person('jaro', 'INSTRUMENTALIST'),
] as Player[];
const crowd = (count: number) => Array.from({ length: count }, (_, i) => person(`energy${i}`, 'ENERGY', 0.05)) as Player[];
const restName = (count: number) => `and ${count} more`;
const ids = (players: readonly Player[]) => players.map(({ id }) => id);

describe('the flower’s people', () => {
  it('leaves out screens and listeners', () => {
    const room = [person('screen', null, 0, 'DISPLAY'), person('ear', null, 0, 'LISTENER'), person('mira', 'DRUMMER')];
    expect(ids(playersOf(room))).toEqual(['mira']);
  });

  it('keeps the order of arrival while only one plays energy', () => {
    const players = [...soloists, ...crowd(1)];
    expect(petalsFor(players, ids(players), restName).map(({ id }) => id)).toEqual(ids(players));
  });

  it('seats several energy players between the single roles, each in an own hue', () => {
    const players = [...soloists, ...crowd(3)];
    const petals = petalsFor(players, ids(players), restName);
    expect(petals.map(({ id }) => id)).toEqual(['mira', 'energy1', 'tovi', 'energy2', 'suna', 'jaro', 'energy0']);
    const hues = petals.filter(({ role }) => role === 'ENERGY').map(({ hueShift }) => hueShift);
    expect(new Set(hues).size).toBe(3);
    expect(petals.filter(({ role }) => role !== 'ENERGY').every(({ hueShift }) => hueShift === 0)).toBe(true);
  });

  it('never changes the order of those who are there when somebody comes', () => {
    const order = (count: number) => {
      const players = [...soloists, ...crowd(count)];
      return petalsFor(players, ids(players), restName).map(({ id }) => id);
    };
    for (let count = 0; count < 6; count++) {
      const before = order(count);
      expect(order(count + 1).filter((id) => before.includes(id))).toEqual(before);
    }
  });

  it('groups the quietest beyond ten into one petal that is never the largest', () => {
    const players = [...soloists, ...crowd(10)];
    const petals = petalsFor(players, ids(players), restName);
    expect(petals).toHaveLength(10);
    expect(petals.at(-1)).toMatchObject({ id: 'rest', name: 'and 5 more', share: 0.25 });
  });
});

describe('a petal', () => {
  it('reaches the rim for the largest share still shows without one, and all are alike while nobody has any', () => {
    expect(reach(0.4, 0.4)).toBeCloseTo(1);
    expect(reach(0, 0.4)).toBeCloseTo(0.17 + 0.83 * 0.4);
    expect(reach(0, 0)).toBeCloseTo(1);
  });

  it('makes a whole flower with one person and a fan of three with ten', () => {
    expect([1, 2, 3, 5, 10].map(petalsEach)).toEqual([13, 7, 5, 3, 3]);
    expect(fan(0, 1, 200)).toHaveLength(13);
  });

  it('is painted from the outermost to the middle one, the same every time', () => {
    const petals = fan(2, 5, 200);
    expect(petals.map(({ aside }) => aside)).toEqual([...petals.map(({ aside }) => aside)].sort((a, b) => b - a));
    expect(petals.at(-1)).toMatchObject({ aside: 0, angle: 0, length: 200 });
    expect(fan(2, 5, 200)).toEqual(petals);
  });

  it('is closed at root and tip and widest in between', () => {
    const [petal] = fan(0, 5, 200).slice(-1);
    if (!petal) throw new Error('a fan has petals');
    expect(halfWidthAt(petal, 0)).toBe(0);
    expect(halfWidthAt(petal, 1)).toBe(0);
    expect(halfWidthAt(petal, 0.5)).toBeGreaterThan(0.8 * petal.halfWidth);
  });
});
