import { expect, it } from 'vitest';
import { type Call, callOf, isCallable, nextLookMs } from '../../client/crowd/call.ts';
import { crowd } from '../../client/text/en/crowd.ts';

const NOW = 1_000_000;
type Facts = Parameters<typeof callOf>[0];
const forms = (readyAt: number | null = null, isAllowed = true): Facts['crowdForms'] => [{ form: 'DROP', isAllowed, readyAt }];
const vote = (change: Partial<NonNullable<Facts['vote']>> = {}): Facts['vote'] => ({
  id: 'v1',
  form: 'DROP',
  votes: 1,
  needed: 3,
  expiresAt: NOW + 6_200,
  landsAt: null,
  voterIds: ['ann'],
  ...change,
});

it.each<[string, Facts, Call]>([
  ['no music', { isPlaying: false, vote: null, crowdForms: forms() }, { kind: 'closed' }],
  ['switched off', { isPlaying: true, vote: null, crowdForms: forms(null, false) }, { kind: 'off' }],
  ['a server without such a form', { isPlaying: true, vote: null, crowdForms: [] }, { kind: 'closed' }],
  ['nothing called', { isPlaying: true, vote: null, crowdForms: forms() }, { kind: 'ready' }],
  ['rested', { isPlaying: true, vote: null, crowdForms: forms(NOW - 1) }, { kind: 'ready' }],
  ['resting', { isPlaying: true, vote: null, crowdForms: forms(NOW + 4_001) }, { kind: 'resting', seconds: 5, part: 4_001 / 30_000 }],
  [
    'open, mine',
    { isPlaying: true, vote: vote(), crowdForms: forms() },
    { kind: 'open', form: 'DROP', votes: 1, needed: 3, seconds: 7, hasVoted: true },
  ],
  [
    "open, somebody else's, another form, although drops rest",
    { isPlaying: true, vote: vote({ form: 'HALF_TIME', voterIds: ['ben'] }), crowdForms: forms(NOW + 9_000) },
    { kind: 'open', form: 'HALF_TIME', votes: 1, needed: 3, seconds: 7, hasVoted: false },
  ],
  ['expired, not yet told', { isPlaying: true, vote: vote({ expiresAt: NOW }), crowdForms: forms() }, { kind: 'ready' }],
  [
    'counting down',
    { isPlaying: true, vote: vote({ landsAt: NOW + 2_001 }), crowdForms: forms() },
    { kind: 'countdown', form: 'DROP', seconds: 3 },
  ],
  ['landed', { isPlaying: true, vote: vote({ landsAt: NOW }), crowdForms: forms() }, { kind: 'landed', form: 'DROP' }],
])('%s', (_name, facts, expected) => {
  expect(callOf(facts, { form: 'DROP', me: 'ann', nowMs: NOW })).toEqual(expected);
});

it('a screen has no hand', () => {
  expect(callOf({ isPlaying: true, vote: vote(), crowdForms: forms() }, { form: 'DROP', me: null, nowMs: NOW })).toMatchObject({
    hasVoted: false,
  });
});

it('says how many hands are missing', () => {
  const open: Call = { kind: 'open', form: 'DROP', votes: 1, needed: 2, seconds: 3, hasVoted: false };
  expect(crowd.line(open)).toBe('Who wants the drop? One more hand');
  expect(crowd.line({ ...open, needed: 5 })).toBe('Who wants the drop? Four more hands');
  expect(crowd.button(open)).toBe('Raise your hand for the drop: 1 of 2');
  expect(crowd.button({ ...open, hasVoted: true })).toBe('Your hand is up for the drop: 1 of 2');
  expect(crowd.short(open)).toBe('1/2');
});

it.each<[string, Parameters<typeof nextLookMs>[0], number | null]>([
  ['nothing to wait for', { vote: null, crowdForms: forms() }, null],
  ['a rest that is over', { vote: null, crowdForms: forms(NOW - 5) }, null],
  ['the next second of a rest, but no later than a quarter of one', { vote: null, crowdForms: forms(NOW + 3_400) }, 250],
  ['the next second of a countdown', { vote: vote({ landsAt: NOW + 2_040 }), crowdForms: forms() }, 40],
  ['the landing itself', { vote: vote({ landsAt: NOW + 0.4 }), crowdForms: forms(NOW + 30_000) }, 1],
  ['the end of an open vote', { vote: vote({ expiresAt: NOW + 90 }), crowdForms: forms() }, 90],
  ['nothing more after the landing', { vote: vote({ landsAt: NOW - 1 }), crowdForms: forms() }, null],
])('looks again at %s', (_name, facts, expected) => {
  expect(nextLookMs(facts, NOW)).toBe(expected);
});

it('a thumb counts while its own form is ready, or open without it', () => {
  const open: Call = { kind: 'open', form: 'DROP', votes: 1, needed: 2, seconds: 3, hasVoted: false };
  expect(isCallable({ kind: 'ready' }, 'DROP')).toBe(true);
  expect(isCallable(open, 'DROP')).toBe(true);
  expect(isCallable(open, 'HALF_TIME')).toBe(false);
  expect(isCallable({ ...open, hasVoted: true }, 'DROP')).toBe(false);
  expect(isCallable({ kind: 'off' }, 'DROP')).toBe(false);
});

it('says how every turn stands', () => {
  const open: Call = { kind: 'open', form: 'DROP', votes: 1, needed: 3, seconds: 3, hasVoted: false };
  expect(crowd.state(open, 'DROP')).toBe('Two more and it comes');
  expect(crowd.state({ ...open, hasVoted: true }, 'DROP')).toBe('You are in. Two more');
  expect(crowd.state(open, 'KEY_LIFT')).toBe('After the drop');
  expect(crowd.state({ kind: 'resting', seconds: 1, part: 0 }, 'DROP')).toBe('Again in 1 second');
  expect(crowd.ask({ kind: 'off' }, 'BREAKDOWN')).toBe('Breakdown: The host keeps it for later');
});
