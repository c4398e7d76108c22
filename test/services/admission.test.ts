// How much one caller may do: each limit by itself, per whom it counts, and that wrong passwords cannot be tried faster by trying many at once.
import { expect, test } from 'vitest';
import { createMemoryBudget } from '../../server/adapters/memory/budgets.ts';
import { type Admission, createAdmission } from '../../server/services/admission.ts';
import { createRoomWorld } from '../support/room-world.ts';

const LIMITS = { operationsPerTicket: 2, operationsPerAddress: 3, roomsPerAddress: 4, joinsPerAddress: 5, wrongPasswords: 6 };
const code = 'AAAAAA';

/** What happens when it is done again and again: how often it went well, and the error that ended it. */
async function until(refused: () => Promise<unknown>): Promise<readonly [number, unknown]> {
  for (let times = 0; times < 1_000; times += 1) {
    try {
      await refused();
    } catch (error) {
      return [times, error];
    }
  }
  throw new Error('never refused');
}

const ways: readonly (readonly [string, number, (admission: Admission, whose: string) => Promise<unknown>])[] = [
  ['operations of an address', 3, (admission, whose) => admission.fromAddress(whose)],
  ['operations with a ticket', 2, (admission, whose) => admission.withTicket({ code, participantId: whose })],
  ['rooms of an address', 4, (admission, whose) => admission.opensRoom(whose)],
  ['joins of an address', 5, (admission, whose) => admission.joins(whose)],
  ['wrong passwords of an address', 6, (admission, whose) => admission.guesses(whose, code, async () => null)],
  ['wrong passwords for a room', 6, (admission, whose) => admission.guesses('a', whose, async () => null)],
];

test.each(ways)('%s: %i go well, the next is told when to come again, and nobody else is touched', async (_what, limit, way) => {
  const admission = createAdmission(createMemoryBudget, LIMITS);
  const [times, error] = await until(() => way(admission, 'mine'));
  expect(times).toBe(limit);
  expect(error).toMatchObject({ code: 'RATE_LIMITED', details: { retryAfterMs: expect.any(Number) } });
  await way(admission, 'another');
});

test('the right password may be given by a whole party at once', async () => {
  const admission = createAdmission(createMemoryBudget, LIMITS);
  const proofs = await Promise.all(Array.from({ length: 100 }, () => admission.guesses('hall', code, async () => 'proof')));
  expect(new Set(proofs)).toEqual(new Set(['proof']));
});

test('a hundred wrong ones at once are no more than six, one at a time', async () => {
  const admission = createAdmission(createMemoryBudget, LIMITS);
  let [running, most, tried] = [0, 0, 0];
  const attempt = async () => {
    running += 1;
    most = Math.max(most, running);
    tried += 1;
    await Promise.resolve();
    running -= 1;
    return null;
  };
  const results = await Promise.allSettled(Array.from({ length: 100 }, () => admission.guesses('a', code, attempt)));
  expect([tried, most]).toEqual([6, 1]);
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(94);
});

test('an attempt that breaks does not break those behind it', async () => {
  const admission = createAdmission(createMemoryBudget, LIMITS);
  const broken = admission.guesses('a', code, () => Promise.reject(new Error('argon2 is gone')));
  const next = admission.guesses('a', code, async () => 'proof');
  await expect(broken).rejects.toThrow('argon2');
  expect(await next).toBe('proof');
});

test('a room’s password is hashed no more for who has guessed too often, be it right or wrong; others still get in', async () => {
  const world = createRoomWorld();
  const host = await world.rooms.create({ isPublic: true, takeRole: true, password: 'sesame' });
  const room = host.view.state.code;
  const join = (password: string, address: string) => world.rooms.join({ code: room, kind: 'LISTENER', password }, { address });
  for (let times = 0; times < 3; times += 1) await expect(join('sesamo', 'thief')).rejects.toMatchObject({ code: 'WRONG_PASSWORD' });
  const { length } = world.verified;
  await expect(join('sesame', 'thief')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  expect(world.verified).toHaveLength(length);
  expect((await join('sesame', 'guest')).participant.kind).toBe('LISTENER');
});
