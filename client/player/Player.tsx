// The page of one player, /r/:code: at the door without a seat, in the frame with one. A kept seat comes back without a touch.
import { Suspense, useCallback, useEffect, useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { RoomProvider } from '../graphql/RoomProvider.tsx';
import { type Seat, seats } from '../graphql/seats.ts';
import { lazySheet, useSheetsAhead } from '../ui/lazy-speaking.ts';
import { readCode } from '../ui/room-code.ts';
import { SoundProvider } from '../ui/sound.tsx';
import { JoinScreen } from './JoinScreen.tsx';
import { ToastProvider } from './toast.tsx';
import './player.css';

/** Fetched while somebody is still at the door. */
const Seated = lazySheet(() => import('./Seated.tsx'), 'crowd');

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
  useSheetsAhead();
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
            <Suspense fallback={null}>
              <Seated key={place.seat.participantId} code={place.code} seat={place.seat} isNew={place.isNew} onGone={onGone} />
            </Suspense>
          </ToastProvider>
        </RoomProvider>
      ) : (
        <JoinScreen code={place.code} notice={place.notice} onSeated={onSeated} />
      )}
    </SoundProvider>
  );
}
