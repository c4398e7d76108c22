// What every resolver gets: the use cases, whoever holds the request's ticket, the time. Made by the transport, per operation.
import type { TicketHolder } from '../ports/tickets.ts';
import type { AudienceService } from '../services/audience.ts';
import type { CrowdService } from '../services/crowd.ts';
import type { Caller, RoomService } from '../services/room.ts';

export interface ApiContext {
  readonly rooms: RoomService;
  readonly audience: AudienceService;
  readonly crowd: CrowdService;
  /** `null`: no ticket, or one that nobody knows. The use cases say what that means. */
  readonly holder: TicketHolder | null;
  /** Whom limits count this as. */
  readonly caller: Caller;
  /** Finds the operation in the log. */
  readonly requestId: string;
  /** Milliseconds on the server's clock. */
  nowMs(): number;
}
