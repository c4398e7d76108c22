// The show: one flower and one card that stay, while lobby, live view and ending come and go around them.
import { useCallback, useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { useRoomState, useRoomView } from '../graphql/RoomProvider.tsx';
import { type Seat, seats } from '../graphql/seats.ts';
import { stage } from '../text/en.ts';
import { Button } from '../ui/Button.tsx';
import { ConnectionWord } from '../ui/ConnectionWord.tsx';
import { FlowerMark } from '../ui/FlowerMark.tsx';
import { Qr } from '../ui/Qr.tsx';
import { useSound } from '../ui/sound.tsx';
import type { Bloom } from '../visual/bloom.ts';
import { Controls } from './Controls.tsx';
import { Live } from './Live.tsx';
import { Lobby } from './Lobby.tsx';
import { StageBloom } from './StageBloom.tsx';
import { useGreeting, usePlayers, useSettledOrder, useWakeLock } from './use-stage-room.ts';

interface StageRoomProps {
  readonly code: string;
  readonly seat: Seat;
  readonly onSeatLost: () => void;
}

export function StageRoom({ code, seat, onSeatLost }: StageRoomProps) {
  const { engine, status } = useSound();
  const trouble = useRoomView((view) => view.trouble);
  const name = useRoomState((room) => room.name);
  const isPlaying = useRoomState((room) => room.isPlaying) ?? false;
  const players = usePlayers();
  const loudest = useSettledOrder(players);
  const greeting = useGreeting(players, isPlaying);
  const bloom = useRef<Bloom | null>(null);
  useWakeLock(isPlaying);

  useEffect(() => {
    engine.listen(code, seat.ticket);
    return () => engine.leave();
  }, [engine, code, seat.ticket]);
  useEffect(() => {
    if (name === null) return;
    document.title = stage.title(name);
    seats.visit({ code, name, at: Date.now() });
  }, [code, name]);
  // The room is open, but not for this ticket: it was kept over a restart, or the host sent the screen away.
  const isSeatLost = trouble === 'UNAUTHENTICATED' || trouble === 'FORBIDDEN';
  useEffect(() => {
    if (isSeatLost) onSeatLost();
  }, [isSeatLost, onSeatLost]);

  const keepBloom = useCallback((made: Bloom | null) => {
    bloom.current = made;
  }, []);
  const sendSpark = useCallback((from: HTMLElement, personId: string) => {
    const box = from.getBoundingClientRect();
    bloom.current?.spark({ x: box.right, y: box.top + box.height / 2 }, personId);
  }, []);

  if (trouble === 'ENDED' || trouble === 'ROOM_NOT_FOUND') return <Ended />;
  if (name === null) {
    return (
      <main className="stage-door grain">
        <ConnectionWord standing="finding" words={stage.joining} />
      </main>
    );
  }
  const place = !isPlaying ? 'heart' : greeting ? 'greeting' : 'corner';
  return (
    <main className="stage grain" data-view={isPlaying ? 'live' : 'lobby'} data-crowded={players.length > 6 || undefined}>
      <StageBloom players={players} loudest={loudest} isLive={isPlaying} isGreeting={place === 'greeting'} onReady={keepBloom} />
      <div className="stage-card" data-place={place}>
        <Qr text={seat.joinUrl} label={stage.qr(seat.joinUrl)} />
      </div>
      {isPlaying ? (
        <Live code={code} joinUrl={seat.joinUrl} players={players} loudest={loudest} greeting={greeting} onAsked={sendSpark} />
      ) : (
        <Lobby code={code} seat={seat} players={players} />
      )}
      <Controls code={code} seat={seat} isPlaying={isPlaying} />
      {status.state === 'blocked' && isPlaying && (
        <button type="button" className="stage-gate" onClick={() => engine.unlock()}>
          <span>{stage.gate}</span>
        </button>
      )}
    </main>
  );
}

function Ended() {
  const [, go] = useLocation();
  return (
    <main className="stage-door grain">
      <FlowerMark size="120px" />
      <h1>{stage.ended}</h1>
      <p>{stage.endedText}</p>
      <Button onClick={() => go('/')}>{stage.again}</Button>
    </main>
  );
}
