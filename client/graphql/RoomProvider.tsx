// Gives the screens below it one room: its client, its newest snapshot in slices, and the state of the line. Renders nothing itself.
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { Provider } from 'urql';
import { createRoomClient, type RoomClient } from './client.ts';
import type { ConnectionWord } from './connection.ts';
import { createRoomStore, type Prompt, type Room, type RoomStore, type RoomView } from './room-store.ts';
import type { RoomClock } from './server-clock.ts';

interface RoomSession {
  readonly client: RoomClient;
  readonly store: RoomStore;
}

const Session = createContext<RoomSession | null>(null);

interface RoomProviderProps {
  readonly code: string;
  readonly ticket: string | null;
  readonly children: ReactNode;
}

export function RoomProvider({ code, ticket, children }: RoomProviderProps) {
  const [session, setSession] = useState<RoomSession | null>(null);
  useEffect(() => {
    const client = createRoomClient({ ticket });
    const store = createRoomStore(client, code);
    setSession({ client, store });
    return () => {
      setSession(null);
      store.dispose();
      client.dispose();
    };
  }, [code, ticket]);
  if (!session) return null;
  return (
    <Session value={session}>
      <Provider value={session.client.urql}>{children}</Provider>
    </Session>
  );
}

export function useSession(): RoomSession {
  const session = useContext(Session);
  if (!session) throw new Error('This part must stand inside of a RoomProvider.');
  return session;
}

/** One slice of the view; the component renders again only when this slice is another object or value. `select` must return a part of its argument or a primitive. */
export function useRoomView<T>(select: (view: RoomView) => T): T {
  const { store } = useSession();
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}

/** One slice of the room, `null` until the first snapshot. */
export function useRoomState<T>(select: (room: Room) => T): T | null {
  return useRoomView(({ room }) => (room ? select(room) : null));
}

const NONE: readonly Prompt[] = [];

/** The prompts that the sound now going out was made from; none while the music does not play. */
export function useHeardPrompts(): readonly Prompt[] {
  return useRoomView(({ room, heardPrompts }) => (room?.isPlaying ? heardPrompts : NONE));
}

export function useConnection(): ConnectionWord {
  const { connection } = useSession().client;
  return useSyncExternalStore(connection.subscribe, connection.get);
}

/** The server's clock, the same on every screen of the room whether it plays sound or not. */
export function useServerClock(): RoomClock {
  return useSession().client.clock;
}
