// Tickets, passwords, randomness and time of this machine.
import { describe, expect, it } from 'vitest';
import { createSystemClock } from '../../server/adapters/system/clock.ts';
import { createPasswords } from '../../server/adapters/system/passwords.ts';
import { createSystemRandomness } from '../../server/adapters/system/randomness.ts';
import { createRequestSeals } from '../../server/adapters/system/request-seals.ts';
import { createTickets } from '../../server/adapters/system/tickets.ts';

describe('tickets', () => {
  it('are 256-bit secrets that never repeat, and their hashes do not hold them', () => {
    const { draw } = createTickets({ holderOf: async () => null });
    const drawn = Array.from({ length: 200 }, draw);
    expect(drawn.every(({ secret, hash }) => /^[\w-]{43}$/.test(secret) && secret !== hash)).toBe(true);
    expect(new Set(drawn.flatMap(({ secret, hash }) => [secret, hash])).size).toBe(400);
  });
});

describe('seals of answered requests', () => {
  const seals = createRequestSeals();
  const ID = 'a-very-own-request-id';
  const sealed = { ...seals.seal(ID, '["join","sesame"]', 'the ticket'), atMs: 1 };

  it('open with the same id and the same question', () => {
    expect(seals.open(ID, '["join","sesame"]', sealed)).toBe('the ticket');
    expect(sealed.key).toBe(seals.keyOf(ID));
  });

  it('do not open for another question, nor with another id', () => {
    expect(seals.open(ID, '["join","Sesame"]', sealed)).toBeNull();
    expect(seals.open(`${ID}!`, '["join","sesame"]', sealed)).toBeNull();
    expect(seals.keyOf(`${ID}!`)).not.toBe(sealed.key);
  });

  it('refuse an answer that somebody has changed', () => {
    const changed = Buffer.from(sealed.answer, 'base64url');
    changed.writeUInt8(changed.readUInt8(14) ^ 1, 14);
    expect(() => seals.open(ID, '["join","sesame"]', { ...sealed, answer: changed.toString('base64url') })).toThrow();
  });

  it('show neither id, nor question, nor answer, and are different each time', () => {
    const text = JSON.stringify(sealed) + Buffer.from(sealed.answer, 'base64url').toString('latin1');
    for (const secret of [ID, 'sesame', 'ticket']) expect(text).not.toContain(secret);
    expect(seals.seal(ID, '["join","sesame"]', 'the ticket').answer).not.toBe(sealed.answer);
  });
});

describe('passwords', () => {
  const passwords = createPasswords();

  it('fit their own hash only', async () => {
    const hash = await passwords.hash('open sesame');
    expect(hash).toMatch(/^\$argon2id\$/);
    expect(hash).not.toContain('sesame');
    expect(await passwords.verify(hash, 'open sesame')).toBe(true);
    expect(await passwords.verify(hash, 'open Sesame')).toBe(false);
  });

  it('are salted', async () => {
    expect(await passwords.hash('open sesame')).not.toBe(await passwords.hash('open sesame'));
  });
});

describe('randomness', () => {
  const randomness = createSystemRandomness();

  it('gives integers in their range, every one of them', () => {
    const numbers = new Set(Array.from({ length: 500 }, () => randomness.integer(5)));
    expect([...numbers].sort()).toEqual([0, 1, 2, 3, 4]);
  });

  it('gives ids of 128 bits', () => {
    const ids = Array.from({ length: 200 }, () => randomness.id());
    expect(ids.every((id) => /^[\w-]{22}$/.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(200);
  });
});

describe('the clock', () => {
  const clock = createSystemClock();

  it('tells Unix time and never runs backwards', () => {
    const times = Array.from({ length: 1_000 }, () => clock.nowMs());
    expect(times.every((time, index) => time >= (times[index - 1] ?? 0))).toBe(true);
    expect(Math.abs(clock.nowMs() - Date.now())).toBeLessThan(60_000);
  });

  it('calls once, and not at all when cancelled', async () => {
    const called: string[] = [];
    const cancel = clock.after(1, () => called.push('cancelled'));
    cancel();
    await new Promise<void>((resolve) => {
      clock.after(5, () => {
        called.push('called');
        resolve();
      });
    });
    expect(called).toEqual(['called']);
  });

  it('does not fire at once when it is asked to wait for months', async () => {
    let isCalled = false;
    const cancel = clock.after(2 ** 40, () => {
      isCalled = true;
    });
    await new Promise<void>((resolve) => clock.after(5, resolve));
    cancel();
    expect(isCalled).toBe(false);
  });
});
