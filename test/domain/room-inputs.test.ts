// Inputs: each role its own fields, ranges that are named when they are left, and faders that act at once.
import { describe, expect, it } from 'vitest';
import { INSTRUMENTS } from '../../server/domain/lexicon-instruments.ts';
import { MOODS } from '../../server/domain/lexicon-qualities.ts';
import type { InputChange, RoomCommand } from '../../server/domain/room-state.ts';
import { sharesOf, voicesOf } from '../../server/domain/voices.ts';
import { apply, HOST, input, joinAs, lastStory, partyOf, person, refusal, roomAfter, START_MS } from '../support/seeded-room.ts';

/** One player of each role, a second energy player, a listener and a screen. */
const band = roomAfter(partyOf('vibe', 'dj', 'inst', 'en', 'en2'), [joinAs('lea', 'LISTENER'), joinAs('wall', 'DISPLAY')]);
const HOLDERS = { bpm: HOST, moods: 'vibe', genre: 'dj', instruments: 'inst', density: 'en', brightness: 'en' } as const;
const SAMPLES: InputChange = { bpm: 120, moods: ['Dark'], genre: 'Jazz', instruments: ['Kalimba'], density: 0.7, brightness: 0.2 };
const FIELDS = Object.keys(HOLDERS) as (keyof typeof HOLDERS)[];
const only = (field: keyof typeof HOLDERS): InputChange => ({ [field]: SAMPLES[field] });

describe('each role', () => {
  it.each(FIELDS)('that owns %s may set it', (field) => {
    const room = apply(band, input(HOLDERS[field], only(field))).state;
    expect(person(room, HOLDERS[field]).input?.[field]).toEqual(SAMPLES[field]);
    expect([room.version, room.inputsRevision]).toEqual([band.version + 1, band.inputsRevision + 1]);
  });

  it.each(FIELDS)('other than the owner of %s is refused, and told whose it is', (field) => {
    const owner = person(band, HOLDERS[field]).role;
    for (const { id, role } of band.participants) {
      if (role === null || role === owner) continue;
      expect(refusal(() => apply(band, input(id, only(field))))).toEqual({ code: 'ROLE_FORBIDS', field, role: owner });
    }
  });

  it('may make a wish', () => {
    for (const { id, kind } of band.participants) {
      if (kind !== 'CONTROLLER') continue;
      expect(person(apply(band, input(id, { wish: 'more funk' })).state, id).input?.wish).toMatchObject({
        text: 'more funk',
        fate: 'WAITING',
      });
    }
  });

  it.each(['lea', 'wall', 'nobody'])('is needed: %s has no controls', (id) => {
    expect(refusal(() => apply(band, input(id, { wish: 'funk' })))).toEqual({ code: 'FORBIDDEN' });
    expect(refusal(() => apply(band, { kind: 'CHANGE_ROLE', participantId: id, role: 'ENERGY' }))).toEqual({ code: 'FORBIDDEN' });
  });
});

describe('ranges', () => {
  it.each([
    ['bpm', 59, 60, 200],
    ['bpm', 201, 60, 200],
    ['bpm', 120.5, 60, 200],
    ['bpm', Number.NaN, 60, 200],
    ['bpm', Number.POSITIVE_INFINITY, 60, 200],
    ['density', -0.01, 0, 1],
    ['density', 1.01, 0, 1],
    ['brightness', Number.NaN, 0, 1],
    ['brightness', Number.NEGATIVE_INFINITY, 0, 1],
  ] as const)('%s of %s is refused with its range', (field, value, min, max) => {
    expect(refusal(() => apply(band, input(HOLDERS[field], { [field]: value })))).toEqual({ code: 'BAD_INPUT', field, min, max });
  });

  it.each([
    ['bpm', 60],
    ['bpm', 200],
    ['density', 0],
    ['density', 1],
    ['brightness', 0],
  ] as const)('%s of %s is within', (field, value) => {
    const room = apply(band, input(HOLDERS[field], { [field]: value })).state;
    expect([person(room, HOLDERS[field]).input?.[field], room.target[field]]).toEqual([value, value]);
  });

  it.each([
    ['moods', ['Dark', 'Chill', 'Tense', 'Dreamy']],
    ['moods', ['Dark', 'dark']],
    ['moods', ['Cheesy']],
    ['instruments', ['Piano', 'Harp', 'Flute']],
    ['instruments', ['Harp', 'Harp']],
    ['instruments', ['Bagpipes']],
  ] as const)('%s of %j are refused', (field, tiles) => {
    expect(refusal(() => apply(band, input(HOLDERS[field], { [field]: tiles })))).toMatchObject({ code: 'BAD_INPUT', field });
  });

  it('tell what there is when a tile is unknown', () => {
    expect(() => apply(band, input('vibe', { moods: ['Cheesy'] }))).toThrow(MOODS.join(', '));
    expect(() => apply(band, input('inst', { instruments: ['Bagpipes'] }))).toThrow(INSTRUMENTS.join(', '));
  });

  it('forgive the spelling of tiles', () => {
    expect(person(apply(band, input('vibe', { moods: ['dark', 'EUPHORIC'] })).state, 'vibe').input?.moods).toEqual(['Dark', 'Euphoric']);
    expect(person(apply(band, input('dj', { genre: 'hip hop' })).state, 'dj').input).toMatchObject({ genre: 'Hip-Hop', genreWish: null });
  });

  it('leave everything as it was when one field of several is wrong', () => {
    expect(refusal(() => apply(band, input('en', { density: 0.4, brightness: 2 })))).toMatchObject({ field: 'brightness' });
    expect(person(band, 'en').input).toBeNull();
  });
});

describe('own words', () => {
  it.each([
    ['a wish', 'wish', 120],
    ['a genre', 'genre', 60],
  ] as const)('for %s have a limit and no control characters', (_what, field, max) => {
    expect(refusal(() => apply(band, input('dj', { [field]: 'x'.repeat(max + 1) })))).toEqual({ code: 'TOO_LARGE', field, max });
    expect(refusal(() => apply(band, input('dj', { [field]: 'x'.repeat(1_000_000) })))).toEqual({ code: 'TOO_LARGE', field, max });
    expect(refusal(() => apply(band, input('dj', { [field]: 'fu\nnk' })))).toEqual({ code: 'BAD_INPUT', field });
    expect(refusal(() => apply(band, input('dj', { [field]: 'fu\u202enk' })))).toEqual({ code: 'BAD_INPUT', field });
    expect(refusal(() => apply(band, input('dj', { [field]: 'x'.repeat(max) }))).code).toBe('none');
  });

  it('as a genre wait for the arbiter, in place of the tile', () => {
    const room = roomAfter(band, [input('dj', { genre: 'Jazz' }), input('dj', { genre: 'bossa from the moon' }, 'w2')]);
    expect(person(room, 'dj').input).toMatchObject({
      genre: null,
      genreWish: { field: 'genre', text: 'bossa from the moon', fate: 'WAITING' },
    });
    expect(voicesOf(room, START_MS + 10)[0]?.input.genre).toBe('bossa from the moon');
    expect(person(apply(room, input('dj', { genre: 'Funk' })).state, 'dj').input).toMatchObject({ genre: 'Funk', genreWish: null });
  });

  it('are told to their author as waiting', () => {
    const { events } = apply(band, input('en', { wish: '  more   ＦＵＮＫ ' }, 'w1'));
    expect(events[0]).toMatchObject({ kind: 'WISH_CHANGED', participantId: 'en', wish: { id: 'w1', text: 'more FUNK', fate: 'WAITING' } });
  });

  it('are a new wish each time, even when they repeat', () => {
    const room = roomAfter(band, [input('en', { wish: 'funk' }, 'w1'), input('en', { wish: 'funk' }, 'w2')]);
    expect(person(room, 'en').input?.wish?.id).toBe('w2');
  });

  it('are taken back by an empty text', () => {
    const room = roomAfter(band, [input('en', { wish: 'funk', density: 0.4 }), input('en', { wish: ' ' })]);
    expect(person(room, 'en').input).toMatchObject({ wish: null, density: 0.4 });
    const dj = roomAfter(band, [input('dj', { genre: 'moon bossa' }), input('dj', { genre: '' })]);
    expect(person(dj, 'dj').input).toBeNull();
  });
});

describe('what changes nothing', () => {
  it.each([
    ['no field at all', {}],
    ['the same bpm', { bpm: 120 }],
    ['clearing a wish that is not there', { wish: '' }],
  ])('%s leaves the very same room', (_what, change) => {
    const room = apply(band, input(HOST, { bpm: 120 })).state;
    expect(apply(room, input(HOST, change), START_MS + 60_000).state).toBe(room);
  });

  it('the same tiles leave the very same room', () => {
    const room = apply(band, input('vibe', { moods: ['Dark', 'Chill'] })).state;
    expect(apply(room, input('vibe', { moods: ['dark', 'chill'] })).state).toBe(room);
  });
});

describe('influence', () => {
  const LATER = START_MS + 40_000;
  it('goes by how recent somebody’s input is, and sums to 1', () => {
    const room = roomAfter(roomAfter(band, [input('vibe', { moods: ['Dark'] })], LATER - 30_000), [input('en', { density: 1 })], LATER);
    const shares = sharesOf(room, LATER);
    expect([...shares.keys()]).toEqual(['vibe', 'en']);
    expect(shares.get('en')).toBeCloseTo(2 / 3, 6);
    expect([...shares.values()].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
  });

  it('is nobody’s in a room where nobody has set anything, or has taken it all back', () => {
    expect(sharesOf(band, LATER).size).toBe(0);
    const room = roomAfter(band, [input('vibe', { moods: ['Dark'] }), input('vibe', { moods: [] })]);
    expect(person(room, 'vibe').input).toBeNull();
    expect(sharesOf(room, LATER).size).toBe(0);
  });
});

describe('faders', () => {
  it('act at once, and each raises the steering’s revision', () => {
    const room = roomAfter(band, [input(HOST, { bpm: 140 }), input('en', { density: 0.9, brightness: 0.1 })]);
    expect(room.target).toEqual({ ...band.target, bpm: 140, density: 0.9, brightness: 0.1, revision: 2 });
  });

  it('of several energy players blend by influence', () => {
    const room = roomAfter(band, [input('en', { density: 1 }), input('en2', { density: 0 })]);
    expect(room.target.density).toBeGreaterThan(0.45);
    expect(room.target.density).toBeLessThan(0.55);
  });

  it('stay where they are when their player leaves', () => {
    const room = roomAfter(band, [input(HOST, { bpm: 140 }), { kind: 'LEAVE', participantId: HOST }]);
    expect(room.target.bpm).toBe(140);
    expect(room.inputsRevision).toBe(2);
  });

  it('of the others count alone as soon as a player leaves', () => {
    const room = roomAfter(band, [input('en', { density: 1 }), input('en2', { density: 0 }), { kind: 'LEAVE', participantId: 'en2' }]);
    expect(room.target.density).toBe(1);
  });

  it('go on counting while their player is away', () => {
    const room = roomAfter(band, [input('en', { density: 1 }), { kind: 'STEP_AWAY', participantId: 'en' }]);
    expect(voicesOf(room, START_MS + 10).map(({ participantId }) => participantId)).toEqual(['en']);
  });

  it('leave the target alone when the input is words', () => {
    expect(apply(band, input('en', { wish: 'funk' })).state.target).toBe(band.target);
  });
});

describe('changing roles', () => {
  const take = (participantId: string, role: 'DRUMMER' | 'ENERGY' | 'GENRE_DJ'): RoomCommand => ({
    kind: 'CHANGE_ROLE',
    participantId,
    role,
  });

  it('refuses a role that somebody holds, here or away', () => {
    expect(refusal(() => apply(band, take('en', 'DRUMMER')))).toEqual({ code: 'ROLE_TAKEN', role: 'DRUMMER' });
    const away = apply(band, { kind: 'STEP_AWAY', participantId: HOST }).state;
    expect(refusal(() => apply(away, take('en', 'DRUMMER')))).toEqual({ code: 'ROLE_TAKEN', role: 'DRUMMER' });
  });

  it('is open to all for energy, and changes nothing for the role one has', () => {
    expect(person(apply(band, take('dj', 'ENERGY')).state, 'dj').role).toBe('ENERGY');
    expect(apply(band, take('en', 'ENERGY')).state).toBe(band);
  });

  it('takes effect at once: the old role’s fields are gone, the wish stays', () => {
    const room = roomAfter(band, [input('en', { density: 1, wish: 'funk' }), { kind: 'LEAVE', participantId: HOST }]);
    const changed = apply(room, take('en', 'DRUMMER')).state;
    expect(person(changed, 'en')).toMatchObject({ role: 'DRUMMER', input: { density: null, wish: { text: 'funk' } } });
    expect(changed.inputsRevision).toBe(room.inputsRevision + 1);
    expect(refusal(() => apply(changed, input('en', { density: 0.5 })))).toMatchObject({ code: 'ROLE_FORBIDS', field: 'density' });
    expect(apply(changed, input('en', { bpm: 90 })).state.target.bpm).toBe(90);
    expect(lastStory(changed)).toBe('En is the drummer now');
  });

  it('drops the genre’s own words with the role', () => {
    const room = roomAfter(band, [input('dj', { genre: 'moon bossa' }), take('dj', 'ENERGY')]);
    expect(person(room, 'dj').input).toBeNull();
  });

  it('frees the old role for others', () => {
    const room = roomAfter(band, [take('dj', 'ENERGY'), take('en', 'GENRE_DJ')]);
    expect(person(room, 'en').role).toBe('GENRE_DJ');
  });
});
