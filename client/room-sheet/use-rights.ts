// My rights as the newest snapshot has them: a co-host named or dismissed elsewhere sees it at once.
import { useMemo } from 'react';
import { useRoomState } from '../graphql/RoomProvider.tsx';
import { type Rights, rightsOf } from './rights.ts';

export function useRights(participantId: string): Rights {
  const me = useRoomState((room) => room.participants.find(({ id }) => id === participantId) ?? null);
  return useMemo(() => rightsOf(me), [me]);
}
