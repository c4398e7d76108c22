// How loud this phone plays the room, and whether at all. The room itself does not notice.
import { Headphones, VolumeX } from 'lucide-react';
import { useState } from 'react';
import { canSound } from '../audio/mute-engine.ts';
import { mayBeMutedBySwitch } from '../audio/mute-switch.ts';
import { useRoomState } from '../graphql/RoomProvider.tsx';
import { doors, player, sound as text } from '../text/sentences.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { Slider } from '../ui/Slider.tsx';
import SoundDetails from '../ui/SoundDetails.tsx';
import { StreamAddress } from '../ui/StreamAddress.tsx';
import { useSound } from '../ui/sound.tsx';
import { displayPlays, rememberChoice } from './hush.ts';
import { useSteering } from './Steering.tsx';

interface SoundSheetProps {
  readonly joinUrl: string;
  readonly onClose: () => void;
}

export default function SoundSheet({ joinUrl, onClose }: SoundSheetProps) {
  const { engine, status } = useSound();
  const { code } = useSteering();
  const hasDisplay = useRoomState(displayPlays) ?? false;
  const needsPassword = useRoomState((room) => room.needsPassword) ?? true;
  const [isDetailed, setDetailed] = useState(false);
  const setMuted = (isMuted: boolean) => {
    rememberChoice(() => sessionStorage, code, isMuted ? 'NOT_HERE' : 'HERE');
    engine.setMuted(isMuted, hasDisplay);
  };
  if (!canSound()) {
    return (
      <Sheet title={text.title} onClose={onClose}>
        <p className="sheet-text">{needsPassword ? text.remoteLocked : text.remote}</p>
        {!needsPassword && <StreamAddress code={code} joinUrl={joinUrl} />}
      </Sheet>
    );
  }
  return (
    <Sheet title={text.title} onClose={onClose}>
      {status.state === 'blocked' && <p className="sheet-text">{text.blocked}</p>}
      {hasDisplay && status.muted && <p className="sheet-text">{text.hushed}</p>}
      {mayBeMutedBySwitch() && <p className="sheet-text">{text.muteSwitch}</p>}
      <button
        type="button"
        className="sound-toggle"
        aria-pressed={!status.muted}
        onClick={() => {
          engine.unlock();
          setMuted(!status.muted);
        }}
      >
        {status.muted ? <VolumeX aria-hidden="true" /> : <Headphones aria-hidden="true" />}
        <span>{status.muted ? text.off : text.on}</span>
        <b>{status.muted ? text.unmute : text.mute}</b>
      </button>
      <div className="volume">
        <span aria-hidden="true">{text.volume}</span>
        <Slider
          label={text.volume}
          value={status.volume}
          valueWords={player.vibe.percent(status.volume)}
          onChange={(volume) => {
            engine.setVolume(volume);
            if (status.muted) setMuted(false);
          }}
        />
      </div>
      {status.simpleOutput && !needsPassword && (
        <div className="sheet-text">
          <p>{text.plain}</p>
          <StreamAddress code={code} joinUrl={joinUrl} />
        </div>
      )}
      <details className="sound-more" onToggle={(event) => setDetailed(event.currentTarget.open)}>
        <summary>{doors.soundDetails}</summary>
        {isDetailed && <SoundDetails joinUrl={joinUrl} />}
      </details>
    </Sheet>
  );
}
