// Decisions: what they do to target and prompts, and what becomes of wishes.
import { describe, expect, it } from 'vitest';
import type { Mix } from '../../server/domain/arbitration.ts';
import type { WishVerdict } from '../../server/domain/heard-voices.ts';
import type { RoomCommand, RoomState } from '../../server/domain/room-state.ts';
import { apply, BIRTH_MIX, HOST, input, lastStory, partyOf, person, roomAfter, START_MS } from '../support/seeded-room.ts';

const FUNKY: Mix = { ...BIRTH_MIX, prompts: [{ text: 'funk groove', weight: 1, credits: [] }], reason: 'Suna asked for funk.', bpm: 110 };
const start: RoomCommand = { kind: 'START', actorId: HOST };

function decide(state: RoomState, mix: Mix, verdicts: readonly WishVerdict[] = [], inputsRevision = state.inputsRevision): RoomCommand {
  return { kind: 'APPLY_DECISION', mix, source: 'RULES', inputsRevision, settled: true, verdicts };
}

const accepted = (participantId: string, field: 'wish' | 'genre' = 'wish'): WishVerdict => ({
  participantId,
  field,
  fate: 'ACCEPTED',
  understood: ['funk'],
  unknown: ['wibble'],
  reason: null,
});
const declined = (participantId: string): WishVerdict => ({
  ...accepted(participantId),
  fate: 'DECLINED',
  understood: [],
  reason: 'No music in it.',
});

const playing = roomAfter(partyOf('suna'), [start]);
const wishing = apply(playing, input('suna', { wish: 'wibble funk' }, 'w1')).state;
const wishOf = (state: RoomState) => person(state, 'suna').input?.wish;

describe('a decision', () => {
  it('sets prompts, steering and reason, and says from which inputs', () => {
    const room = apply(wishing, decide(wishing, FUNKY), START_MS + 4_000).state;
    expect(room.target).toMatchObject({ bpm: 110, revision: wishing.target.revision + 1 });
    expect(room.decision).toMatchObject({
      mix: FUNKY,
      source: 'RULES',
      isFirst: false,
      settled: true,
      inputsRevision: wishing.inputsRevision,
      revision: room.target.revision,
      decidedAtMs: START_MS + 4_000,
    });
    expect(room.inputsRevision).toBe(wishing.inputsRevision);
  });

  it('does not move a person’s own fader', () => {
    const room = apply(playing, input(HOST, { bpm: 150 })).state;
    expect(apply(room, decide(room, FUNKY)).state.target.bpm).toBe(150);
  });

  it('raises the steering’s revision when only the prompts differ', () => {
    const mix = { ...BIRTH_MIX, prompts: [{ text: 'funk groove', weight: 1, credits: [] }] };
    expect(apply(playing, decide(playing, mix)).state.target).toEqual({ ...playing.target, revision: 1 });
  });

  it('raises it when only weights differ, and not for credits', () => {
    const [prompt] = BIRTH_MIX.prompts;
    if (!prompt) throw new Error('no prompt');
    const reweighed = {
      ...BIRTH_MIX,
      prompts: [
        { ...prompt, weight: 0.7 },
        { text: 'soft piano', weight: 0.3, credits: [] },
      ],
    };
    expect(apply(playing, decide(playing, reweighed)).state.target.revision).toBe(1);
    const credited = { ...BIRTH_MIX, credits: [{ participantId: 'suna', displayName: 'Suna', share: 1 }] };
    expect(apply(playing, decide(playing, credited)).state.target).toBe(playing.target);
  });

  it('that says what is already so changes nothing', () => {
    const room = apply(playing, decide(playing, FUNKY)).state;
    expect(apply(room, decide(room, structuredClone(FUNKY)), START_MS + 8_000).state).toBe(room);
  });

  it('that comes after the music has stopped is dropped', () => {
    const stopped = apply(wishing, { kind: 'STOP', actorId: HOST }).state;
    expect(apply(stopped, decide(wishing, FUNKY)).state).toBe(stopped);
  });

  it('is told once, and again only when prompts or reason are others', () => {
    const room = apply(playing, decide(playing, FUNKY)).state;
    expect(lastStory(room)).toBe('Suna asked for funk.');
    const ramp = apply(room, decide(room, { ...FUNKY, bpm: 116, density: 0.6 })).state;
    expect(ramp.story).toBe(room.story);
    expect(apply(ramp, decide(ramp, { ...FUNKY, reason: 'It grows.' })).state.story.at(-1)).toMatchObject({
      kind: 'DECISION',
      participantId: null,
    });
  });
});

describe('a wish', () => {
  it('is accepted, then sounds, and its author is told each time', () => {
    const decided = apply(wishing, decide(wishing, FUNKY, [accepted('suna')]));
    const { revision } = decided.state.target;
    expect(wishOf(decided.state)).toMatchObject({ id: 'w1', fate: 'ACCEPTED', understood: ['funk'], unknown: ['wibble'], revision });
    expect(decided.events.filter(({ kind }) => kind === 'WISH_CHANGED')).toHaveLength(1);

    expect(apply(decided.state, { kind: 'HEAR', revision: revision - 1 }).state).toBe(decided.state);
    const heard = apply(decided.state, { kind: 'HEAR', revision });
    expect(wishOf(heard.state)?.fate).toBe('SOUNDING');
    expect(heard.events).toEqual([{ kind: 'WISH_CHANGED', participantId: 'suna', wish: wishOf(heard.state) }]);
    expect(heard.state.inputsRevision).toBe(wishing.inputsRevision);
    expect(apply(heard.state, { kind: 'HEAR', revision }).state).toBe(heard.state);
  });

  it('goes on sounding when the same verdict comes with every tick', () => {
    let room = apply(wishing, decide(wishing, FUNKY, [accepted('suna')])).state;
    room = apply(room, { kind: 'HEAR', revision: room.target.revision }).state;
    expect(wishOf(apply(room, decide(room, { ...FUNKY, bpm: 116 }, [accepted('suna')])).state)?.fate).toBe('SOUNDING');
    expect(apply(room, decide(room, FUNKY, [accepted('suna')])).state).toBe(room);
    expect(wishOf(apply(room, decide(room, { ...FUNKY, bpm: 116 }, [declined('suna')])).state)?.fate).toBe('SOUNDING');
  });

  it('is declined with a reason, and never sounds', () => {
    const room = apply(wishing, decide(wishing, FUNKY, [declined('suna')])).state;
    expect(wishOf(room)).toMatchObject({ fate: 'DECLINED', reason: 'No music in it.', revision: null });
    expect(apply(room, { kind: 'HEAR', revision: 99 }).state).toBe(room);
  });

  it('that came while the arbiter was deciding waits for the next decision', () => {
    const newer = apply(wishing, input('suna', { wish: 'harp please' }, 'w2')).state;
    const late = apply(newer, decide(newer, FUNKY, [accepted('suna')], wishing.inputsRevision)).state;
    expect(wishOf(late)).toMatchObject({ id: 'w2', fate: 'WAITING' });
    expect(late.decision.inputsRevision).toBeLessThan(late.inputsRevision);
  });

  it('is no other field’s: own words as genre have a fate of their own', () => {
    const dj = roomAfter(playing, [
      { kind: 'CHANGE_ROLE', participantId: 'suna', role: 'GENRE_DJ' },
      input('suna', { genre: 'moon bossa', wish: 'wibble' }, 'w1'),
    ]);
    const room = apply(dj, decide(dj, FUNKY, [accepted('suna', 'genre')])).state;
    expect(person(room, 'suna').input).toMatchObject({ genreWish: { fate: 'ACCEPTED' }, wish: { fate: 'WAITING' } });
    expect(person(room, 'suna').input?.genreWish?.id).not.toBe(wishOf(room)?.id);
  });
});
