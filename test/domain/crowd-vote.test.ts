// A vote: who has a voice, how many are needed, when it lands, when it is over, and what has to rest afterwards.
import { describe, expect, it } from 'vitest';
import { CROWD_FORMS, CROWD_LIMITS, type CrowdForm } from '../../server/domain/crowd.ts';
import { quorumOf, viewVote } from '../../server/domain/crowd-quorum.ts';
import { formStates, voteEndsAtMs } from '../../server/domain/crowd-vote.ts';
import type { RoomCommand, RoomState } from '../../server/domain/room-state.ts';
import { apply, freshRoom, HOST, joinAs, lastStory, partyOf, refusal, roomAfter, START_MS } from '../support/seeded-room.ts';

const { windowMs, countdownMs, afterglowMs, restMs, formRestMs } = CROWD_LIMITS.vote;
const NOW = START_MS + 10_000;
const NAMES = ['ann', 'ben', 'cleo', 'dan', 'eve', 'fay', 'gus', 'hal', 'ida'];

const away = (participantId: string): RoomCommand => ({ kind: 'STEP_AWAY', participantId });
const leave = (participantId: string): RoomCommand => ({ kind: 'LEAVE', participantId });
const silence = (participantId: string): RoomCommand => ({ kind: 'SILENCE', actorId: HOST, participantId, isSilenced: true });
const allow = (...crowdForms: CrowdForm[]): RoomCommand => ({ kind: 'UPDATE_SETTINGS', actorId: HOST, settings: { crowdForms } });
const vote = (participantId: string, form: CrowdForm = 'DROP', voteId = 'v1'): RoomCommand => ({
  kind: 'VOTE',
  participantId,
  form,
  voteId,
});
const land = (landsAtMs: number, voteId = 'v1'): RoomCommand => ({ kind: 'LAND_VOTE', voteId, landsAtMs });
const end = (voteId = 'v1'): RoomCommand => ({ kind: 'END_VOTE', voteId });

/** The host and some more players, the music playing. */
function playing(players: number): RoomState {
  return apply(partyOf(...NAMES.slice(0, players - 1)), { kind: 'START', actorId: HOST }, NOW - 1_000).state;
}
const hence = (state: RoomState, ...commands: RoomCommand[]) => roomAfter(state, commands, NOW);
const at = (state: RoomState, command: RoomCommand, nowMs: number) => apply(state, command, nowMs).state;

describe('the quorum', () => {
  it.each([
    [0, 1],
    [1, 1],
    [2, 1],
    [3, 2],
    [4, 2],
    [9, 5],
    [10, 5],
  ])('of %i players is %i', (players, needed) => {
    const room = playing(Math.max(1, players));
    expect(quorumOf(players === 0 ? apply(room, away(HOST)).state : room)).toBe(needed);
  });

  it('counts neither screens nor listeners, nor who is away or silenced', () => {
    const room = roomAfter(playing(5), [joinAs('screen', 'DISPLAY'), joinAs('ear', 'LISTENER')]);
    expect(quorumOf(room)).toBe(3);
    expect(quorumOf(hence(room, away('ann')))).toBe(2);
    expect(quorumOf(hence(room, away('ann'), silence('ben'), silence('cleo')))).toBe(1);
  });

  it.each([1, 2, 3, 9, 10])('of %i players carries the vote exactly when it is reached', (players) => {
    let room = playing(players);
    const needed = quorumOf(room);
    for (const [index, name] of [HOST, ...NAMES].slice(0, needed).entries()) {
      expect(room.crowd.vote?.carried ?? null).toBeNull();
      room = at(room, vote(name), NOW + index);
      expect(viewVote(room)).toMatchObject({ votes: index + 1, needed });
    }
    expect(viewVote(room)).toMatchObject({ landsAtMs: NOW + needed - 1 + countdownMs });
  });
});

describe('people who come and go', () => {
  it('take their voice along, and bring it back', () => {
    const room = hence(playing(5), vote('ann'), vote('ben'));
    expect(viewVote(room)).toMatchObject({ votes: 2, needed: 3 });
    const without = hence(room, away('ann'));
    expect(viewVote(without)).toMatchObject({ votes: 1, needed: 2 });
    expect(viewVote(hence(without, { kind: 'RETURN', participantId: 'ann' }))).toMatchObject({ votes: 2, needed: 3 });
  });

  it('make a vote carry when they leave without having voted', () => {
    const room = hence(playing(4), vote('ann'));
    const left = at(at(room, leave('ben'), NOW + 5_000), leave('cleo'), NOW + 6_000);
    expect(left.crowd.vote?.carried).toEqual({ atMs: NOW + 6_000, landsAtMs: NOW + 6_000 + countdownMs, votes: 1, needed: 1 });
    expect(left.story.slice(-2).map(({ text }) => text)).toEqual(['Cleo left', 'Ann called the drop']);
  });

  it('never make one carry for which nobody who is there has voted', () => {
    const room = hence(playing(3), vote('ann'), leave('ann'));
    expect(viewVote(room)).toMatchObject({ votes: 0, needed: 1, landsAtMs: null });
  });

  it('raise the quorum when they join', () => {
    const room = hence(playing(4), vote('ann'), joinAs('newcomer'));
    expect(viewVote(room)).toMatchObject({ votes: 1, needed: 3 });
  });

  it('change nothing any more once the vote has carried', () => {
    const carried = hence(playing(4), vote('ann'), vote('ben'));
    const view = viewVote(carried);
    expect(view).toMatchObject({ votes: 2, needed: 2 });
    expect(viewVote(hence(carried, leave('ann'), leave('ben'), joinAs('x'), joinAs('y')))).toEqual(view);
  });

  it('do not make a vote carry whose time is over', () => {
    const room = hence(playing(4), vote('ann'));
    expect(at(at(room, leave('ben'), NOW + windowMs), leave('cleo'), NOW + windowMs).crowd.vote?.carried).toBeNull();
  });
});

describe('a voice', () => {
  it('counts once, however often the thumb taps', () => {
    const room = hence(playing(5), vote('ann'));
    const again = apply(room, vote('ann', 'DROP', 'v2'), NOW + 500);
    expect(again.state).toBe(room);
    expect(again.events).toEqual([]);
    expect(room.crowd.vote).toMatchObject({ id: 'v1', voterIds: ['ann'], expiresAtMs: NOW + windowMs });
  });

  it('that comes after the vote has carried changes nothing', () => {
    const carried = hence(playing(3), vote('ann'), vote('ben'));
    expect(at(carried, vote(HOST, 'DROP', 'v2'), NOW + 2_000)).toBe(carried);
    expect(at(carried, vote(HOST, 'DROP', 'v2'), NOW + countdownMs + 1_000)).toBe(carried);
  });

  it.each([
    ['another form is called', vote('ben', 'BREAKDOWN', 'v2'), { code: 'CONFLICT', form: 'DROP', voteId: 'v1' }],
    ['a screen', vote('screen'), { code: 'FORBIDDEN' }],
    ['a listener', vote('ear'), { code: 'FORBIDDEN' }],
    ['somebody silenced', vote('cleo'), { code: 'FORBIDDEN' }],
    ['a stranger', vote('stranger'), { code: 'FORBIDDEN' }],
    ['a form that is switched off', vote('ben', 'KEY_LIFT', 'v2'), { code: 'FORBIDDEN', form: 'KEY_LIFT' }],
  ])('is refused: %s', (_what, command, expected) => {
    const room = hence(
      roomAfter(playing(5), [joinAs('screen', 'DISPLAY'), joinAs('ear', 'LISTENER')]),
      silence('cleo'),
      allow('DROP', 'BREAKDOWN'),
      vote('ann'),
    );
    expect(refusal(() => apply(room, command, NOW + 1_000))).toEqual(expected);
  });

  it('is refused while no music plays', () => {
    expect(refusal(() => apply(freshRoom(), vote(HOST), NOW))).toEqual({ code: 'CONFLICT' });
  });

  it('for another form is refused even while the one before is landing, and taken when all have rested', () => {
    const carried = hence(playing(1), vote(HOST));
    const landsAtMs = NOW + countdownMs;
    expect(refusal(() => apply(carried, vote(HOST, 'HALF_TIME', 'v2'), landsAtMs + 1))).toMatchObject({ code: 'CONFLICT', form: 'DROP' });
    expect(at(carried, vote(HOST, 'HALF_TIME', 'v2'), landsAtMs + restMs).crowd.vote).toMatchObject({ id: 'v2', form: 'HALF_TIME' });
  });
});

describe('the end of a vote', () => {
  it('comes with its id and at its time only', () => {
    const room = hence(playing(5), vote('ann'));
    expect(at(room, end('another'), NOW + windowMs)).toBe(room);
    expect(at(room, end(), NOW + windowMs - 1)).toBe(room);
    expect(at(room, end(), NOW + windowMs).crowd.vote).toBeNull();
  });

  it('that comes late never touches a newer vote', () => {
    const first = hence(playing(5), vote('ann'));
    const openAgainMs = NOW + windowMs + restMs;
    const second = at(at(first, end(), NOW + windowMs), vote('ben', 'DROP', 'v2'), openAgainMs);
    expect(at(second, end('v1'), openAgainMs + 1)).toBe(second);
    expect(at(second, end('v1'), openAgainMs + windowMs + 1)).toBe(second);
    expect(at(second, land(openAgainMs + 9_000, 'v1'), openAgainMs + 1)).toBe(second);
  });

  it('does not need a timer to be in time: a vote whose time is over takes no voice and stands in nobody’s way', () => {
    const first = hence(playing(4), vote('ann'));
    expect(refusal(() => apply(first, vote('ben', 'DROP', 'v2'), NOW + windowMs))).toMatchObject({ code: 'RATE_LIMITED' });
    expect(at(first, vote('ben', 'BREAKDOWN', 'v2'), NOW + windowMs + restMs).crowd.vote).toMatchObject({ id: 'v2', voterIds: ['ben'] });
  });

  it('of one that has carried comes some seconds after its landing', () => {
    const carried = hence(playing(1), vote(HOST));
    const endsAtMs = NOW + countdownMs + afterglowMs;
    expect(carried.crowd.vote && voteEndsAtMs(carried.crowd.vote)).toBe(endsAtMs);
    expect(at(carried, end(), NOW + windowMs - 5_000)).toBe(carried);
    expect(at(carried, end(), endsAtMs).crowd.vote).toBeNull();
  });

  it.each([
    ['the music stops', { kind: 'STOP', actorId: HOST }],
    ['the host switches its form off', allow('BREAKDOWN', 'HALF_TIME')],
    ['the room closes', { kind: 'CLOSE', actorId: HOST }],
  ] satisfies [string, RoomCommand][])('comes at once when %s', (_what, command) => {
    const open = hence(playing(5), vote('ann'));
    const carried = hence(playing(1), vote(HOST));
    expect(apply(open, command, NOW + 100).state.crowd).toMatchObject({ vote: null, restsUntilMs: NOW + 100 });
    expect(apply(carried, command, NOW + 100).state.crowd).toMatchObject({ vote: null, restsUntilMs: NOW + countdownMs + restMs });
  });
});

describe('a host at a screen', () => {
  const stage = () =>
    roomAfter(
      freshRoom({ takesRole: false }),
      [joinAs('ann'), joinAs('ben'), joinAs('cleo'), { kind: 'START', actorId: HOST }, joinAs('screen', 'DISPLAY')],
      NOW - 1_000,
    );

  it('asks without a voice, and the players carry it', () => {
    const asked = hence(stage(), vote(HOST, 'HALF_TIME'));
    expect(viewVote(asked)).toMatchObject({ form: 'HALF_TIME', votes: 0, needed: 2, voterIds: [], landsAtMs: null });
    expect(lastStory(asked)).toBe('Mira calls for a half-time');
    expect(at(asked, vote(HOST, 'HALF_TIME', 'v2'), NOW + 100)).toBe(asked);
    const carried = at(at(asked, vote('ann', 'HALF_TIME'), NOW + 100), vote('ben', 'HALF_TIME'), NOW + 200);
    expect(viewVote(carried)).toMatchObject({ votes: 2, voterIds: ['ann', 'ben'], landsAtMs: NOW + 200 + countdownMs });
    expect(lastStory(carried)).toBe('Ann and Ben called the half-time');
  });

  it('adds no voice to a vote of the players, and may not name another form', () => {
    const open = hence(stage(), vote('ann'));
    expect(at(open, vote(HOST), NOW + 100)).toBe(open);
    expect(refusal(() => apply(open, vote(HOST, 'KEY_LIFT', 'v2'), NOW + 100))).toMatchObject({ code: 'CONFLICT', form: 'DROP' });
  });

  it('may be a co-host; any other screen is refused', () => {
    expect(refusal(() => apply(stage(), vote('screen'), NOW))).toEqual({ code: 'FORBIDDEN' });
    const coHosted = hence(stage(), { kind: 'SET_CO_HOST', actorId: HOST, participantId: 'screen', isCoHost: true });
    expect(viewVote(at(coHosted, vote('screen'), NOW + 10))).toMatchObject({ votes: 0, voterIds: [] });
  });
});

describe('rest', () => {
  const carried = hence(playing(1), vote(HOST));
  const landsAtMs = NOW + countdownMs;
  const rested = (form: CrowdForm, nowMs: number) =>
    refusal(() => apply(at(carried, end(), landsAtMs + afterglowMs), vote(HOST, form, 'v2'), nowMs));

  it.each([
    ['BREAKDOWN', landsAtMs + restMs - 1, { code: 'RATE_LIMITED', form: 'BREAKDOWN', retryAfterMs: 1 }],
    ['BREAKDOWN', landsAtMs + restMs, { code: 'none' }],
    ['DROP', landsAtMs + restMs, { code: 'RATE_LIMITED', form: 'DROP', retryAfterMs: formRestMs - restMs }],
    ['DROP', landsAtMs + formRestMs - 0.5, { code: 'RATE_LIMITED', form: 'DROP', retryAfterMs: 1 }],
    ['DROP', landsAtMs + formRestMs, { code: 'none' }],
  ] as const)('%s at %i', (form, nowMs, expected) => {
    expect(rested(form, nowMs)).toEqual(expected);
  });

  it('after a vote that nobody joined is short, and of all forms alike', () => {
    const over = at(hence(playing(5), vote('ann')), end(), NOW + windowMs);
    expect(refusal(() => apply(over, vote('ben', 'DROP', 'v2'), NOW + windowMs + restMs - 1))).toMatchObject({ retryAfterMs: 1 });
    expect(at(over, vote('ben', 'DROP', 'v2'), NOW + windowMs + restMs).crowd.vote).toMatchObject({ id: 'v2' });
  });

  it('is counted from the very landing, and told for every form', () => {
    const landed = at(carried, land(landsAtMs + 2_000), NOW + 100);
    const readyAtMs = landsAtMs + 2_000 + restMs;
    expect(formStates(landed.crowd)).toEqual([
      { form: 'DROP', isAllowed: true, readyAtMs: landsAtMs + 2_000 + formRestMs },
      { form: 'BREAKDOWN', isAllowed: true, readyAtMs },
      { form: 'KEY_LIFT', isAllowed: true, readyAtMs },
      { form: 'HALF_TIME', isAllowed: true, readyAtMs },
    ]);
    expect(formStates(freshRoom().crowd).map(({ readyAtMs: first }) => first)).toEqual([null, null, null, null]);
  });
});

describe('the landing', () => {
  const carried = hence(playing(1), vote(HOST));

  it('follows what the engine says, as often as it says it', () => {
    const first = at(carried, land(NOW + 5_250), NOW + 50);
    expect(viewVote(first)?.landsAtMs).toBe(NOW + 5_250);
    expect(viewVote(at(first, land(NOW + 5_600), NOW + 4_000))?.landsAtMs).toBe(NOW + 5_600);
    expect(at(first, land(NOW + 5_250), NOW + 60)).toBe(first);
  });

  it.each([
    ['another vote', carried, land(NOW + 5_000, 'v0'), NOW + 50],
    ['an open vote', hence(playing(5), vote('ann')), land(NOW + 5_000), NOW + 50],
    ['a moment that has passed', carried, land(NOW + 900), NOW + 1_000],
    ['a vote that has landed', carried, land(NOW + 9_000), NOW + countdownMs],
  ])('is not moved for %s', (_what, room, command, nowMs) => {
    expect(at(room, command, nowMs)).toBe(room);
  });
});

describe('the story', () => {
  it('says who calls and who called', () => {
    const open = hence(playing(3), vote('ann', 'KEY_LIFT'));
    expect(open.story.at(-1)).toMatchObject({ kind: 'CROWD', text: 'Ann calls for a key lift', participantId: 'ann' });
    const carried = hence(open, vote('ben', 'KEY_LIFT'));
    expect(carried.story.at(-1)).toMatchObject({ kind: 'CROWD', text: 'Ann and Ben called the key lift', participantId: 'ann' });
  });

  it('tells a voice that is enough once', () => {
    const before = playing(2);
    const room = hence(before, vote('ann'));
    expect(lastStory(room)).toBe('Ann called the drop');
    expect(room.story.length).toBe(before.story.length + 1);
    expect(room.version).toBe(before.version + 1);
  });

  it('counts a crowd instead of naming it', () => {
    const room = hence(playing(10), ...['ann', 'ben', 'cleo', 'dan', 'eve'].map((name) => vote(name)));
    expect(lastStory(room)).toBe('Ann, Ben, Cleo and 2 more called the drop');
  });
});

describe('the host’s choice of forms', () => {
  it('is kept in order, once each, and told', () => {
    const few = hence(freshRoom(), allow('HALF_TIME', 'DROP', 'DROP'));
    expect(few.crowd.forms).toEqual(['DROP', 'HALF_TIME']);
    expect(lastStory(few)).toBe('Mira switched off the breakdown and the key lift');
    const none = hence(few, allow());
    expect(lastStory(none)).toBe('Mira switched off the drop and the half-time');
    const all = hence(none, allow(...CROWD_FORMS));
    expect(lastStory(all)).toBe('Mira allows the drop, the breakdown, the key lift and the half-time again');
    expect(apply(all, allow(...CROWD_FORMS)).state).toBe(all);
  });

  it('is for hosts and co-hosts', () => {
    const settings: RoomCommand = { kind: 'UPDATE_SETTINGS', actorId: 'ann', settings: { crowdForms: [] } };
    expect(refusal(() => apply(partyOf('ann'), settings))).toEqual({ code: 'FORBIDDEN' });
  });
});
