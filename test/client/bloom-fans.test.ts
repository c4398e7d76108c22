// How people's fans come, move and leave in the Bloom.
import { describe, expect, it } from 'vitest';
import { type BloomPerson, type Fan, moveFans, neediest, present, seatFans } from '../../client/visual/fans.ts';

const person = (id: string, share: number, changes: Partial<BloomPerson> = {}): BloomPerson => ({
  id,
  name: id,
  role: 'ENERGY',
  share,
  presence: 'CONNECTED',
  hueShift: 0,
  ...changes,
});
const rest = (fans: readonly Fan[]) => {
  for (let i = 0; i < 300; i++) moveFans(fans, 1 / 60, false);
};
const find = (fans: readonly Fan[], id: string): Fan => {
  const fan = fans.find((one) => one.person.id === id);
  if (!fan) throw new Error(`${id} has no fan`);
  return fan;
};
/** As if painted: only the length matters here. */
const painted = (fan: Fan, radius: number) => {
  fan.sprites = { length: fan.reach * radius } as Fan['sprites'];
  fan.stale = false;
};

describe('fans', () => {
  it('open from the core to their share without swinging past it', () => {
    const fans = seatFans([], [person('mira', 0.4), person('tovi', 0.1)], 'dark');
    let furthest = 0;
    for (let i = 0; i < 300; i++) {
      moveFans(fans, 1 / 60, false);
      furthest = Math.max(furthest, find(fans, 'mira').reach);
    }
    expect(find(fans, 'mira').reach).toBeCloseTo(1, 3);
    expect(furthest).toBeLessThan(1.001);
    expect(find(fans, 'tovi').reach).toBeLessThan(0.7);
  });

  it('stay where they are and glide when somebody comes', () => {
    const first = seatFans([], [person('mira', 0.5), person('tovi', 0.5)], 'dark');
    rest(first);
    const before = find(first, 'tovi').angle;
    const next = seatFans(first, [person('mira', 0.4), person('suna', 0.2), person('tovi', 0.4)], 'dark');
    expect(find(next, 'tovi').angle).toBe(before);
    rest(next);
    expect(find(next, 'tovi').angle).toBeCloseTo(((-90 + 240) * Math.PI) / 180, 2);
  });

  it('fade out behind the others when somebody leaves, and come back when they return', () => {
    const both = seatFans([], [person('mira', 0.5), person('tovi', 0.5)], 'dark');
    rest(both);
    const alone = seatFans(both, [person('mira', 1)], 'dark');
    expect(alone.map(({ person: { id }, leaving }) => [id, leaving])).toEqual([
      ['tovi', true],
      ['mira', false],
    ]);
    rest(alone);
    expect(find(alone, 'tovi').alpha).toBeLessThan(0.02);
    expect(present(seatFans(alone, [person('mira', 0.5), person('tovi', 0.5)], 'dark'))).toHaveLength(2);
  });

  it('rest at 35 % while their person is away', () => {
    const fans = seatFans([], [person('mira', 1, { presence: 'AWAY' })], 'dark');
    rest(fans);
    expect(find(fans, 'mira').alpha).toBeCloseTo(0.35, 2);
  });

  it('are painted anew only when at rest at another length, or changed', () => {
    const fans = seatFans([], [person('mira', 0.5), person('tovi', 0.5)], 'dark');
    rest(fans);
    for (const fan of fans) painted(fan, 200);
    expect(neediest(fans, 200)).toBeNull();
    seatFans(fans, [person('mira', 0.5), person('tovi', 0.45)], 'dark');
    moveFans(fans, 1 / 60, false);
    expect(neediest(fans, 200)).toBeNull();
    rest(fans);
    expect(neediest(fans, 200)?.person.id).toBe('tovi');
    painted(find(fans, 'tovi'), 200);
    seatFans(fans, [person('mira', 0.5, { role: 'DRUMMER' }), person('tovi', 0.45)], 'dark');
    expect(neediest(fans, 200)?.person.id).toBe('mira');
  });
});
