// The vibe setter's control: a field from dark to bright and calm to wild with twelve words as places. Sends nothing but `moods`.
import { X } from 'lucide-react';
import { type CSSProperties, type PointerEvent, useEffect, useRef, useState } from 'react';
import { awayFrom, MOODS, MOST_MOODS, moodsNear, placeOf, toggled } from './moods.ts';
import { drawTail, type TailPoint } from './pad-tail.ts';
import { useMe, useOptimistic } from './Steering.tsx';
import { feel } from './touch.ts';
import './vibe-pad.css';
import { player } from '../text/sentences.ts';

const text = player.vibe;
const NONE: readonly string[] = [];
const HOME = { x: 0.5, y: 0.5 };
/** A finger that moved less than this wanted the word, not the place. */
const TAP_SLOP_PX = 8;
const clamp = (value: number) => Math.min(1, Math.max(0, value));

export default function VibePad() {
  const moods = useOptimistic<readonly string[]>(useMe()?.input?.moods ?? NONE, (value) => ({ moods: [...value] }));
  const [dragged, setDragged] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const pad = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const tail = useRef<TailPoint[]>([]);
  const pressed = useRef<{ readonly x: number; readonly y: number; isDrag: boolean } | null>(null);
  const place = dragged ?? placeOf(moods.value) ?? HOME;

  useEffect(() => drawTail(canvas, tail), []);

  const goTo = (x: number, y: number) => {
    const next = { x: clamp(x), y: clamp(y) };
    setDragged(next);
    tail.current.push({ ...next, atMs: performance.now() });
    const near = moodsNear(next.x, next.y);
    if (near.join() === moods.value.join()) return;
    feel('tick');
    moods.set(near);
  };
  const toggle = (value: string) => {
    feel('tap');
    setDragged(null);
    moods.set(toggled(moods.value, value));
  };

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    pressed.current = { x: event.clientX, y: event.clientY, isDrag: false };
  };
  const onPointerMove = (event: PointerEvent) => {
    const start = pressed.current;
    const box = pad.current?.getBoundingClientRect();
    if (!start || !box) return;
    if (!start.isDrag && Math.hypot(event.clientX - start.x, event.clientY - start.y) < TAP_SLOP_PX) return;
    start.isDrag = true;
    moods.hold();
    goTo((event.clientX - box.left) / box.width, 1 - (event.clientY - box.top) / box.height);
  };
  const onPointerUp = (event: PointerEvent) => {
    const start = pressed.current;
    pressed.current = null;
    moods.release();
    if (!start || start.isDrag) return;
    // The field holds the pointer, so a tap finds its word by place: first under the finger, else the field itself moves there.
    const word = document
      .elementsFromPoint(event.clientX, event.clientY)
      .find((element): element is HTMLElement => element instanceof HTMLElement && element.dataset.mood !== undefined);
    const box = pad.current?.getBoundingClientRect();
    if (word?.dataset.mood) toggle(word.dataset.mood);
    else if (box) goTo((event.clientX - box.left) / box.width, 1 - (event.clientY - box.top) / box.height);
  };

  return (
    <div className="vibe">
      {/* biome-ignore lint/a11y/useSemanticElements: a group of toggles drawn as a field */}
      <div
        ref={pad}
        className="pad"
        role="group"
        aria-label={text.pad}
        style={{ '--x': place.x, '--y': place.y } as CSSProperties}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => {
          pressed.current = null;
          moods.release();
        }}
      >
        <span className="pad-rings" aria-hidden="true" />
        <canvas ref={canvas} className="pad-tail" />
        <span className="pad-finger" aria-hidden="true" />
        {MOODS.map((mood) => (
          <button
            key={mood.value}
            type="button"
            className="pad-word"
            data-mood={mood.value}
            aria-pressed={moods.value.includes(mood.value)}
            style={{ '--at-x': mood.x, '--at-y': mood.y, '--away': awayFrom(place, mood) } as CSSProperties}
            onClick={(event) => {
              if (event.detail === 0) toggle(mood.value);
            }}
          >
            {player.tiles.name(mood.value)}
          </button>
        ))}
      </div>
      <div className="pad-axes">
        {(['x', 'y'] as const).map((axis) => (
          <label key={axis} className="pad-axis">
            <span aria-hidden="true">{axis === 'x' ? text.dark : text.calm}</span>
            <input
              type="range"
              min={0}
              max={1}
              step={0.01}
              value={place[axis]}
              aria-label={axis === 'x' ? text.light : text.drive}
              aria-valuetext={text.percent(place[axis])}
              style={{ '--fill': place[axis] } as CSSProperties}
              onPointerDown={moods.hold}
              onPointerUp={moods.release}
              onChange={(event) => {
                const value = Number(event.target.value);
                goTo(axis === 'x' ? value : place.x, axis === 'y' ? value : place.y);
              }}
            />
            <span aria-hidden="true">{axis === 'x' ? text.bright : text.wild}</span>
          </label>
        ))}
      </div>
      <div className="pad-chosen">
        {moods.value.map((mood) => (
          <button key={mood} type="button" aria-label={text.remove(player.tiles.within(mood))} onClick={() => toggle(mood)}>
            {player.tiles.name(mood)}
            <X aria-hidden="true" />
          </button>
        ))}
        <span>{moods.value.length === 0 ? text.none : text.count(moods.value.length, MOST_MOODS)}</span>
      </div>
    </div>
  );
}
