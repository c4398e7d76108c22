// Facts about the pace of a dragged control: bearable for the server, and never losing the last word.
import { describe, expect, it } from 'vitest';
import { createInputSender } from '../../client/player/input-sender.ts';

interface Change {
  readonly bpm?: number;
  readonly density?: number;
}

/** A sender on a hand-driven clock; requests are answered by hand, too. */
function bench() {
  let nowMs = 1_000;
  const timers = new Set<{ atMs: number; action: () => void }>();
  const sent: { change: Change; atMs: number; answer: (isTaken: boolean) => void; fail: () => void }[] = [];
  const rests: boolean[] = [];
  const sender = createInputSender<Change>({
    timers: {
      now: () => nowMs,
      after: (delayMs, action) => {
        const timer = { atMs: nowMs + delayMs, action };
        timers.add(timer);
        return () => timers.delete(timer);
      },
    },
    send: (change) =>
      new Promise((resolve, reject) => {
        sent.push({ change, atMs: nowMs, answer: resolve, fail: () => reject(new Error('no network')) });
      }),
    onRest: (isTaken) => rests.push(isTaken),
  });
  const settle = async () => {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  const advance = async (ms: number) => {
    nowMs += ms;
    for (const timer of [...timers]) {
      if (timer.atMs > nowMs) continue;
      timers.delete(timer);
      timer.action();
    }
    await settle();
  };
  return { sender, sent, rests, advance, settle };
}

describe('input sender', () => {
  it('sends the first change at once and then at most one every 100 ms', async () => {
    const { sender, sent, advance, settle } = bench();
    for (let bpm = 60; bpm < 100; bpm += 1) {
      sender.push({ bpm });
      sent.at(-1)?.answer(true);
      await settle();
      await advance(10);
    }
    await advance(200);
    expect(sent[0]?.change).toEqual({ bpm: 60 });
    for (const [index, { atMs }] of sent.entries()) if (index > 0) expect(atMs - (sent[index - 1]?.atMs ?? 0)).toBeGreaterThanOrEqual(100);
    expect(sent.length).toBeLessThanOrEqual(6);
  });

  it('always sends the last value', async () => {
    const { sender, sent, advance, settle } = bench();
    for (const bpm of [80, 90, 100, 111]) sender.push({ bpm });
    sent[0]?.answer(true);
    await settle();
    await advance(100);
    expect(sent.map(({ change }) => change)).toEqual([{ bpm: 80 }, { bpm: 111 }]);
  });

  it('keeps one request on the way, so that an older value cannot overtake a newer one', async () => {
    const { sender, sent, advance, settle } = bench();
    sender.push({ bpm: 80 });
    sender.push({ bpm: 90 });
    await advance(1_000);
    expect(sent).toHaveLength(1);
    sent[0]?.answer(true);
    await settle();
    expect(sent.map(({ change }) => change)).toEqual([{ bpm: 80 }, { bpm: 90 }]);
  });

  it('joins fields that wait together', async () => {
    const { sender, sent, advance, settle } = bench();
    sender.push({ density: 0.1 });
    sender.push({ density: 0.5 });
    sender.push({ bpm: 90 });
    sent[0]?.answer(true);
    await settle();
    await advance(100);
    expect(sent[1]?.change).toEqual({ density: 0.5, bpm: 90 });
  });

  it('tells of rest once everything is answered, and whether the last change was taken', async () => {
    const { sender, sent, rests, advance, settle } = bench();
    sender.push({ bpm: 80 });
    sender.push({ bpm: 90 });
    expect(sender.isBusy()).toBe(true);
    sent[0]?.answer(true);
    await settle();
    await advance(100);
    expect(rests).toEqual([]);
    sent[1]?.fail();
    await settle();
    expect(rests).toEqual([false]);
    expect(sender.isBusy()).toBe(false);
  });

  it('says its last word when the page goes away', async () => {
    const { sender, sent, rests, advance, settle } = bench();
    sender.push({ bpm: 80 });
    sent[0]?.answer(true);
    await settle();
    sender.push({ bpm: 99 });
    sender.dispose();
    await advance(500);
    expect(sent.map(({ change }) => change.bpm)).toEqual([80, 99]);
    expect(rests).toEqual([true]);
  });
});
