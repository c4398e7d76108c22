// When a stage invites people in.
import { describe, expect, it } from 'vitest';
import { attractOf, lastDeedMs } from '../../client/stage/attract.ts';

type Facts = Parameters<typeof attractOf>[0];
const MINUTE_MS = 60_000;
const NOW_MS = 10 * MINUTE_MS;
let moments = 0;

const moment = (kind: string, agoMs: number, participantId: string | null = null) => ({
  id: `${moments++}`,
  kind,
  at: NOW_MS - agoMs,
  participantId,
  text: '',
});
const player = (presence: 'CONNECTED' | 'AWAY', agoMs: number, kind: 'CONTROLLER' | 'DISPLAY' = 'CONTROLLER') => ({
  id: 'mira',
  displayName: 'Mira',
  kind,
  role: 'DRUMMER' as const,
  isHost: false,
  isFounder: false,
  isCoHost: false,
  isSilenced: false,
  isSimulated: false,
  presence,
  influence: 0.2,
  joinedAt: 0,
  input: {
    bpm: 100,
    moods: [],
    genre: null,
    instruments: [],
    density: null,
    brightness: null,
    wish: null,
    updatedAt: NOW_MS - agoMs,
  },
});
const room = (changes: Partial<Facts> = {}): Facts => ({ isPlaying: true, participants: [], story: [], vote: null, ...changes });

describe('the stage', () => {
  it.each([
    ['invites an empty room after a minute', room({ story: [moment('LEFT', 61_000, 'mira')] }), 0, 'empty'],
    ['waits that minute', room({ story: [moment('LEFT', 59_000, 'mira')] }), 0, 'none'],
    ['counts screens as nobody', room({ participants: [player('CONNECTED', 61_000, 'DISPLAY')] }), 0, 'empty'],
    ['counts phones that are away as nobody', room({ participants: [player('AWAY', 5 * MINUTE_MS)] }), 0, 'empty'],
    [
      'waits a minute for a phone that has just gone',
      room({ participants: [player('AWAY', 5 * MINUTE_MS)], story: [moment('AWAY', 30_000, 'mira')] }),
      0,
      'none',
    ],
    [
      'does not stop inviting when that phone’s seat is freed',
      room({ story: [moment('AWAY', 121_000, 'mira'), moment('LEFT', 1_000, 'mira')] }),
      0,
      'empty',
    ],
    ['turns to people who leave the music alone', room({ participants: [player('CONNECTED', 61_000)] }), 0, 'quiet'],
    ['leaves people alone who play', room({ participants: [player('CONNECTED', 30_000)] }), 0, 'none'],
    ['takes no decision for a deed', room({ participants: [player('CONNECTED', 61_000)], story: [moment('DECISION', 1_000)] }), 0, 'quiet'],
    ['makes way for whoever touches it', room(), NOW_MS - 59_000, 'none'],
    ['has its lobby before the music', room({ isPlaying: false }), 0, 'none'],
  ] as const)('%s', (_name, facts, touchedMs, expected) => {
    expect(attractOf(facts, touchedMs, NOW_MS)).toBe(expected);
  });

  it('an open vote is a deed', () => {
    const vote = { id: 'v', form: 'DROP', votes: 1, needed: 2, expiresAt: NOW_MS + 5_000, landsAt: null, voterIds: ['mira'] } as const;
    expect(lastDeedMs(room({ vote: { ...vote, voterIds: [...vote.voterIds] } }))).toBe(NOW_MS + 5_000);
  });
});
