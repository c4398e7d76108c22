// How loud this phone plays the room, and whether at all. The room itself does not notice.
import { Headphones, VolumeX } from 'lucide-react';
import { useState } from 'react';
import { mayBeMutedBySwitch } from '../audio/mute-switch.ts';
import { soundDetails } from '../text/en.ts';
import { player } from '../text/player-en.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { Slider } from '../ui/Slider.tsx';
import { SoundDetails } from '../ui/SoundDetails.tsx';
import { useSound } from '../ui/sound.tsx';

const text = player.sound;

interface SoundSheetProps {
  readonly joinUrl: string;
  readonly onClose: () => void;
}

export function SoundSheet({ joinUrl, onClose }: SoundSheetProps) {
  const { engine, status } = useSound();
  const [isDetailed, setDetailed] = useState(false);
  return (
    <Sheet title={text.title} onClose={onClose}>
      {status.state === 'blocked' && <p className="sheet-text">{text.blocked}</p>}
      {mayBeMutedBySwitch() && <p className="sheet-text">{text.muteSwitch}</p>}
      <button
        type="button"
        className="sound-toggle"
        aria-pressed={!status.muted}
        onClick={() => {
          engine.unlock();
          engine.setMuted(!status.muted);
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
            if (status.muted) engine.setMuted(false);
          }}
        />
      </div>
      <details className="sound-more" onToggle={(event) => setDetailed(event.currentTarget.open)}>
        <summary>{soundDetails.title}</summary>
        {isDetailed && <SoundDetails joinUrl={joinUrl} />}
      </details>
    </Sheet>
  );
}
