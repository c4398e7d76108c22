// The strip of the big screen: it comes with the pointer, a touch or the keyboard's focus, and leaves when nobody needs it.
import './controls.css';
import { AudioLines, Maximize, Minimize, Play, QrCode, SlidersVertical, Square, UsersRound, Volume2, VolumeX } from 'lucide-react';
import { type KeyboardEvent, Suspense, useEffect, useState } from 'react';
import { CallForms } from '../crowd/CallForms.tsx';
import type { Seat } from '../graphql/seats.ts';
import { hasAnyRight } from '../room-sheet/rights.ts';
import { useRights } from '../room-sheet/use-rights.ts';
import { common, doors, strip } from '../text/sentences.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { LanguageChoice } from '../ui/LanguageChoice.tsx';
import { lazySheet, useSheetsAhead } from '../ui/lazy-speaking.ts';
import { Slider } from '../ui/Slider.tsx';
import { useSound } from '../ui/sound.tsx';
import { ThemeButton } from '../ui/ThemeButton.tsx';
import { canFillScreen, toggleFullscreen, useFullscreen } from './fullscreen.ts';
import { useHostActs } from './use-host-acts.ts';

const EngineRoom = lazySheet(() => import('../engine-room/EngineRoom.tsx'), 'sheets');
const Invite = lazySheet(() => import('../room-sheet/Invite.tsx'), 'sheets');
const RoomSheet = lazySheet(() => import('../room-sheet/RoomSheet.tsx'), 'sheets');
const SoundDetails = lazySheet(() => import('../ui/SoundDetails.tsx'), 'sheets');

const SHOWN_MS = 3_500;

/** True for some seconds after every move of a pointer, and for good while one rests on the strip. */
function useNearPointer(): readonly [isNear: boolean, leave: () => void] {
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const come = () => {
      setNear(true);
      clearTimeout(timer);
      timer = setTimeout(() => setNear(false), SHOWN_MS);
    };
    window.addEventListener('pointermove', come);
    window.addEventListener('pointerdown', come);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pointermove', come);
      window.removeEventListener('pointerdown', come);
    };
  }, []);
  return [isNear, () => setNear(false)];
}

interface ControlsProps {
  readonly code: string;
  readonly seat: Seat;
  readonly isPlaying: boolean;
}

export function Controls({ code, seat, isPlaying }: ControlsProps) {
  const rights = useRights(seat.participantId);
  const [isNear, leave] = useNearPointer();
  const [open, setOpen] = useState<'code' | 'room' | 'engine' | 'sound' | null>(null);
  const isFull = useFullscreen();
  useSheetsAhead();
  const close = () => setOpen(null);

  const leaveByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !(event.target instanceof HTMLElement)) return;
    event.target.blur();
    leave();
  };
  return (
    <>
      <nav className="stage-controls" data-near={isNear || undefined} aria-label={strip.controls} onKeyDown={leaveByKey}>
        {rights.canSet && <PlayButton code={code} seat={seat} isPlaying={isPlaying} />}
        <Volume />
        <Button look="round" aria-label={doors.invite} onClick={() => setOpen('code')}>
          <QrCode size={22} aria-hidden />
        </Button>
        {hasAnyRight(rights) && (
          <Button look="round" aria-label={doors.room} onClick={() => setOpen('room')}>
            <UsersRound size={22} aria-hidden />
          </Button>
        )}
        {rights.canSet && <CallForms code={code} />}
        {rights.canSet && (
          <Button look="round" aria-label={doors.engineRoom} onClick={() => setOpen('engine')}>
            <SlidersVertical size={22} aria-hidden />
          </Button>
        )}
        <Button look="round" aria-label={doors.soundDetails} onClick={() => setOpen('sound')}>
          <AudioLines size={22} aria-hidden />
        </Button>
        <LanguageChoice look="round" />
        <ThemeButton />
        {canFillScreen() && (
          <Button
            look="round"
            className="stage-fill"
            aria-label={isFull ? strip.leaveFullscreen : strip.fullscreen}
            aria-keyshortcuts="F"
            onClick={toggleFullscreen}
          >
            {isFull ? <Minimize size={22} aria-hidden /> : <Maximize size={22} aria-hidden />}
          </Button>
        )}
      </nav>
      <Dialog title={doors.inviteTitle} isOpen={open === 'code'} onClose={close}>
        <Suspense fallback={null}>
          <Invite code={code} joinUrl={seat.joinUrl} />
        </Suspense>
        <CloseRow onClose={close} />
      </Dialog>
      <Dialog title={doors.soundDetails} isOpen={open === 'sound'} onClose={close}>
        <Suspense fallback={null}>
          <SoundDetails joinUrl={seat.joinUrl} />
        </Suspense>
        <CloseRow onClose={close} />
      </Dialog>
      <Suspense fallback={null}>
        {open === 'engine' && rights.canSet && <EngineRoom code={code} onClose={close} />}
        {open === 'room' && hasAnyRight(rights) && (
          <RoomSheet code={code} participantId={seat.participantId} joinUrl={seat.joinUrl} onClose={close} />
        )}
      </Suspense>
    </>
  );
}

function CloseRow({ onClose }: { readonly onClose: () => void }) {
  return (
    <div className="dialog-acts">
      <Button look="second" onClick={onClose}>
        {common.close}
      </Button>
    </div>
  );
}

function PlayButton({ code, seat, isPlaying }: ControlsProps) {
  const { engine } = useSound();
  const { isBusy, start, stop } = useHostActs(code, seat);
  const act = () => {
    if (isPlaying) return stop();
    engine.unlock();
    start();
  };
  return (
    <Button look="round" aria-label={isPlaying ? strip.stop : strip.play} isBusy={isBusy} onClick={act}>
      {isPlaying ? <Square size={20} fill="currentColor" aria-hidden /> : <Play size={20} fill="currentColor" aria-hidden />}
    </Button>
  );
}

function Volume() {
  const { engine, status } = useSound();
  return (
    <>
      <Button look="round" aria-label={status.muted ? strip.unmute : strip.mute} onClick={() => engine.setMuted(!status.muted)}>
        {status.muted ? <VolumeX size={22} aria-hidden /> : <Volume2 size={22} aria-hidden />}
      </Button>
      <div className="stage-volume">
        <Slider
          label={strip.volume}
          value={status.muted ? 0 : status.volume}
          valueWords={strip.volumeWords(Math.round(status.volume * 100))}
          onChange={(volume) => {
            engine.setVolume(volume);
            if (status.muted && volume > 0) engine.setMuted(false);
          }}
        />
      </div>
    </>
  );
}
