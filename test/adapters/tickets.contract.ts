// What every keeper of tickets has to do, whatever stands behind it. Run by a test file for each implementation.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Tickets } from '../../server/ports/tickets.ts';

export function describeTickets(name: string, createTickets: () => Tickets | Promise<Tickets>): void {
  describe(`${name} as a keeper of tickets`, () => {
    let tickets: Tickets;
    const mira = { code: 'AAAAAA', participantId: 'mira' };
    const suna = { code: 'AAAAAA', participantId: 'suna' };
    const elsewhere = { code: 'BBBBBB', participantId: 'mira' };
    beforeEach(async () => {
      tickets = await createTickets();
    });

    it('knows the holder of a ticket, and nobody by anything else', async () => {
      const ticket = await tickets.issue(mira);
      expect(await tickets.holderOf(ticket)).toEqual(mira);
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

    it('makes 256-bit secrets that never repeat', async () => {
      const issued = await Promise.all(Array.from({ length: 200 }, () => tickets.issue(mira)));
      expect(issued.every((ticket) => /^[\w-]{43}$/.test(ticket))).toBe(true);
      expect(new Set(issued).size).toBe(200);
      expect(await tickets.holderOf(issued[0] ?? '')).toEqual(mira);
    });

    it('revokes all tickets of one person, and nobody else’s', async () => {
      const [first, second, other, away] = await Promise.all([mira, mira, suna, elsewhere].map((holder) => tickets.issue(holder)));
      await tickets.revoke(mira);
      await tickets.revoke({ code: 'CCCCCC', participantId: 'nobody' });
      const holders = await Promise.all([first, second, other, away].map((ticket) => tickets.holderOf(ticket ?? '')));
      expect(holders).toEqual([null, null, suna, elsewhere]);
    });

    it('revokes all tickets of one room, and no other’s', async () => {
      const [first, second, away] = await Promise.all([mira, suna, elsewhere].map((holder) => tickets.issue(holder)));
      await tickets.revokeRoom('AAAAAA');
      await tickets.revokeRoom('CCCCCC');
      const holders = await Promise.all([first, second, away].map((ticket) => tickets.holderOf(ticket ?? '')));
      expect(holders).toEqual([null, null, elsewhere]);
    });
  });
}
