// Facts about the four words of the line, and about the patience between two attempts.
import { describe, expect, it } from 'vitest';
import { createConnectionStore, FRESH_LINE, type LineEvent, lineAfter, retryWaitMs } from '../../client/graphql/connection.ts';

const wordAfter = (...events: LineEvent[]) => events.reduce(lineAfter, FRESH_LINE).word;

describe('connection words', () => {
  it.each<[string, LineEvent[], string]>([
    ['a page that was never connected is connecting', ['connecting'], 'connecting'],
    ['a first attempt that fails is still connecting', ['connecting', 'closed', 'connecting'], 'connecting'],
    ['an acknowledged socket is online', ['connecting', 'connected'], 'online'],
    ['a socket that was open and closed is reconnecting', ['connecting', 'connected', 'closed'], 'reconnecting'],
    ['a lost network says offline once the socket is gone', ['connected', 'network-lost', 'closed'], 'offline'],
    ['an open socket is believed more than the browser', ['connected', 'network-lost'], 'online'],
    ['a network that is back is reconnecting until the socket is', ['connected', 'network-lost', 'closed', 'network-back'], 'reconnecting'],
    ['a socket that opens proves the network', ['network-lost', 'connected', 'closed'], 'reconnecting'],
    ['a client that gave up is not online', ['connected', 'gave-up'], 'reconnecting'],
  ])('%s', (_name, events, word) => {
    expect(wordAfter(...events)).toBe(word);
  });

  it('tells listeners only of a changed word, and not after they left', () => {
    const store = createConnectionStore();
    const heard: string[] = [];
    const leave = store.subscribe(() => heard.push(store.get()));
    for (const event of ['connecting', 'connected', 'connected', 'closed'] as const) store.tell(event);
    leave();
    store.tell('connected');
    expect(heard).toEqual(['online', 'reconnecting']);
  });
});

describe('retry wait', () => {
  it('doubles from a quarter of a second to eight seconds and stays there', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 60, 5_000].map((attempt) => retryWaitMs(attempt, 0.5))).toEqual([
      250, 500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000, 8_000,
    ]);
  });

  it('is spread by thirty percent to both sides', () => {
    expect([retryWaitMs(2, 0), retryWaitMs(2, 1)]).toEqual([700, 1_300]);
  });
});
