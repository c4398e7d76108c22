// The instrumentalist's control: two seats on stage, what whoever sits there does, and a shelf of fifteen to fill them from.
import { useRef, useState } from 'react';
import { useHeardPrompts } from '../graphql/RoomProvider.tsx';
import { soundingOf } from './heard.ts';
import { InstrumentDrawing } from './InstrumentDrawing.tsx';
import { INSTRUMENTS, type Instrument } from './instruments.ts';
import { LevelBars } from './LevelBars.tsx';
import { useMe, useOptimistic } from './Steering.tsx';
import { askedOf, isFeatured, MOST_SEATS, type OnStage, type StageAct, seatsAfter, seatsWith } from './seats-on-stage.ts';
import { feel } from './touch.ts';
import './instrument-shelf.css';
import { player } from '../text/sentences.ts';

const text = player.instruments;
const nameOf = (instrument: string) => player.tiles.name(instrument);
const NONE: readonly string[] = [];
const SEATS = Array.from({ length: MOST_SEATS }, (_, index) => index);

export default function InstrumentShelf() {
  const asked = useOptimistic<readonly string[]>(useMe()?.input?.instruments ?? NONE, (value) => ({ instruments: [...value] }));
  const [kept, setKept] = useState<readonly OnStage[]>([]);
  const shelf = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<Instrument | null>(null);
  const sounding = soundingOf(useHeardPrompts(), INSTRUMENTS);
  const seats = seatsAfter(kept, asked.value);
  /** Whom the three acts are about: whoever was touched last, else the newest on stage. */
  const subject = seats.find(({ name }) => name === chosen) ?? seats.at(-1);

  const stateOf = ({ name, isResting }: OnStage) => {
    if (isResting) return text.resting;
    if (!sounding.includes(name)) return text.coming;
    return isFeatured(seats, name) ? text.featured : text.playing;
  };
  const act = (next: StageAct) => {
    feel('tap');
    const after = seatsWith(seats, next);
    setKept(after);
    setChosen(next.name);
    asked.set(askedOf(after));
    // The three acts leave with the last one on stage; the keyboard goes on at the shelf.
    if (after.length === 0) shelf.current?.querySelector('button')?.focus();
  };
  return (
    <div className="instruments">
      <div className="seats">
        {SEATS.map((index) => {
          const seat = seats[index];
          if (!seat) {
            return (
              <div key={index} className="seat" data-free="true">
                <b>{text.seat}</b>
                <span>{text.seatText}</span>
              </div>
            );
          }
          const state = stateOf(seat);
          return (
            <button
              key={index}
              type="button"
              className="seat"
              data-resting={seat.isResting}
              aria-pressed={seats.length > 1 ? seat === subject : undefined}
              onClick={() => setChosen(seat.name)}
            >
              <InstrumentDrawing instrument={seat.name} />
              <span className="seat-words">
                <b>{nameOf(seat.name)}</b>
                <span>{state}</span>
                <LevelBars isOn={!seat.isResting && sounding.includes(seat.name)} />
              </span>
            </button>
          );
        })}
      </div>
      {subject && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in every engine
        <div className="seat-acts" role="group" aria-label={text.acts(nameOf(subject.name))}>
          {seats.length > 1 && (
            <button
              type="button"
              className="soft-button"
              aria-pressed={isFeatured(seats, subject.name)}
              aria-label={text.featureNamed(nameOf(subject.name))}
              onClick={() => act({ kind: 'feature', name: subject.name })}
            >
              {text.feature}
            </button>
          )}
          <button
            type="button"
            className="soft-button"
            aria-label={subject.isResting ? text.wakeNamed(nameOf(subject.name)) : text.restNamed(nameOf(subject.name))}
            onClick={() => act({ kind: 'rest', name: subject.name })}
          >
            {subject.isResting ? text.wake : text.rest}
          </button>
          <button
            type="button"
            className="soft-button"
            aria-label={text.sendOffNamed(nameOf(subject.name))}
            onClick={() => act({ kind: 'sendOff', name: subject.name })}
          >
            {text.sendOff}
          </button>
        </div>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in every engine */}
      <div ref={shelf} className="shelf" role="group" aria-label={text.label}>
        {INSTRUMENTS.map((name) => {
          const seat = seats.find((onStage) => onStage.name === name);
          return (
            <button
              key={name}
              type="button"
              aria-pressed={seat !== undefined}
              aria-label={text.state(nameOf(name), seat ? stateOf(seat) : text.onShelf)}
              onClick={() => act({ kind: 'toggle', name })}
            >
              <InstrumentDrawing instrument={name} />
              <i aria-hidden="true" />
              <span>{nameOf(name)}</span>
            </button>
          );
        })}
      </div>
    </div>
  );
}
