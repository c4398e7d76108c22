// Draws tickets and recognises them by their SHA-256 hash: 256 random bits need no slow hash, and looking one up by its hash tells an
// attacker nothing by its timing. Keeps nothing: hashes lie with the rooms that they open.
import { createHash, randomBytes } from 'node:crypto';
import type { RoomStore } from '../../ports/room-store.ts';
import type { Tickets } from '../../ports/tickets.ts';

const TICKET_BYTES = 32;
const TICKET_FORM = /^[\w-]{43}$/;

function hashOf(ticket: string): string {
  return createHash('sha256').update(ticket).digest('base64url');
}

export function createTickets(store: Pick<RoomStore, 'holderOf'>): Tickets {
  return {
    draw() {
      const secret = randomBytes(TICKET_BYTES).toString('base64url');
      return { secret, hash: hashOf(secret) };
    },
    async holderOf(ticket) {
      return TICKET_FORM.test(ticket) ? store.holderOf(hashOf(ticket)) : null;
    },
  };
}
