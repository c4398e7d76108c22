// The energy player's control: one tall fader for how full the music is, a slim one for how bright. Sends `density` and `brightness`.
import { type CSSProperties, type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useRoomState } from '../graphql/RoomProvider.tsx';
import { type Optimistic, useMe, useOptimistic } from './Steering.tsx';
import { feel } from './touch.ts';
import './energy-faders.css';
import './liquid.css';
import { player } from '../text/sentences.ts';

const text = player.energy;
const clamp = (value: number) => Math.min(1, Math.max(0, value));
const rounded = (value: number) => Math.round(clamp(value) * 100) / 100;
const STEPS: Readonly<Record<string, number>> = {
  ArrowUp: 0.02,
  ArrowRight: 0.02,
  ArrowDown: -0.02,
  ArrowLeft: -0.02,
  PageUp: 0.1,
  PageDown: -0.1,
};

/** The number stands at the foot of the fader: below this level it is on dry ground and needs light ink. */
const DRY_BELOW = 0.2;

interface FaderProps {
  readonly label: string;
  readonly level: Optimistic<number>;
  readonly heard: number | null;
  readonly valueText: string;
  readonly isTall: boolean;
}

function Fader({ label, level, heard, valueText, isTall }: FaderProps) {
  const box = useRef<HTMLDivElement>(null);
  const set = (next: number) => {
    const value = rounded(next);
    if (value === level.value) return;
    if (Math.floor(value * 10) !== Math.floor(level.value * 10)) feel('tick');
    level.set(value);
  };
  const follow = (event: PointerEvent) => {
    const bounds = box.current?.getBoundingClientRect();
    if (bounds) set(1 - (event.clientY - bounds.top) / bounds.height);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const next = event.key === 'Home' ? 0 : event.key === 'End' ? 1 : step === undefined ? null : level.value + step;
    if (next === null) return;
    event.preventDefault();
    set(next);
  };
  return (
    <div
      ref={box}
      className="fader"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={1}
      aria-valuenow={level.value}
      aria-valuetext={valueText}
      data-held={level.isHeld}
      data-tall={isTall}
      style={{ '--level': level.value, '--heard': heard ?? 0 } as CSSProperties}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        level.hold();
        follow(event);
      }}
      onPointerMove={(event) => level.isHeld && follow(event)}
      onPointerUp={level.release}
      onPointerCancel={level.release}
      onKeyDown={onKeyDown}
    >
      <span className="liquid-back" />
      <span className="liquid" />
      {heard !== null && (
        <span className="fader-heard" data-above={heard > level.value}>
          {isTall && <i>{text.heard}</i>}
        </span>
      )}
      <span className="fader-grip" />
      {isTall && (
        <span className="fader-value" data-dry={level.value < DRY_BELOW}>
          <b>{Math.round(level.value * 100)}</b>
          <span>{text.word(level.value)}</span>
        </span>
      )}
    </div>
  );
}

export default function EnergyFaders() {
  const input = useMe()?.input;
  const target = useRoomState((room) => room.target);
  const heardDensity = useRoomState((room) => (room.isPlaying ? room.heard.density : null));
  const heardBrightness = useRoomState((room) => (room.isPlaying ? room.heard.brightness : null));
  const density = useOptimistic(input?.density ?? target?.density ?? 0.5, (value) => ({ density: value }));
  const brightness = useOptimistic(input?.brightness ?? target?.brightness ?? 0.5, (value) => ({ brightness: value }));
  return (
    <div className="energy">
      <div className="energy-words" aria-hidden="true">
        {text.levels.toReversed().map(({ word, from, to }) => (
          <span key={word} data-on={word === text.word(density.value)} style={{ '--range': to - from } as CSSProperties}>
            {word}
          </span>
        ))}
      </div>
      <Fader label={text.density} level={density} heard={heardDensity} valueText={text.spoken(density.value)} isTall={true} />
      <div className="energy-side">
        <span aria-hidden="true">{text.bright}</span>
        <Fader
          label={text.brightness}
          level={brightness}
          heard={heardBrightness}
          valueText={player.vibe.percent(brightness.value)}
          isTall={false}
        />
        <span aria-hidden="true">{text.soft}</span>
      </div>
    </div>
  );
}
