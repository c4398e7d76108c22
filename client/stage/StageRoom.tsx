// The show: one flower and one card that stay, while lobby, live view and ending come and go around them.
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useLocation } from 'wouter';
import { ReactionSky } from '../crowd/ReactionSky.tsx';
import { ReactionSummary } from '../crowd/ReactionSummary.tsx';
import { DemoNote } from '../demo/DemoNote.tsx';
import { useRoomState, useRoomView } from '../graphql/RoomProvider.tsx';
import { type Seat, seats } from '../graphql/seats.ts';
import { stage } from '../text/sentences.ts';
import { Button } from '../ui/Button.tsx';
import { ConnectionWord } from '../ui/ConnectionWord.tsx';
import { FlowerMark } from '../ui/FlowerMark.tsx';
import { useLanguage } from '../ui/language.ts';
import { Qr } from '../ui/Qr.tsx';
import { useSound } from '../ui/sound.tsx';
import type { Bloom } from '../visual/bloom.ts';
import { Attract } from './Attract.tsx';
import { Controls } from './Controls.tsx';
import { useFullscreenKey } from './fullscreen.ts';
import type { StageSparks } from './Hearing.tsx';
import { Live } from './Live.tsx';
import { Lobby } from './Lobby.tsx';
import { StageBloom } from './StageBloom.tsx';
import { useAttract } from './use-attract.ts';
import { useGreeting, usePlayers, useRestingPointer, useSettledOrder, useWakeLock } from './use-stage-room.ts';

interface StageRoomProps {
  readonly code: string;
  readonly seat: Seat;
  readonly onSeatLost: () => void;
}

export function StageRoom({ code, seat, onSeatLost }: StageRoomProps) {
  const { engine, status } = useSound();
  const trouble = useRoomView((view) => view.trouble);
  const language = useLanguage();
  const name = useRoomState((room) => room.name);
  const isPlaying = useRoomState((room) => room.isPlaying) ?? false;
  const players = usePlayers();
  const loudest = useSettledOrder(players);
  const greeted = useGreeting(players, isPlaying);
  const attract = useAttract();
  const isPointerResting = useRestingPointer();
  const bloom = useRef<Bloom | null>(null);
  const flower = useRef<HTMLDivElement>(null);
  useWakeLock(isPlaying);
  useFullscreenKey();

  useEffect(() => {
    engine.listen(code, seat.ticket);
    return () => engine.leave();
  }, [engine, code, seat.ticket]);
  useEffect(() => {
    if (name === null) return;
    seats.visit({ code, name, at: Date.now() });
  }, [code, name]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the title speaks the language of now
  useEffect(() => {
    if (name !== null) document.title = stage.title(name);
  }, [name, language]);
  // The room is open, but not for this ticket: it was kept over a restart, or the host sent the screen away.
  const isSeatLost = trouble === 'UNAUTHENTICATED' || trouble === 'FORBIDDEN';
  useEffect(() => {
    if (isSeatLost) onSeatLost();
  }, [isSeatLost, onSeatLost]);

  const keepBloom = useCallback((made: Bloom | null) => {
    bloom.current = made;
  }, []);
  const sparks = useMemo<StageSparks>(
    () => ({
      send: (text, from, personId) => {
        const box = from.getBoundingClientRect();
        const canvas = flower.current?.getBoundingClientRect();
        if (canvas) bloom.current?.spark(text, { x: box.right - canvas.left, y: box.top + box.height / 2 - canvas.top }, personId);
      },
      land: (text) => bloom.current?.land(text),
      lose: (text) => bloom.current?.lose(text),
    }),
    [],
  );

  const tipOf = useCallback((personId: string | null) => bloom.current?.tipOf(personId) ?? null, []);

  if (trouble === 'ENDED' || trouble === 'ROOM_NOT_FOUND') return <Ended />;
  if (name === null) {
    return (
      <main className="stage-door grain">
        <ConnectionWord standing="finding" words={stage.joining} />
      </main>
    );
  }
  const isEmpty = attract === 'empty';
  const isQuiet = attract === 'quiet';
  const place = !isPlaying || isEmpty ? 'heart' : greeted.length > 0 || isQuiet ? 'greeting' : 'corner';
  return (
    <main
      className="stage grain"
      data-view={!isPlaying ? 'lobby' : isEmpty ? 'attract' : 'live'}
      data-crowded={players.length > 6 || undefined}
      data-still={(isPlaying && isPointerResting) || undefined}
    >
      <div className="stage-bloom" ref={flower}>
        <StageBloom
          players={players}
          loudest={loudest}
          isLive={isPlaying}
          holdsCard={place === 'heart'}
          isGreeting={place === 'greeting'}
          onReady={keepBloom}
        />
      </div>
      <div className="stage-card" data-place={place}>
        <Qr text={seat.joinUrl} label={stage.qr(seat.joinUrl)} />
      </div>
      {!isPlaying && <Lobby code={code} seat={seat} players={players} />}
      {isPlaying && isEmpty && <Attract code={code} joinUrl={seat.joinUrl} />}
      {isPlaying && !isEmpty && (
        <Live code={code} joinUrl={seat.joinUrl} players={players} loudest={loudest} greeted={greeted} isQuiet={isQuiet} sparks={sparks} />
      )}
      <DemoNote code={code} seat={seat} />
      <ReactionSky code={code} tipOf={tipOf} />
      <ReactionSummary code={code} />
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
