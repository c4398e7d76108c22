// "Let the room hear you": says first what it is, asks on the tap, shows its own level while it is on, and goes off at any time.
import { useEffect, useRef } from 'react';
import { crowd } from '../text/sentences.ts';
import type { Ear } from './use-ear.ts';

const text = crowd.ear;

export function EarSwitch({ ear }: { readonly ear: Ear }) {
  const { state } = ear;
  const isOn = state.kind === 'on' || state.kind === 'starting' || state.kind === 'paused';
  return (
    <section className="ear">
      <button type="button" role="switch" className="crowd-switch" aria-checked={isOn} aria-describedby="ear-promise" onClick={ear.toggle}>
        <span>{state.kind === 'on' ? text.on : text.title}</span>
      </button>
      {state.kind === 'on' && <Level ear={ear} />}
      <p className="ear-trouble" role="status">
        {state.kind === 'trouble' && text[state.why]}
        {state.kind === 'starting' && text.starting}
        {state.kind === 'paused' && text.paused}
        {state.kind === 'on' && !ear.isWeighed && text.silenced}
      </p>
      <p id="ear-promise">{text.promise}</p>
    </section>
  );
}

/** Moves without React: ten times a second is the audio thread's pace. */
function Level({ ear }: { readonly ear: Ear }) {
  const meter = useRef<HTMLMeterElement>(null);
  const bar = useRef<HTMLElement>(null);
  const { onHeard } = ear;
  useEffect(
    () =>
      onHeard(({ level, clapRate }) => {
        const part = Math.max(level, clapRate);
        bar.current?.style.setProperty('--level', part.toFixed(2));
        // In tenths, or a screen reader would read hundredths aloud.
        if (meter.current) meter.current.value = Math.round(part * 10) / 10;
      }),
    [onHeard],
  );
  return (
    <div className="ear-level">
      <meter ref={meter} className="sr-only" aria-label={text.level} min={0} max={1} value={0} />
      <i ref={bar} aria-hidden="true" />
    </div>
  );
}
