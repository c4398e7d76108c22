import { expect, it } from 'vitest';
import { type Call, callOf } from '../../client/crowd/call.ts';
import { crowd } from '../../client/text/crowd-en.ts';

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
  ['switched off', { isPlaying: true, vote: null, crowdForms: forms(null, false) }, { kind: 'closed' }],
  ['a server without such a form', { isPlaying: true, vote: null, crowdForms: [] }, { kind: 'closed' }],
  ['nothing called', { isPlaying: true, vote: null, crowdForms: forms() }, { kind: 'ready' }],
  ['rested', { isPlaying: true, vote: null, crowdForms: forms(NOW - 1) }, { kind: 'ready' }],
  ['resting', { isPlaying: true, vote: null, crowdForms: forms(NOW + 4_001) }, { kind: 'resting', seconds: 5 }],
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
