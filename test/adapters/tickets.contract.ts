// What a store has to do for tickets, whatever stands behind it: know their holders as long as those are in the room. Run by a test file
// for each implementation.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTickets } from '../../server/adapters/system/tickets.ts';
import type { RoomEvent, RoomState } from '../../server/domain/room-state.ts';
import type { Tickets } from '../../server/ports/tickets.ts';
import { freshRoom } from '../support/seeded-room.ts';
import type { ClosableStore } from './room-store.contract.ts';

export function describeTickets(name: string, createStore: () => ClosableStore | Promise<ClosableStore>): void {
  describe(`${name} as a keeper of tickets`, () => {
    let store: ClosableStore;
    let tickets: Tickets;
    const mira = { code: 'AAAAAA', participantId: 'mira' };
    const suna = { code: 'AAAAAA', participantId: 'suna' };
    const elsewhere = { code: 'BBBBBB', participantId: 'mira' };

    async function change(code: string, events: readonly RoomEvent[], to: Partial<RoomState> = {}, hash?: string): Promise<void> {
      const enclosure = hash === undefined ? {} : { ticket: { hash, participantId: 'suna' } };
      await store.update(code, (state) => ({ state: { ...state, ...to, version: state.version + 1 }, events }), enclosure);
    }

    /** Mira in two rooms, Suna in the first. */
    async function seat() {
      const [first, second, away] = [tickets.draw(), tickets.draw(), tickets.draw()];
      await store.create({ ...freshRoom(), code: 'AAAAAA' }, [], { ticket: { hash: first.hash, participantId: 'mira' } });
      await store.create({ ...freshRoom(), code: 'BBBBBB' }, [], { ticket: { hash: away.hash, participantId: 'mira' } });
      await change('AAAAAA', [], {}, second.hash);
      return [first, second, away].map(({ secret }) => secret);
    }
    const holdersOf = (secrets: readonly string[]) => Promise.all(secrets.map((secret) => tickets.holderOf(secret)));

    beforeEach(async () => {
      store = await createStore();
      tickets = createTickets(store);
    });
    afterEach(() => store.stop?.());

    it('knows the holder of a ticket, and nobody by anything else', async () => {
      const secrets = await seat();
      expect(await holdersOf(secrets)).toEqual([mira, suna, elsewhere]);
      const [ticket = ''] = secrets;
      for (const wrong of [
        '',
        'mira',
        ticket.slice(1),
        `${ticket}=`,
        `${ticket} `,
        ticket.toLowerCase(),
        'x'.repeat(43),
        'x'.repeat(1_000_000),
      ]) {
        expect(await tickets.holderOf(wrong)).toBeNull();
      }
    });

    it('knows nobody by a ticket that was only drawn, or whose room was not written', async () => {
      await seat();
      const { secret, hash } = tickets.draw();
      expect(await tickets.holderOf(secret)).toBeNull();
      expect(await store.create({ ...freshRoom(), code: 'AAAAAA' }, [], { ticket: { hash, participantId: 'thief' } })).toBe(false);
      expect(await tickets.holderOf(secret)).toBeNull();
      const refused = store.update(
        'AAAAAA',
        () => {
          throw new Error('no');
        },
        { ticket: { hash, participantId: 'thief' } },
      );
      await expect(refused).rejects.toThrow('no');
      expect(await tickets.holderOf(secret)).toBeNull();
    });

    it('ends the ticket of who leaves for good, and nobody else’s', async () => {
      const secrets = await seat();
      await change('AAAAAA', [{ kind: 'PARTICIPANT_LEFT', participantId: 'suna', forGood: false }]);
      expect(await holdersOf(secrets)).toEqual([mira, suna, elsewhere]);
      await change('AAAAAA', [{ kind: 'PARTICIPANT_LEFT', participantId: 'mira', forGood: true }]);
      expect(await holdersOf(secrets)).toEqual([null, suna, elsewhere]);
    });

    it('ends all tickets of a room that closes, and no other’s', async () => {
      const secrets = await seat();
      await change('AAAAAA', [{ kind: 'ROOM_CLOSED' }], { isClosed: true });
      expect(await holdersOf(secrets)).toEqual([null, null, elsewhere]);
      await store.create({ ...freshRoom(), code: 'AAAAAA' }, []);
      expect(await holdersOf(secrets)).toEqual([null, null, elsewhere]);
    });
  });
}
