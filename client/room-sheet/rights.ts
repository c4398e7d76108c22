// What somebody may do with the room and with each person in it, as the schema says it. The server decides; this only spares people
// buttons that it would refuse. Pure.
import type { Person } from '../graphql/room-store.ts';

export interface Rights {
  /** Settings and people. */
  readonly canSet: boolean;
  /** The room itself: who hosts, who helps, and its end. */
  readonly isHost: boolean;
  /** Opened the room, and somebody else holds it now. */
  readonly canTakeBack: boolean;
}

export const NO_RIGHTS: Rights = { canSet: false, isHost: false, canTakeBack: false };

export function rightsOf(me: Pick<Person, 'isHost' | 'isCoHost' | 'isFounder'> | null): Rights {
  if (me === null) return NO_RIGHTS;
  return { canSet: me.isHost || me.isCoHost, isHost: me.isHost, canTakeBack: me.isFounder && !me.isHost };
}

export const hasAnyRight = ({ canSet, canTakeBack }: Rights): boolean => canSet || canTakeBack;

export type PersonAct = 'silence' | 'hear' | 'name-co-host' | 'take-co-host' | 'make-host' | 'remove';

/** In the order in which they stand under a person's name; none when there is nothing to do. */
export function actsOn(
  rights: Rights,
  person: Pick<Person, 'id' | 'kind' | 'isHost' | 'isCoHost' | 'isSilenced' | 'isSimulated' | 'presence'>,
  myId: string,
): readonly PersonAct[] {
  const isMe = person.id === myId;
  // A co-host helps the host and is no match for them.
  const canTouch = rights.canSet && (rights.isHost || !person.isHost);
  const canRise = rights.isHost && !person.isHost && !person.isSimulated;
  const acts: readonly (readonly [PersonAct, boolean])[] = [
    ['silence', canTouch && person.kind === 'CONTROLLER' && !person.isSilenced],
    ['hear', canTouch && person.kind === 'CONTROLLER' && person.isSilenced],
    ['name-co-host', canRise && !person.isCoHost],
    ['take-co-host', canRise && person.isCoHost],
    ['make-host', canRise && person.presence === 'CONNECTED'],
    ['remove', canTouch && !isMe],
  ];
  return acts.filter(([, isAllowed]) => isAllowed).map(([act]) => act);
}
