// The newest room that this browser was in and that is still open, by its present name. Asks the server; forgets nothing itself.
import { useEffect, useState } from 'react';
import type { RoomClient } from '../graphql/client.ts';
import { graphql } from '../graphql/generated/gql.ts';
import { lastRooms } from '../graphql/seats.ts';

export const LookUpRoom = graphql(`
  query LookUpRoom($code: String!) {
    room(code: $code) {
      code
      name
    }
  }
`);

export interface OpenRoomName {
  readonly code: string;
  readonly name: string;
}

export function useLastRoom(client: RoomClient): OpenRoomName | null {
  const [room, setRoom] = useState<OpenRoomName | null>(null);
  useEffect(() => {
    let isOver = false;
    const look = async () => {
      for (const { code } of lastRooms()) {
        const { data } = await client.urql.query(LookUpRoom, { code }, { requestPolicy: 'network-only' }).toPromise();
        if (isOver) return;
        if (data?.room) return setRoom(data.room);
      }
    };
    void look();
    return () => {
      isOver = true;
    };
  }, [client]);
  return room;
}
