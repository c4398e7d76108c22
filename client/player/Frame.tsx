// The player's frame: head, heard line, the role's own control and the dock. Composes parts; the parts do the work.
import { ArrowLeftRight, Pencil } from 'lucide-react';
import { type ComponentType, Suspense, useEffect, useRef, useState } from 'react';
import { CallButton } from '../crowd/CallButton.tsx';
import { ReactionFan } from '../crowd/ReactionFan.tsx';
import type { Role } from '../graphql/generated/graphql.ts';
import { useRoomState, useRoomView } from '../graphql/RoomProvider.tsx';
import { type Seat, seats } from '../graphql/seats.ts';
import { player, swap as swapText } from '../text/sentences.ts';
import { lazySheet, useSheetsAhead } from '../ui/lazy-speaking.ts';
import { Head } from './Head.tsx';
import { HeardLine } from './HeardLine.tsx';
import { Leaving } from './Leaving.tsx';
import { Listening } from './Listening.tsx';
import { Lost, useSecondsLost } from './Lost.tsx';
import { RoleReveal } from './RoleReveal.tsx';
import { useMe, useSteering } from './Steering.tsx';
import { SwapCard } from './SwapCard.tsx';
import { useToast } from './toast.tsx';
import { useGrowth } from './use-growth.ts';
import { useHush } from './use-hush.ts';
import { useLeaving } from './use-leaving.ts';
import { useSwaps } from './use-swaps.ts';
import { useWishBox } from './use-wish-box.ts';

const WishSheet = lazySheet(() => import('./WishSheet.tsx'));
const SoundSheet = lazySheet(() => import('./SoundSheet.tsx'), 'sheets');
const YouSheet = lazySheet(() => import('./YouSheet.tsx'), 'sheets');
const RoleSheet = lazySheet(() => import('./RoleSheet.tsx'));
const EngineRoom = lazySheet(() => import('../engine-room/EngineRoom.tsx'), 'sheets');

/** One person holds one of them; the others come ahead of a change of roles. */
const CONTROLS: Record<Role, ComponentType> = {
  DRUMMER: lazySheet(() => import('./DrummerDial.tsx')),
  VIBE_SETTER: lazySheet(() => import('./VibePad.tsx')),
  GENRE_DJ: lazySheet(() => import('./GenreTiles.tsx')),
  INSTRUMENTALIST: lazySheet(() => import('./InstrumentShelf.tsx')),
  ENERGY: lazySheet(() => import('./EnergyFaders.tsx')),
};

interface FrameProps {
  readonly seat: Seat;
  /** True right after joining: the role is new to its person. */
  readonly isNew: boolean;
  /** The seat is given up; the notice is for the door. */
  readonly onLeft: (notice: string | null) => void;
}

export function Frame({ seat, isNew, onLeft }: FrameProps) {
  const { code } = useSteering();
  const me = useMe();
  const role = me?.role ?? null;
  const [displayName, setDisplayName] = useState(seat.displayName);
  const [open, setOpen] = useState<'wish' | 'roles' | 'sound' | 'you' | 'engine' | null>(null);
  const [isRevealed, setRevealed] = useState(!isNew);
  const isEnded = useRoomView(({ trouble }) => trouble === 'ENDED' || trouble === 'ROOM_NOT_FOUND');
  const roomName = useRoomState((room) => room.name) ?? '';
  const secondsLost = useSecondsLost();
  const close = () => setOpen(null);
  const { wishes, sending, soundingCount, send } = useWishBox(code, open === 'wish', () => setOpen('wish'));
  const growth = useGrowth(soundingCount);
  const { isLeaving, leave, comeBack, giveUpSeat, giveUpUnheard } = useLeaving(code, seat, onLeft);
  useHush(code);
  useSheetsAhead();
  const swaps = useSwaps();
  const toast = useToast();
  const asker = swaps.asked?.from.displayName ?? null;
  const isCovered = open !== null;
  useEffect(() => {
    // An open sheet makes everything behind it inert, so the offer can only be told.
    if (asker !== null && isCovered) toast({ text: swapText.behind(asker) });
  }, [asker, isCovered, toast]);
  const knownRole = useRef(role);
  useEffect(() => {
    // Taken, or swapped from the other side: a new role is always revealed.
    if (knownRole.current !== null && role !== null && knownRole.current !== role) {
      setOpen((panel) => (panel === 'roles' ? null : panel));
      setRevealed(false);
    }
    knownRole.current = role;
  }, [role]);
  const onRenamed = (name: string) => {
    setDisplayName(name);
    seats.rememberName(name);
    seats.save(code, { ...seat, displayName: name });
  };

  const Control = role && CONTROLS[role];
  const isLost = secondsLost !== null && !isEnded;
  return (
    <div className="player" data-role={role ?? 'NONE'}>
      <header className="player-top">
        <h1 className="visually-hidden">{roomName}</h1>
        <Head
          displayName={me?.displayName ?? displayName}
          me={me}
          growth={growth}
          onMe={() => setOpen('you')}
          onSound={() => setOpen('sound')}
        />
        {role && <HeardLine role={role} growth={growth} />}
      </header>
      <main className="player-control" inert={isLost}>
        <Suspense fallback={null}>
          {Control ? <Control key={role} /> : <Listening isListener={seat.kind === 'LISTENER'} onSeat={() => giveUpSeat(null)} />}
        </Suspense>
      </main>
      {role && (
        <footer className="dock" inert={isLost}>
          <button type="button" className="dock-wish" onClick={() => setOpen('wish')}>
            <Pencil aria-hidden="true" />
            <span>{player.frame.wish}</span>
            <span aria-hidden="true">{player.frame.wishShort}</span>
          </button>
          <ReactionFan />
          <CallButton />
          <button type="button" className="dock-role" aria-label={player.frame.changeRole} onClick={() => setOpen('roles')}>
            <ArrowLeftRight aria-hidden="true" />
          </button>
        </footer>
      )}
      <Suspense fallback={null}>
        {open === 'wish' && role && <WishSheet role={role} wishes={wishes} sending={sending} onSend={send} onClose={close} />}
        {open === 'sound' && <SoundSheet joinUrl={seat.joinUrl} onClose={close} />}
        {open === 'you' && (
          <YouSheet
            displayName={me?.displayName ?? displayName}
            joinUrl={seat.joinUrl}
            onRenamed={onRenamed}
            onLeave={() => {
              close();
              leave();
            }}
            onEngineRoom={me?.isHost || me?.isCoHost ? () => setOpen('engine') : null}
            onClose={close}
          />
        )}
        {open === 'engine' && <EngineRoom code={code} onClose={close} />}
        {open === 'roles' && <RoleSheet swaps={swaps} onChanged={close} onClose={close} />}
      </Suspense>
      {role && !isRevealed && open === null && (
        <RoleReveal
          key={role}
          role={role}
          displayName={me?.displayName ?? displayName}
          onDone={() => setRevealed(true)}
          onOther={() => {
            setRevealed(true);
            setOpen('roles');
          }}
        />
      )}
      {swaps.asked && role && !isCovered && (
        <SwapCard {...swaps.asked} role={role} onAnswer={(isAccepted) => void swaps.answer(isAccepted)} />
      )}
      {isLeaving && <Leaving onBack={comeBack} onGone={() => giveUpSeat(player.you.left)} onPageGone={giveUpUnheard} />}
      {isLost && <Lost seconds={secondsLost} />}
    </div>
  );
}
