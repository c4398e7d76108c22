// What a host has set and the server has not confirmed, laid over what the server says. Pure.
import type { Room } from '../graphql/room-store.ts';

type ServerControls = Room['engine']['controls'];
export type EngineControl = ServerControls['effective'][number];
export type Controls = Omit<ServerControls, 'effective'>;
/** The fields that wait for an answer, each with its newest value. */
export type ControlsDraft = Partial<Controls>;

export type ControlsDraftEvent =
  | { readonly kind: 'changed'; readonly change: ControlsDraft }
  /** The server would not take this change; what was set since then still waits. */
  | { readonly kind: 'refused'; readonly change: ControlsDraft }
  /** Everything is answered, and the newest snapshot has what was taken. */
  | { readonly kind: 'rested' };

export const NO_DRAFT: ControlsDraft = {};

export const mergedControls = (server: Controls, draft: ControlsDraft): Controls => ({ ...server, ...draft });

export function controlsDraftAfter(draft: ControlsDraft, event: ControlsDraftEvent): ControlsDraft {
  switch (event.kind) {
    case 'changed':
      return { ...draft, ...event.change };
    case 'refused': {
      const refused: Readonly<Record<string, unknown>> = event.change;
      return Object.fromEntries(Object.entries(draft).filter(([field, value]) => !(field in refused && refused[field] === value)));
    }
    case 'rested':
      return NO_DRAFT;
  }
}
