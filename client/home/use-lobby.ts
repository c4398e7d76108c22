// The list of public rooms, kept fresh by one subscription; and the state of the line it comes over.
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { RoomClient } from '../graphql/client.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { WatchLobbySubscription } from '../graphql/generated/graphql.ts';

const WatchLobby = graphql(`
  subscription WatchLobby {
    rooms {
      code
      name
      isPlaying
      playerCount
      playerLimit
      needsPassword
      rolesTaken
      level
    }
  }
`);

export type LobbyRoom = WatchLobbySubscription['rooms'][number];

const ASK_AGAIN_MS = 3_000;

/** `rooms` is `null` until the first answer. */
export function useLobby(client: RoomClient): { readonly rooms: readonly LobbyRoom[] | null; readonly isCut: boolean } {
  const [rooms, setRooms] = useState<readonly LobbyRoom[] | null>(null);
  const word = useSyncExternalStore(client.connection.subscribe, client.connection.get);
  useEffect(() => {
    let stop = () => {};
    let timer: ReturnType<typeof setTimeout> | undefined;
    const watch = () => {
      const { unsubscribe } = client.urql.subscription(WatchLobby, {}).subscribe(({ data, error, hasNext }) => {
        if (data) setRooms(data.rooms);
        if (error || hasNext === false) {
          clearTimeout(timer);
          timer = setTimeout(watch, ASK_AGAIN_MS);
        }
      });
      stop = unsubscribe;
    };
    watch();
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client]);
  return { rooms, isCut: word === 'reconnecting' || word === 'offline' };
}
