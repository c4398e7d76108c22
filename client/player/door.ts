// Chooses what the door says when somebody cannot simply walk in. Pure.
import type { Trouble } from '../graphql/errors.ts';
import { player } from '../text/sentences.ts';

export type DoorTrouble = Trouble;

/** `null`: nothing that the door has own words for. */
export function doorSentence(trouble: DoorTrouble | null, code: string, playerLimit: number): string | null {
  switch (trouble) {
    case 'ROOM_NOT_FOUND':
      return player.join.unknown(code);
    case 'ROOM_FULL':
      return player.join.full(playerLimit);
    case 'ROOM_LOCKED':
      return player.join.locked;
    case 'WRONG_PASSWORD':
      return player.join.wrongPassword;
    case 'NETWORK':
      return player.join.network;
    default:
      return null;
  }
}
