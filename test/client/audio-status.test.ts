// The small rules around the sound: the books, the waits between attempts, the one word for the screen, the remembered volume and nudges.
import { describe, expect, it } from 'vitest';
import { retryDelayMs } from '../../client/audio/backoff.ts';
import { createLedger } from '../../client/audio/ledger.ts';
import { outputName, recallNudge, rememberNudge } from '../../client/audio/nudge.ts';
import { recallLoudness, rememberLoudness } from '../../client/audio/settings.ts';
import { type AudioFacts, audioState } from '../../client/audio/status.ts';

describe('ledger', () => {
  it('counts a gap as lost until it is filled', () => {
    const ledger = createLedger();
    expect(ledger.enter('a', 10, 5)).toBe('new-epoch');
    expect(ledger.enter('a', 13, 5)).toBe('new');
    expect(ledger.counts()).toEqual({ received: 10, lost: 10, duplicate: 0 });
    expect(ledger.enter('a', 11, 5)).toBe('new');
    expect(ledger.counts()).toEqual({ received: 15, lost: 5, duplicate: 0 });
    expect(ledger.cursor()).toEqual({ epoch: 'a', seq: 13 });
  });

  it('knows a repetition', () => {
    const ledger = createLedger();
    ledger.enter('a', 1, 5);
    expect(ledger.enter('a', 1, 5)).toBe('duplicate');
    expect(ledger.counts()).toEqual({ received: 5, lost: 0, duplicate: 5 });
  });

  it('begins anew with a new epoch and turns stragglers of the old one away', () => {
    const ledger = createLedger();
    ledger.enter('a', 7, 5);
    expect(ledger.enter('b', 0, 5)).toBe('new-epoch');
    expect(ledger.enter('a', 8, 5)).toBe('stale');
    expect(ledger.cursor()).toEqual({ epoch: 'b', seq: 0 });
    expect(ledger.counts().lost).toBe(0);
  });

  it('has no cursor in another room', () => {
    const ledger = createLedger();
    ledger.enter('a', 7, 5);
    ledger.forget();
    expect(ledger.cursor()).toBeNull();
    expect(ledger.enter('a', 3, 5)).toBe('new-epoch');
  });
});

describe('wait between attempts', () => {
  it('doubles from a quarter of a second to 8 s', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 1_000].map((retries) => retryDelayMs(retries, 0.5))).toEqual([
      250, 500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000,
    ]);
  });

  it('spreads by 30 % to both sides', () => {
    expect(retryDelayMs(2, 0)).toBeCloseTo(700);
    expect(retryDelayMs(2, 1)).toBeCloseTo(1_300);
  });
});

describe('state for the screen', () => {
  const playing: AudioFacts = {
    listening: true,
    blocked: false,
    connection: 'open',
    refused: false,
    deviceOnline: true,
    wasConnected: true,
    wasAudible: true,
    audible: true,
    isBehind: false,
    quietMs: 50,
  };
  const table: [string, Partial<AudioFacts>, string][] = [
    ['sound comes', {}, 'playing'],
    ['nobody listens', { listening: false }, 'silent'],
    ['the server refuses', { refused: true, connection: 'idle' }, 'silent'],
    ['the browser wants a tap', { blocked: true, audible: false }, 'blocked'],
    ['a tap helps even without a connection', { blocked: true, connection: 'waiting' }, 'blocked'],
    ['the first connection is being made', { connection: 'connecting', wasConnected: false, audible: false, quietMs: null }, 'connecting'],
    ['connected, and the first sound is on its way', { audible: false, wasAudible: false, quietMs: 300 }, 'connecting'],
    ['the connection broke, and the buffer still plays', { connection: 'waiting', quietMs: null }, 'reconnecting'],
    ['the device has no network', { connection: 'waiting', deviceOnline: false }, 'offline'],
    ['the device says it has no network, but the socket works', { deviceOnline: false }, 'playing'],
    ['chunks come, but too late', { audible: false }, 'catching-up'],
    ['the sound plays on behind the room', { isBehind: true }, 'catching-up'],
    ['the music stands still', { audible: false, quietMs: 5_000 }, 'silent'],
  ];
  it.each(table)('%s', (_situation, facts, state) => {
    expect(audioState({ ...playing, ...facts })).toBe(state);
  });
});

describe('loudness', () => {
  it('is remembered', () => {
    const kept = new Map<string, string>();
    const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
    rememberLoudness(() => storage, { volume: 0.25, muted: true });
    expect(recallLoudness(() => storage)).toEqual({ volume: 0.25, muted: true });
  });

  it.each(['', 'null', '{', '{"volume":7,"muted":"yes"}', '[]'])('survives %j in the storage', (found) => {
    expect(recallLoudness(() => ({ getItem: () => found }))).toEqual({ volume: 0.8, muted: false });
  });

  it('does without a storage', () => {
    const forbidden = () => {
      throw new Error('SecurityError');
    };
    expect(recallLoudness(forbidden)).toEqual({ volume: 0.8, muted: false });
    expect(() => rememberLoudness(forbidden, { volume: 1, muted: false })).not.toThrow();
  });
});

describe('nudge', () => {
  const speaker = { kind: 'audiooutput', deviceId: 'default', label: 'Default - Radio box' } as const;

  function storage() {
    const kept = new Map<string, string>();
    return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
  }

  it('is remembered for each output', () => {
    const kept = storage();
    rememberNudge(() => kept, 'radio-box', -180);
    rememberNudge(() => kept, 'headphones', 15);
    rememberNudge(() => kept, 'radio-box', -185);
    expect(['radio-box', 'headphones', 'never seen'].map((output) => recallNudge(() => kept, output))).toEqual([-185, 15, 0]);
  });

  it('is 300 ms at most, either way', () => {
    const kept = storage();
    rememberNudge(() => kept, 'a', -900);
    rememberNudge(() => kept, 'b', 900);
    expect(['a', 'b'].map((output) => recallNudge(() => kept, output))).toEqual([-300, 300]);
  });

  it('forgets the oldest of many outputs', () => {
    const kept = storage();
    for (let output = 0; output < 13; output += 1) rememberNudge(() => kept, `output ${output}`, 50);
    expect([0, 1, 12].map((output) => recallNudge(() => kept, `output ${output}`))).toEqual([0, 50, 50]);
  });

  it.each(['', '{', 'null', '[[1,2],["a"],["default",7000],"x"]'])('survives %j in the storage', (found) => {
    expect(recallNudge(() => ({ getItem: () => found }), 'default')).toBe(0);
  });

  it('knows the output in use by its label, and all outputs as one where the browser tells none', () => {
    const microphone = { kind: 'audioinput', deviceId: 'default', label: 'Microphone' } as const;
    expect(outputName([microphone, { ...speaker, deviceId: 'other', label: 'Wall' }, speaker])).toBe('Default - Radio box');
    expect(outputName([microphone, { ...speaker, deviceId: 'only', label: 'Wall' }])).toBe('Wall');
    expect(outputName([{ ...speaker, deviceId: '', label: '' }])).toBe('default');
    expect(outputName([])).toBe('default');
  });
});
