// The story: sentences fit for every screen, the last twenty of them, and no flood from a moving fader.
import { describe, expect, it } from 'vitest';
import type { RoomCommand } from '../../server/domain/room-state.ts';
import { STORY_LENGTH } from '../../server/domain/story.ts';
import { apply, HOST, input, lastStory, partyOf, roomAfter, START_MS } from '../support/seeded-room.ts';

const band = partyOf('vibe', 'dj', 'inst', 'en');
const texts = (story: readonly { readonly text: string }[]) => story.map(({ text }) => text);

describe('sentences', () => {
  it.each<[string, RoomCommand]>([
    ['Dj chose afrobeat', input('dj', { genre: 'Afrobeat' })],
    ['Dj chose R&B', input('dj', { genre: 'r&b' })],
    ['Dj described a genre in own words', input('dj', { genre: 'moon bossa' })],
    ['Mira moved to a brisk 112', input(HOST, { bpm: 112 })],
    ['Mira moved to a slow 60', input(HOST, { bpm: 60 })],
    ['Mira moved to a racing 200', input(HOST, { bpm: 200 })],
    ['Vibe chose dark, dreamy and chill', input('vibe', { moods: ['Dark', 'Dreamy', 'Chill'] })],
    ['Inst brought in 808 and kalimba', input('inst', { instruments: ['808', 'Kalimba'] })],
    ['En set density to 70 % and brightness to 0 %', input('en', { density: 0.7, brightness: 0 })],
    ['En made a wish', input('en', { wish: 'secret words' })],
    ['En is now called Nova', { kind: 'RENAME', participantId: 'en', displayName: 'Nova' }],
    ['En dropped out for a moment', { kind: 'STEP_AWAY', participantId: 'en' }],
    ['En left', { kind: 'LEAVE', participantId: 'en' }],
    ['En was asked to leave', { kind: 'REMOVE', actorId: HOST, participantId: 'en' }],
    ['Dj is an energy player now', { kind: 'CHANGE_ROLE', participantId: 'dj', role: 'ENERGY' }],
  ])('%s', (text, command) => {
    expect(lastStory(apply(band, command).state)).toBe(text);
  });

  it('never hold the raw words of a wish or of a genre', () => {
    const room = roomAfter(band, [input('en', { wish: 'xyzzy funk' }), input('dj', { genre: 'xyzzy bossa' })]);
    expect(texts(room.story).join()).not.toContain('xyzzy');
  });
});

describe('a moving fader', () => {
  const move = (bpm: number) => input(HOST, { bpm });

  it('is one event with the newest value, at the end of the story', () => {
    const room = roomAfter(band, [move(100), input('dj', { genre: 'Jazz' }), move(101), move(150)]);
    expect(texts(room.story).slice(-2)).toEqual(['Dj chose jazz', 'Mira moved to a fast 150']);
    expect(room.story.filter(({ gesture }) => gesture === 'TEMPO')).toHaveLength(1);
  });

  it('is told under the same id, so that it replaces itself in the whole story', () => {
    const first = apply(band, move(101), START_MS + 1_000);
    const second = apply(first.state, move(102), START_MS + 4_000);
    const idOf = ({ events }: typeof first) => events.flatMap((event) => (event.kind === 'STORY_TOLD' ? [event.event.id] : []));
    expect(idOf(second)).toEqual(idOf(first));
  });

  it('is another event after a rest of more than 3 s', () => {
    const first = apply(band, move(101), START_MS + 1_000).state;
    const second = apply(first, move(102), START_MS + 4_001).state;
    expect(texts(second.story).slice(-2)).toEqual(['Mira moved to a walking 101', 'Mira moved to a walking 102']);
  });

  it('does not touch what others do with theirs', () => {
    const room = roomAfter(partyOf('a', 'b', 'c', 'x', 'y'), [
      input('x', { density: 0.1 }),
      input('y', { density: 0.9 }),
      input('x', { density: 0.2 }),
    ]);
    expect(texts(room.story).slice(-2)).toEqual(['Y set density to 90 %', 'X set density to 20 %']);
  });

  it('leaves separate wishes and genres apart', () => {
    const room = roomAfter(band, [input('dj', { genre: 'Jazz' }), input('dj', { genre: 'Funk' })]);
    expect(texts(room.story).slice(-2)).toEqual(['Dj chose jazz', 'Dj chose funk']);
  });
});

describe('the story', () => {
  it('keeps the last twenty, with ids that never repeat', () => {
    const commands = Array.from({ length: 50 }, (_, index) => input('dj', { genre: index % 2 ? 'Jazz' : 'Funk' }));
    const told = new Set<string>();
    let room = band;
    for (const command of commands) {
      const applied = apply(room, command);
      for (const event of applied.events) if (event.kind === 'STORY_TOLD') told.add(event.event.id);
      room = applied.state;
    }
    expect(room.story).toHaveLength(STORY_LENGTH);
    expect(told.size).toBe(50);
  });
});
