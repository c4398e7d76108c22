// Two players who exchange their roles: who may offer what to whom, and what an answer does.
import { describe, expect, it } from 'vitest';
import type { RoomCommand, RoomState } from '../../server/domain/room-state.ts';
import { openSwaps, SWAP_OFFER_MS } from '../../server/domain/swaps.ts';
import { apply, HOST, input, joinAs, lastStory, partyOf, person, refusal, roomAfter, START_MS } from '../support/seeded-room.ts';

const NOW = START_MS + 1_000;
const offer = (participantId: string, withId: string, swapId = 's1'): RoomCommand => ({
  kind: 'PROPOSE_SWAP',
  participantId,
  withId,
  swapId,
});
const answer = (participantId: string, isAccepted = true, swapId = 's1'): RoomCommand => ({
  kind: 'ANSWER_SWAP',
  participantId,
  swapId,
  isAccepted,
});
/** Mira drums, Vera has the mood, Dj the genre, Ina the instruments, Eli and Eva the energy, Lea listens. */
const party = roomAfter(partyOf('vera', 'dj', 'ina', 'eli', 'eva'), [joinAs('lea', 'LISTENER')]);
const roleOf = (state: RoomState, id: string) => person(state, id).role;
const roomOf = (...commands: RoomCommand[]) => commands.reduce((state, command) => apply(state, command, NOW).state, party);
const open = (state: RoomState, nowMs = NOW) => openSwaps(state, nowMs).map(({ fromId, toId }) => `${fromId}>${toId}`);

describe('an offer', () => {
  it('stands for half a minute and changes nothing yet', () => {
    const offered = roomOf(offer('dj', HOST));
    expect(offered.swaps).toEqual([{ id: 's1', fromId: 'dj', toId: HOST, expiresAtMs: NOW + SWAP_OFFER_MS }]);
    expect([open(offered), open(offered, NOW + SWAP_OFFER_MS - 1), open(offered, NOW + SWAP_OFFER_MS)]).toEqual([
      ['dj>mira'],
      ['dj>mira'],
      [],
    ]);
    expect([roleOf(offered, 'dj'), roleOf(offered, HOST)]).toEqual(['GENRE_DJ', 'DRUMMER']);
  });

  it.each<[string, RoomState, RoomCommand, Record<string, unknown>]>([
    ['to oneself', party, offer('dj', 'dj'), { code: 'BAD_INPUT', field: 'participantId' }],
    ['to nobody', party, offer('dj', 'ghost'), { code: 'BAD_INPUT', field: 'participantId' }],
    ['to a listener', party, offer('dj', 'lea'), { code: 'BAD_INPUT', field: 'participantId' }],
    ['by a listener', party, offer('lea', 'dj'), { code: 'FORBIDDEN' }],
    ['by a stranger', party, offer('ghost', 'dj'), { code: 'FORBIDDEN' }],
    ['of the same role', party, offer('eli', 'eva'), { code: 'CONFLICT' }],
    ['to somebody who dropped out', roomOf({ kind: 'STEP_AWAY', participantId: 'dj' }), offer('eli', 'dj'), { code: 'CONFLICT' }],
  ])('is refused: %s', (_name, state, command, expected) => {
    expect(refusal(() => apply(state, command, NOW))).toEqual(expected);
  });

  it.each<[string, RoomCommand[], string[]]>([
    ['a second one replaces the first', [offer('dj', HOST), offer('dj', 'eli', 's2')], ['dj>eli']],
    ['two people may ask the same one', [offer('dj', HOST), offer('eli', HOST, 's2')], ['dj>mira', 'eli>mira']],
    ['it goes with who leaves', [offer('dj', HOST), { kind: 'LEAVE', participantId: 'dj' }], []],
    ['it is taken back', [offer('dj', HOST), answer('dj', false)], []],
    ['it is declined', [offer('dj', HOST), answer(HOST, false)], []],
    [
      'roles that became the same are nothing to swap',
      [offer('dj', 'eli'), { kind: 'CHANGE_ROLE', participantId: 'dj', role: 'ENERGY' }],
      [],
    ],
  ])('%s', (_name, commands, expected) => {
    expect(open(roomOf(...commands))).toEqual(expected);
  });
});

describe('an answer', () => {
  it('exchanges both roles at once, with a word in the story', () => {
    const swapped = roomOf(offer('dj', HOST), answer(HOST));
    expect([roleOf(swapped, 'dj'), roleOf(swapped, HOST)]).toEqual(['DRUMMER', 'GENRE_DJ']);
    expect(lastStory(swapped)).toBe('Dj and Mira swapped: Dj is the drummer now, Mira the genre DJ');
    expect(swapped.swaps).toEqual([]);
  });

  it('keeps wishes and lets go of what belonged to the old role', () => {
    const swapped = roomOf(input('dj', { genre: 'Jazz', wish: 'soft rain' }), input(HOST, { bpm: 140 }), offer('dj', HOST), answer(HOST));
    expect(person(swapped, 'dj').input).toMatchObject({ genre: null, wish: { text: 'soft rain' } });
    expect(person(swapped, HOST).input).toBe(null);
  });

  it('also comes as the same offer from the other side', () => {
    const swapped = roomOf(offer('dj', HOST), offer(HOST, 'dj', 's2'));
    expect([roleOf(swapped, 'dj'), roleOf(swapped, HOST), swapped.swaps]).toEqual(['DRUMMER', 'GENRE_DJ', []]);
  });

  it('ends every other offer of the two', () => {
    const swapped = roomOf(offer('eli', 'dj', 's2'), offer('vera', 'ina', 's3'), offer('dj', HOST), answer(HOST));
    expect(open(swapped)).toEqual(['vera>ina']);
  });

  it.each<[string, RoomState, RoomCommand, number, string]>([
    ['too late', roomOf(offer('dj', HOST)), answer(HOST), NOW + SWAP_OFFER_MS, 'CONFLICT'],
    ['to an unknown offer', roomOf(offer('dj', HOST)), answer(HOST, true, 's9'), NOW, 'CONFLICT'],
    ['by the one who asked', roomOf(offer('dj', HOST)), answer('dj'), NOW, 'FORBIDDEN'],
    ['by somebody else', roomOf(offer('dj', HOST)), answer('eli', false), NOW, 'FORBIDDEN'],
    ['by a stranger', roomOf(offer('dj', HOST)), answer('ghost'), NOW, 'FORBIDDEN'],
  ])('is refused: %s', (_name, state, command, nowMs, code) => {
    expect(refusal(() => apply(state, command, nowMs)).code).toBe(code);
  });
});
