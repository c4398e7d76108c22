// What this device's sound is doing, in numbers, and the two things that only ears can set right: a nudge, and a click to compare by.
import './sound-details.css';
import { Metronome } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { AudioEngine } from '../audio/engine.ts';
import { LARGEST_NUDGE_MS } from '../audio/nudge.ts';
import type { AudioStats } from '../audio/stats.ts';
import { useRoomState } from '../graphql/RoomProvider.tsx';
import { soundDetails as text } from '../text/sentences.ts';
import { Slider } from './Slider.tsx';
import { StreamAddress } from './StreamAddress.tsx';
import { useSound } from './sound.tsx';
import { whoWords } from './who.ts';

const LOOK_MS = 500;
const NUDGE_STEP_MS = 5;
const NUDGE_STEPS = (2 * LARGEST_NUDGE_MS) / NUDGE_STEP_MS;

function useStats(engine: AudioEngine): AudioStats {
  const [stats, setStats] = useState(engine.stats);
  useEffect(() => {
    const timer = setInterval(() => setStats(engine.stats()), LOOK_MS);
    return () => clearInterval(timer);
  }, [engine]);
  return stats;
}

export default function SoundDetails({ joinUrl }: { readonly joinUrl: string }) {
  const { engine, status } = useSound();
  const stats = useStats(engine);
  const code = useRoomState((room) => room.code);
  const needsPassword = useRoomState((room) => room.needsPassword) ?? true;
  const playing = useRoomState((room) => room.engine);
  const arbiter = useRoomState((room) => room.arbiter);
  const who = playing && arbiter && whoWords({ engine: playing, arbiter });
  // Nobody wants to look for a click that goes on behind a closed sheet.
  useEffect(() => () => engine.setClicking(false), [engine]);

  const rows: readonly (readonly [label: string, value: string])[] = [
    ...(who
      ? ([
          [text.plays, who.plays],
          [text.decides, who.decides],
        ] as const)
      : []),
    [text.delay, text.delayWords(stats.roomDelayMs, stats.behindMs)],
    [text.store, text.ms(stats.bufferedMs)],
    [text.underruns, text.underrunWords(stats.underruns, stats.silentMs)],
    [text.packets, text.packetWords(stats.late, stats.lost)],
    [text.seeks, text.times(stats.seeks)],
    [text.stream, text.streamWords(stats.kbitPerSecond, stats.decoder)],
    [text.clock, text.clockWords(stats.clock)],
    [text.output, status.simpleOutput ? text.simpleOutput : text.worklet],
  ];
  return (
    <div className="sound-details">
      <p>{text.why}</p>
      <button
        type="button"
        className="sound-click"
        aria-pressed={status.clicking}
        onClick={() => {
          engine.unlock();
          engine.setClicking(!status.clicking);
        }}
      >
        <Metronome aria-hidden="true" />
        {status.clicking ? text.stopClick : text.click}
      </button>
      <div className="sound-nudge">
        <p aria-hidden="true">
          {text.nudge} <b>{text.nudgeWords(status.nudgeMs)}</b>
        </p>
        <Slider
          label={text.nudge}
          value={(status.nudgeMs + LARGEST_NUDGE_MS) / (2 * LARGEST_NUDGE_MS)}
          steps={NUDGE_STEPS}
          valueWords={text.nudgeWords(status.nudgeMs)}
          onChange={(share) => engine.setNudge(Math.round(share * NUDGE_STEPS) * NUDGE_STEP_MS - LARGEST_NUDGE_MS)}
        />
        <p className="sound-ends" aria-hidden="true">
          <span>{text.earlier}</span>
          <span>{text.later}</span>
        </p>
      </div>
      <dl>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {code !== null && !needsPassword && <StreamAddress code={code} joinUrl={joinUrl} />}
    </div>
  );
}
