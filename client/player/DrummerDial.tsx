// The drummer's control: a tempo dial to drag, a disc to tap the beat on, and short ways to five tempos. Sends nothing but `bpm`.
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useRoomState } from '../graphql/RoomProvider.tsx';
import { useBeatStyle } from '../ui/sound.tsx';
import { angleOf, arcPath, DIAL, dragTo, pointAt, tempoUnder } from './dial-geometry.ts';
import { useMe, useOptimistic } from './Steering.tsx';
import { dotsOf, NO_TAPS, TAPS_NEEDED, type Taps, tapAt, tempoOf } from './tap-tempo.ts';
import { feel } from './touch.ts';
import './drummer-dial.css';
import { player } from '../text/sentences.ts';

const PRESETS = [70, 90, 110, 128, 145];
const CENTER = 175;
const TRACK_RADIUS = 162;
const MARKS_RADIUS = 133;
const MARKS = Array.from({ length: 21 }, (_, index) => DIAL.min + index * 5);
const text = player.drummer;

export default function DrummerDial() {
  const asked = useMe()?.input?.bpm;
  const target = useRoomState((room) => room.target.bpm);
  const heard = useRoomState((room) => room.heard.bpm);
  const tempo = useOptimistic(asked ?? target ?? 110, (bpm) => ({ bpm }));
  const [taps, setTaps] = useState<Taps>(NO_TAPS);
  const [limit, setLimit] = useState<string | null>(null);
  const ring = useRef<HTMLDivElement>(null);
  const dragged = useRef<number | null>(null);
  const beat = useBeatStyle();
  const bpm = tempo.value;

  const setTempo = (next: number) => {
    const bounded = Math.min(DIAL.max, Math.max(DIAL.min, next));
    setLimit(next < DIAL.min ? text.floor(DIAL.min) : next > DIAL.max ? text.ceiling(DIAL.max) : null);
    if (bounded === bpm) return;
    if (Math.floor(bounded / 5) !== Math.floor(bpm / 5)) feel('tick');
    tempo.set(bounded);
  };

  /** Half of a slow tempo is no tempo of this dial: it says so and stays. */
  const jumpTo = (next: number) => {
    if (next >= DIAL.min && next <= DIAL.max) return setTempo(next);
    setLimit(next < DIAL.min ? text.floor(DIAL.min) : text.ceiling(DIAL.max));
  };

  const follow = (event: PointerEvent) => {
    const box = ring.current?.getBoundingClientRect();
    if (!box) return;
    const under = tempoUnder(event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2);
    const next = dragged.current === null ? under : dragTo(dragged.current, under);
    dragged.current = next;
    setTempo(next);
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    tempo.hold();
    dragged.current = null;
    follow(event);
  };
  const onPointerEnd = () => {
    dragged.current = null;
    setLimit(null);
    tempo.release();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 10, PageDown: -10 };
    const step = steps[event.key];
    const next = event.key === 'Home' ? DIAL.min : event.key === 'End' ? DIAL.max : step === undefined ? null : bpm + step;
    if (next === null) return;
    event.preventDefault();
    setTempo(next);
  };
  const tap = (nowMs: number) => {
    const next = tapAt(taps, nowMs);
    setTaps(next);
    const tapped = tempoOf(next, DIAL.min, DIAL.max);
    if (tapped === null) feel('tap');
    else {
      feel('set');
      setTempo(tapped);
    }
  };

  const dots = dotsOf(taps);
  const knob = pointAt(angleOf(bpm), TRACK_RADIUS, CENTER);
  const heardAt = heard === null ? null : pointAt(angleOf(heard), TRACK_RADIUS, CENTER);
  return (
    <div className="drummer">
      <div className="dial" ref={ring}>
        <div
          className="dial-ring"
          role="slider"
          tabIndex={0}
          aria-label={text.label}
          aria-valuemin={DIAL.min}
          aria-valuemax={DIAL.max}
          aria-valuenow={bpm}
          aria-valuetext={text.spoken(bpm)}
          onPointerDown={onPointerDown}
          onPointerMove={(event) => tempo.isHeld && follow(event)}
          onPointerUp={onPointerEnd}
          onPointerCancel={onPointerEnd}
          onKeyDown={onKeyDown}
        >
          <svg viewBox="-4 -4 358 358" aria-hidden="true">
            <path className="dial-track" d={arcPath(angleOf(DIAL.min), angleOf(DIAL.max), TRACK_RADIUS, CENTER)} />
            {bpm > DIAL.min && <path className="dial-edge" d={arcPath(angleOf(DIAL.min), angleOf(bpm), TRACK_RADIUS, CENTER)} />}
            {bpm > DIAL.min && <path className="dial-arc" d={arcPath(angleOf(DIAL.min), angleOf(bpm), TRACK_RADIUS, CENTER)} />}
            {MARKS.map((mark) => {
              const at = pointAt(angleOf(mark), MARKS_RADIUS, CENTER);
              return <circle key={mark} className="dial-mark" cx={at.x} cy={at.y} r={1.8} />;
            })}
            {PRESETS.map((preset) => {
              const at = pointAt(angleOf(preset), MARKS_RADIUS, CENTER);
              return <circle key={preset} className="dial-preset" cx={at.x} cy={at.y} r={4} />;
            })}
            {heardAt && (
              <g className="dial-heard" style={{ transform: `translate(${heardAt.x}px, ${heardAt.y}px)` }}>
                <circle r={5.5} />
              </g>
            )}
            <circle className="dial-knob" cx={knob.x} cy={knob.y} r={20} />
            <circle className="dial-knob-heart" cx={knob.x} cy={knob.y} r={7} />
          </svg>
        </div>
        <span className="dial-rim" style={beat} aria-hidden="true" />
        <button
          type="button"
          className="dial-tap"
          onPointerDown={(event) => tap(event.timeStamp)}
          onClick={(event) => {
            // Keyboards and screen readers click without a pointer; a pointer has tapped already.
            if (event.detail === 0) tap(event.timeStamp);
          }}
        >
          <span className="dial-word">{limit ?? text.word(bpm)}</span>
          <span className="dial-number">{bpm}</span>
          <span className="dial-hint">{text.tap}</span>
          <span className="dial-dots" aria-hidden="true">
            {Array.from({ length: TAPS_NEEDED }, (_, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: four dots that never move
              <i key={index} data-on={index < dots} />
            ))}
          </span>
        </button>
      </div>
      <div className="dial-factors">
        <button type="button" className="soft-button" onClick={() => jumpTo(Math.round(bpm / 2))}>
          {text.half}
        </button>
        <button type="button" className="soft-button" onClick={() => jumpTo(bpm * 2)}>
          {text.double}
        </button>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in every engine */}
      <div className="dial-presets" role="group" aria-label={text.presetsLabel}>
        {PRESETS.map((preset) => (
          <button
            key={preset}
            type="button"
            aria-pressed={preset === bpm}
            onClick={() => {
              feel('tap');
              setTempo(preset);
            }}
          >
            <b>{preset}</b>
            <span>{text.presets[preset]}</span>
          </button>
        ))}
      </div>
    </div>
  );
}
