// Facts about the two seats on stage that the instrumentalist fills.
import { describe, expect, it } from 'vitest';
import { askedOf, isFeatured, type OnStage, type StageAct, seatsAfter, seatsWith } from '../../client/player/seats-on-stage.ts';

type Seats = readonly OnStage[];
/** "Harp" plays, "(Harp)" rests. */
const seats = (...names: string[]): Seats =>
  names.map((name) => ({ name: name.replace(/[()]/g, '') as OnStage['name'], isResting: name.startsWith('(') }));

describe('an act on the stage', () => {
  it.each<[string, Seats, StageAct, Seats]>([
    ['brings somebody in', seats('Harp'), { kind: 'toggle', name: 'Flute' }, seats('Harp', 'Flute')],
    ['sends off who is tapped again', seats('Harp', 'Flute'), { kind: 'toggle', name: 'Harp' }, seats('Flute')],
    ['a third pushes out the oldest', seats('Harp', 'Flute'), { kind: 'toggle', name: 'Cello' }, seats('Flute', 'Cello')],
    ['sends off', seats('Harp', 'Flute'), { kind: 'sendOff', name: 'Flute' }, seats('Harp')],
    ['features one, the other rests', seats('Harp', 'Flute'), { kind: 'feature', name: 'Flute' }, seats('(Harp)', 'Flute')],
    ['features the resting one', seats('(Harp)', 'Flute'), { kind: 'feature', name: 'Harp' }, seats('Harp', '(Flute)')],
    ['lets one rest', seats('Harp', 'Flute'), { kind: 'rest', name: 'Flute' }, seats('Harp', '(Flute)')],
    ['wakes who rests', seats('Harp', '(Flute)'), { kind: 'rest', name: 'Flute' }, seats('Harp', 'Flute')],
  ])('%s', (_name, before, act, after) => {
    expect(seatsWith(before, act)).toEqual(after);
  });

  it('asks the room for those who do not rest', () => {
    expect(askedOf(seats('(Harp)', 'Flute'))).toEqual(['Flute']);
  });

  it.each([
    [seats('Harp', '(Flute)'), 'Harp', true],
    [seats('Harp', '(Flute)'), 'Flute', false],
    [seats('Harp', 'Flute'), 'Harp', false],
    [seats('Harp'), 'Harp', false],
  ])('%j: %s is featured: %s', (given, name, expected) => {
    expect(isFeatured(given, name)).toBe(expected);
  });
});

describe('the room’s word', () => {
  it.each<[string, Seats, string[], Seats]>([
    ['fills an empty stage', [], ['Harp', 'Flute'], seats('Harp', 'Flute')],
    ['keeps who rests here', seats('(Harp)', 'Flute'), ['Flute'], seats('(Harp)', 'Flute')],
    ['takes who plays no more', seats('Harp', 'Flute'), ['Flute'], seats('Flute')],
    ['wakes whom the room hears', seats('(Harp)', 'Flute'), ['Harp', 'Flute'], seats('Harp', 'Flute')],
    ['lets playing go before resting', seats('(Harp)', 'Flute'), ['Flute', 'Cello'], seats('Flute', 'Cello')],
    ['knows only what is on the shelf', [], ['Theremin'], []],
  ])('%s', (_name, before, asked, after) => {
    expect(seatsAfter(before, asked)).toEqual(after);
  });
});
