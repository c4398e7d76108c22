// What the crowd does between decisions: claps and reactions, within their limits, and the time that votes have. Votes themselves are
// the room's; nothing that comes ten times a second is written to a store.
import { CROWD_LIMITS, type Reaction } from '../domain/crowd.ts';
import { type EnergyReport, requireMeasured } from '../domain/crowd-energy.ts';
import type { Participant } from '../domain/room-state.ts';
import { CoroError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { RoomBus } from '../ports/room-bus.ts';
import type { RoomStore } from '../ports/room-store.ts';
import type { TicketHolder } from '../ports/tickets.ts';
import { requireCode, requireMember, requireRoom } from './access.ts';
import type { Lyria } from './lyria.ts';
import { createRateLimit, type RateLimit } from './rate-limit.ts';

/** The holder comes from the ticket and may be missing or of another room: UNAUTHENTICATED, FORBIDDEN, ROOM_NOT_FOUND. */
export interface CrowdService {
  /** What a player's phone hears. BAD_INPUT naming the field, RATE_LIMITED, FORBIDDEN for all but players. `false`: it weighs nothing, for the player is silenced. */
  reportEnergy(holder: TicketHolder | null, code: string, measured: Pick<EnergyReport, 'level' | 'clapRate'>): Promise<boolean>;
  /** Throws a reaction; RATE_LIMITED for this person's or for the whole room's. */
  react(holder: TicketHolder | null, code: string, reaction: Reaction): Promise<boolean>;
}

export interface CrowdDeps {
  readonly store: Pick<RoomStore, 'get'>;
  readonly bus: Pick<RoomBus, 'publish'>;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly lyria: Pick<Lyria, 'reportEnergy'>;
}

export function createCrowd({ store, bus, clock, lyria }: CrowdDeps): CrowdService {
  const { reactions, energy } = CROWD_LIMITS;
  const reports = createRateLimit(clock, energy.reportsPerSecond);
  const ofPerson = createRateLimit(clock, reactions.perPersonPerSecond);
  const ofRoom = createRateLimit(clock, reactions.perRoomPerSecond);

  async function enter(holder: TicketHolder | null, typedCode: string): Promise<{ readonly code: string; readonly member: Participant }> {
    const code = requireCode(typedCode);
    return { code, member: requireMember(requireRoom(await store.get(code), code), holder) };
  }

  return {
    async reportEnergy(holder, typedCode, measured) {
      const { code, member } = await enter(holder, typedCode);
      if (member.kind !== 'CONTROLLER') throw new CoroError('FORBIDDEN', 'Only players’ phones measure the crowd.');
      requireMeasured(measured);
      take([{ limit: reports, key: `${code}/${member.id}` }], `At most ${energy.reportsPerSecond} reports a second, please.`);
      if (member.isSilenced) return false;
      lyria.reportEnergy(code, member.id, measured);
      return true;
    },

    async react(holder, typedCode, reaction) {
      const { code, member } = await enter(holder, typedCode);
      const budgets = [
        { limit: ofPerson, key: `${code}/${member.id}` },
        { limit: ofRoom, key: code },
      ];
      take(budgets, 'That was a lot at once. Wait a moment.');
      const from = member.kind === 'LISTENER' ? null : { participantId: member.id, displayName: member.displayName };
      bus.publish({ kind: 'REACTION', code, thrown: { reaction, from } });
      return true;
    },
  };
}

/** From all of them or from none: whoever is refused by one loses nothing at another. */
function take(budgets: readonly { readonly limit: RateLimit; readonly key: string }[], message: string): void {
  const retryAfterMs = Math.ceil(Math.max(...budgets.map(({ limit, key }) => limit.waitMs(key))));
  if (retryAfterMs > 0) throw new CoroError('RATE_LIMITED', message, { retryAfterMs });
  for (const { limit, key } of budgets) limit.take(key);
}
