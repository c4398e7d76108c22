// Tickets in this process's memory. Keeps SHA-256 hashes only: 256 random bits need no slow hash, and looking one up by its hash
// tells an attacker nothing by its timing.
import { createHash, randomBytes } from 'node:crypto';
import type { TicketHolder, Tickets } from '../../ports/tickets.ts';

const TICKET_BYTES = 32;
const TICKET_FORM = /^[\w-]{43}$/;

function hashOf(ticket: string): string {
  return createHash('sha256').update(ticket).digest('base64url');
}

export function createMemoryTickets(): Tickets {
  const holders = new Map<string, TicketHolder>();
  /** Hashes by room and participant, so that a room with a thousand listeners closes without a search. */
  const byRoom = new Map<string, Map<string, string[]>>();

  return {
    async issue({ code, participantId }) {
      const ticket = randomBytes(TICKET_BYTES).toString('base64url');
      const hash = hashOf(ticket);
      const room = byRoom.get(code) ?? new Map<string, string[]>();
      byRoom.set(code, room.set(participantId, [...(room.get(participantId) ?? []), hash]));
      holders.set(hash, { code, participantId });
      return ticket;
    },

    async holderOf(ticket) {
      return TICKET_FORM.test(ticket) ? (holders.get(hashOf(ticket)) ?? null) : null;
    },

    async revoke({ code, participantId }) {
      for (const hash of byRoom.get(code)?.get(participantId) ?? []) holders.delete(hash);
      byRoom.get(code)?.delete(participantId);
    },

    async revokeRoom(code) {
      for (const hashes of byRoom.get(code)?.values() ?? []) for (const hash of hashes) holders.delete(hash);
      byRoom.delete(code);
    },
  };
}
