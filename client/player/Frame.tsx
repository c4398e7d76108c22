// The player's frame: head, heard line, the role's own control and the dock. Composes parts; the parts do the work.
import { ArrowLeftRight, Pencil } from 'lucide-react';
import { type ComponentType, useState } from 'react';
import { useClient, useMutation } from 'urql';
import { CallButton } from '../crowd/CallButton.tsx';
import { EngineRoom } from '../engine-room/EngineRoom.tsx';
import { graphql } from '../graphql/generated/gql.ts';
import type { Role } from '../graphql/generated/graphql.ts';
import { useRoomState, useRoomView } from '../graphql/RoomProvider.tsx';
import { type Seat, seats } from '../graphql/seats.ts';
import { player } from '../text/player-en.ts';
import { DrummerDial } from './DrummerDial.tsx';
import { EnergyFaders } from './EnergyFaders.tsx';
import { GenreTiles } from './GenreTiles.tsx';
import { Head } from './Head.tsx';
import { HeardLine } from './HeardLine.tsx';
import { InstrumentShelf } from './InstrumentShelf.tsx';
import { Listening } from './Listening.tsx';
import { Lost, useSecondsLost } from './Lost.tsx';
import { RoleReveal } from './RoleReveal.tsx';
import { RoleSheet } from './RoleSheet.tsx';
import { refusalSentence } from './refusal.ts';
import { SoundSheet } from './SoundSheet.tsx';
import { useMe, useSteering } from './Steering.tsx';
import { useToast } from './toast.tsx';
import { feel } from './touch.ts';
import { type OwnWish, useWishes } from './useWishes.ts';
import { VibePad } from './VibePad.tsx';
import { WishSheet } from './WishSheet.tsx';
import { YouSheet } from './YouSheet.tsx';

const SendWish = graphql(`
  mutation SendWish($code: String!, $wish: String!) {
    updateInput(code: $code, input: { wish: $wish }) {
      id
    }
  }
`);
const LeaveRoom = graphql(`
  mutation LeaveRoom($code: String!) {
    leaveRoom(code: $code)
  }
`);

const CONTROLS: Record<Role, ComponentType> = {
  DRUMMER: DrummerDial,
  VIBE_SETTER: VibePad,
  GENRE_DJ: GenreTiles,
  INSTRUMENTALIST: InstrumentShelf,
  ENERGY: EnergyFaders,
};

const FATE_TOASTS = {
  WAITING: null,
  ACCEPTED: player.wish.toastHeard,
  SOUNDING: player.wish.toastSounding,
} as const;

const toastOf = ({ fate, reason }: OwnWish): string | null => (fate === 'DECLINED' ? player.wish.toastDeclined(reason) : FATE_TOASTS[fate]);

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
  const [isLeaving, setLeaving] = useState(false);
  const isEnded = useRoomView(({ trouble }) => trouble === 'ENDED' || trouble === 'ROOM_NOT_FOUND');
  const roomName = useRoomState((room) => room.name) ?? '';
  const secondsLost = useSecondsLost();
  const client = useClient();
  const [, sendWish] = useMutation(SendWish);
  const toast = useToast();
  const close = () => setOpen(null);

  const onFate = (wish: OwnWish) => {
    const text = toastOf(wish);
    if (text === null) return;
    feel(wish.fate === 'DECLINED' ? 'declined' : 'heard');
    if (open === 'wish') return;
    toast({ text, act: { label: player.wish.show, run: () => setOpen('wish') } });
  };
  const wishes = useWishes(code, onFate);

  const leave = () => {
    close();
    setLeaving(true);
    toast({
      text: player.you.leaving,
      act: { label: player.you.stay, run: () => setLeaving(false) },
      onGone: () => {
        void giveUpSeat(player.you.left);
      },
    });
  };
  const giveUpSeat = async (notice: string | null) => {
    seats.forget(code);
    await client.mutation(LeaveRoom, { code });
    onLeft(notice);
  };
  const wish = async (words: string) => {
    const { error } = await sendWish({ code, wish: words });
    if (error) toast({ text: refusalSentence(error), isTrouble: true });
  };
  const onRenamed = (name: string) => {
    setDisplayName(name);
    seats.rememberName(name);
    seats.save(code, { ...seat, displayName: name });
  };

  const Control = role && CONTROLS[role];
  const isLost = secondsLost !== null && !isEnded;
  return (
    <div className="player" data-role={role ?? 'NONE'} data-leaving={isLeaving}>
      <header className="player-top">
        <h1 className="visually-hidden">{roomName}</h1>
        <Head displayName={me?.displayName ?? displayName} me={me} onMe={() => setOpen('you')} onSound={() => setOpen('sound')} />
        {role && <HeardLine role={role} />}
      </header>
      <main className="player-control" inert={isLost}>
        {Control ? <Control key={role} /> : <Listening isListener={seat.kind === 'LISTENER'} onSeat={() => giveUpSeat(null)} />}
      </main>
      {role && (
        <footer className="dock" inert={isLost}>
          <button type="button" className="dock-wish" onClick={() => setOpen('wish')}>
            <Pencil aria-hidden="true" />
            <span>{player.frame.wish}</span>
          </button>
          <CallButton />
          <button type="button" className="dock-role" aria-label={player.frame.changeRole} onClick={() => setOpen('roles')}>
            <ArrowLeftRight aria-hidden="true" />
          </button>
        </footer>
      )}
      {open === 'wish' && role && <WishSheet role={role} wishes={wishes} onSend={wish} onClose={close} />}
      {open === 'sound' && <SoundSheet joinUrl={seat.joinUrl} onClose={close} />}
      {open === 'you' && (
        <YouSheet
          displayName={me?.displayName ?? displayName}
          joinUrl={seat.joinUrl}
          onRenamed={onRenamed}
          onLeave={leave}
          onEngineRoom={me?.isHost || me?.isCoHost ? () => setOpen('engine') : null}
          onClose={close}
        />
      )}
      {open === 'engine' && <EngineRoom code={code} onClose={close} />}
      {open === 'roles' && (
        <RoleSheet
          onChanged={() => {
            close();
            setRevealed(false);
          }}
          onClose={close}
        />
      )}
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
      {isLost && <Lost seconds={secondsLost} />}
    </div>
  );
}
