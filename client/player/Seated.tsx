// Whoever has a seat in the room: its sound, its frame, and the way out when the seat or the room is gone. A file of its own, because
// nobody at the door needs it yet.
import { useCallback, useEffect } from 'react';
import { type CombinedError, useClient } from 'urql';
import { useLocation } from 'wouter';
import { graphql } from '../graphql/generated/gql.ts';
import { useConnection, useRoomState, useRoomView } from '../graphql/RoomProvider.tsx';
import { type Seat, seats } from '../graphql/seats.ts';
import { player } from '../text/sentences.ts';
import { Button } from '../ui/Button.tsx';
import { useSound } from '../ui/sound.tsx';
import { Frame } from './Frame.tsx';
import { refusalSentence } from './refusal.ts';
import { SteeringProvider } from './Steering.tsx';
import { useToast } from './toast.tsx';

const Me = graphql(`
  query Me {
    me {
      id
      kind
      role
      displayName
    }
  }
`);

/** Asks after every new connection whether the seat still stands; a seat that was given away is told once. */
function useSeatCheck(participantId: string, onGone: () => void) {
  const client = useClient();
  const connection = useConnection();
  // Players are listed; whoever vanishes from the list was removed, or lost the seat while asleep.
  const isListed = useRoomState((room) => room.participants.some(({ id }) => id === participantId));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed list is a reason to ask again
  useEffect(() => {
    if (connection !== 'online') return;
    let isStale = false;
    void client.query(Me, {}, { requestPolicy: 'network-only' }).then(({ data }) => {
      if (!isStale && data && data.me?.id !== participantId) onGone();
    });
    return () => {
      isStale = true;
    };
  }, [client, connection, isListed, participantId, onGone]);
}

interface SeatedProps {
  readonly code: string;
  readonly seat: Seat;
  readonly isNew: boolean;
  readonly onGone: (notice: string | null) => void;
}

export default function Seated({ code, seat, isNew, onGone }: SeatedProps) {
  const { engine } = useSound();
  const toast = useToast();
  const name = useRoomState((room) => room.name);
  const trouble = useRoomView((view) => view.trouble);
  const [, navigate] = useLocation();
  useSeatCheck(
    seat.participantId,
    useCallback(() => onGone(player.join.seatGone), [onGone]),
  );
  useEffect(() => {
    engine.listen(code, seat.ticket);
    return () => engine.leave();
  }, [engine, code, seat.ticket]);
  useEffect(() => {
    if (name !== null) seats.visit({ code, name, at: Date.now() });
  }, [code, name]);
  const onRefused = useCallback((error: CombinedError) => toast({ text: refusalSentence(error), isTrouble: true }), [toast]);

  if (trouble === 'ENDED' || trouble === 'ROOM_NOT_FOUND') {
    return (
      <main className="ended">
        <h1>{player.frame.ended}</h1>
        <p>{player.frame.endedText}</p>
        <Button
          className="big-button"
          onClick={() => {
            seats.forget(code);
            navigate('/');
          }}
        >
          {player.frame.home}
        </Button>
      </main>
    );
  }
  return (
    <SteeringProvider code={code} participantId={seat.participantId} onRefused={onRefused}>
      <Frame seat={seat} isNew={isNew} onLeft={onGone} />
    </SteeringProvider>
  );
}
