// The strip a host needs now and then: it comes with the pointer or the keyboard's focus and leaves when nobody needs it.
import './controls.css';
import { AudioLines, Check, Link as LinkIcon, Maximize, Minimize, SlidersVertical, Square, Volume2, VolumeX } from 'lucide-react';
import { useEffect, useState } from 'react';
import { EngineRoom } from '../engine-room/EngineRoom.tsx';
import type { Seat } from '../graphql/seats.ts';
import { common, soundDetails, stage } from '../text/en.ts';
import { engineRoom } from '../text/engine-en.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { HoldButton } from '../ui/HoldButton.tsx';
import { Slider } from '../ui/Slider.tsx';
import { SoundDetails } from '../ui/SoundDetails.tsx';
import { useSound } from '../ui/sound.tsx';
import { ThemeButton } from '../ui/ThemeButton.tsx';
import { useHostActs } from './use-host-acts.ts';

const SHOWN_MS = 3_500;
const COPIED_MS = 4_000;

interface ControlsProps {
  readonly code: string;
  readonly seat: Seat;
  readonly isPlaying: boolean;
}

export function Controls({ code, seat, isPlaying }: ControlsProps) {
  const { engine, status } = useSound();
  const { isHost, isBusy, stop, close } = useHostActs(code, seat);
  const [isNear, setNear] = useState(false);
  const [isEnding, setEnding] = useState(false);
  const [isDetailed, setDetailed] = useState(false);
  const [isBelow, setBelow] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const [isFull, setFull] = useState(false);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const come = () => {
      setNear(true);
      clearTimeout(timer);
      timer = setTimeout(() => setNear(false), SHOWN_MS);
    };
    const onFull = () => setFull(document.fullscreenElement !== null);
    window.addEventListener('pointermove', come);
    window.addEventListener('pointerdown', come);
    document.addEventListener('fullscreenchange', onFull);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pointermove', come);
      window.removeEventListener('pointerdown', come);
      document.removeEventListener('fullscreenchange', onFull);
    };
  }, []);
  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => setSaid(null), COPIED_MS);
    return () => clearTimeout(timer);
  }, [said]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(seat.joinUrl);
      setSaid(stage.copied);
    } catch {
      // Plain HTTP and some browsers give no clipboard.
      setSaid(stage.notCopied(seat.joinUrl));
    }
  };
  const fill = () => void (isFull ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(() => setFull(false));

  return (
    <>
      <nav className="stage-controls" data-near={isNear || said !== null || undefined} aria-label={stage.controls}>
        {isPlaying && isHost && (
          <Button look="round" aria-label={stage.stop} isBusy={isBusy} onClick={stop}>
            <Square size={20} fill="currentColor" aria-hidden />
          </Button>
        )}
        <Button look="round" aria-label={status.muted ? stage.unmute : stage.mute} onClick={() => engine.setMuted(!status.muted)}>
          {status.muted ? <VolumeX size={22} aria-hidden /> : <Volume2 size={22} aria-hidden />}
        </Button>
        <div className="stage-volume">
          <Slider
            label={stage.volume}
            value={status.muted ? 0 : status.volume}
            valueWords={stage.volumeWords(Math.round(status.volume * 100))}
            onChange={(volume) => {
              engine.setVolume(volume);
              if (status.muted && volume > 0) engine.setMuted(false);
            }}
          />
        </div>
        {isHost && (
          <Button look="round" aria-label={engineRoom.open} onClick={() => setBelow(true)}>
            <SlidersVertical size={22} aria-hidden />
          </Button>
        )}
        <Button look="round" aria-label={soundDetails.title} onClick={() => setDetailed(true)}>
          <AudioLines size={22} aria-hidden />
        </Button>
        <Button look="round" aria-label={stage.copy} onClick={() => void copy()}>
          {said === stage.copied ? <Check size={22} aria-hidden /> : <LinkIcon size={22} aria-hidden />}
        </Button>
        {document.fullscreenEnabled && (
          <Button look="round" className="stage-fill" aria-label={isFull ? stage.leaveFullscreen : stage.fullscreen} onClick={fill}>
            {isFull ? <Minimize size={22} aria-hidden /> : <Maximize size={22} aria-hidden />}
          </Button>
        )}
        <ThemeButton />
        {isHost && (
          <Button look="bare" onClick={() => setEnding(true)}>
            {stage.end}
          </Button>
        )}
        <p className="stage-said" role="status">
          {said}
        </p>
      </nav>
      <Dialog title={soundDetails.title} isOpen={isDetailed} onClose={() => setDetailed(false)}>
        <SoundDetails joinUrl={seat.joinUrl} />
        <div className="dialog-acts">
          <Button look="second" onClick={() => setDetailed(false)}>
            {common.close}
          </Button>
        </div>
      </Dialog>
      {isBelow && <EngineRoom code={code} onClose={() => setBelow(false)} />}
      <Dialog title={stage.endTitle} isOpen={isEnding} onClose={() => setEnding(false)}>
        <p>{stage.endText}</p>
        <div className="dialog-acts">
          <Button look="second" onClick={() => setEnding(false)}>
            {common.keep}
          </Button>
          <HoldButton onHeld={close} disabled={isBusy}>
            {stage.hold}
          </HoldButton>
        </div>
      </Dialog>
    </>
  );
}
