// The page of one player, /r/:code: at the door without a seat, in the frame with one. A kept seat comes back without a touch.
import { useCallback, useEffect, useState } from 'react';
import { type CombinedError, useClient } from 'urql';
import { useLocation, useParams } from 'wouter';
import { graphql } from '../graphql/generated/gql.ts';
import { RoomProvider, useConnection, useRoomState, useRoomView } from '../graphql/RoomProvider.tsx';
import { type Seat, seats } from '../graphql/seats.ts';
import { Button } from '../ui/Button.tsx';
import { readCode } from '../ui/room-code.ts';
import { SoundProvider, useSound } from '../ui/sound.tsx';
import { Frame } from './Frame.tsx';
import { JoinScreen } from './JoinScreen.tsx';
import { refusalSentence } from './refusal.ts';
import { SteeringProvider } from './Steering.tsx';
import { ToastProvider, useToast } from './toast.tsx';
import './player.css';
import { player } from '../text/sentences.ts';

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

function Seated({ code, seat, isNew, onGone }: SeatedProps) {
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

interface Place {
  readonly code: string;
  readonly seat: Seat | null;
  readonly isNew: boolean;
  readonly notice: string | null;
}

export default function Player() {
  const params = useParams<{ code: string }>();
  const code = readCode(params.code ?? '');
  const [, navigate] = useLocation();
  const [place, setPlace] = useState<Place>(() => ({ code, seat: seats.read(code), isNew: false, notice: null }));
  useEffect(() => {
    // Another room in the address, by hand or by a link.
    setPlace((old) => (old.code === code ? old : { code, seat: seats.read(code), isNew: false, notice: null }));
  }, [code]);
  const onGone = useCallback(
    (notice: string | null) => {
      seats.forget(place.code);
      setPlace({ code: place.code, seat: null, isNew: false, notice });
    },
    [place.code],
  );
  const onSeated = (joined: string, seat: Seat) => {
    setPlace({ code: joined, seat, isNew: true, notice: null });
    // The server forgives confusable letters; the address shows the room's own code.
    if (joined !== code) navigate(`/r/${joined}`, { replace: true });
  };

  return (
    <SoundProvider>
      {place.seat ? (
        <RoomProvider code={place.code} ticket={place.seat.ticket}>
          <ToastProvider>
            <Seated key={place.seat.participantId} code={place.code} seat={place.seat} isNew={place.isNew} onGone={onGone} />
          </ToastProvider>
        </RoomProvider>
      ) : (
        <JoinScreen code={place.code} notice={place.notice} onSeated={onSeated} />
      )}
    </SoundProvider>
  );
}
