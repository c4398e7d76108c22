// The instrumentalist's control: two seats on stage and a shelf of fifteen to fill them from. Sends nothing but `instruments`.
import { X } from 'lucide-react';
import { useHeardPrompts } from '../graphql/RoomProvider.tsx';
import { player } from '../text/player-en.ts';
import { soundingOf } from './heard.ts';
import { InstrumentDrawing } from './InstrumentDrawing.tsx';
import { broughtIn, INSTRUMENTS, type Instrument, MOST_INSTRUMENTS } from './instruments.ts';
import { LevelBars } from './LevelBars.tsx';
import { useMe, useOptimistic } from './Steering.tsx';
import { feel } from './touch.ts';
import './instrument-shelf.css';

const text = player.instruments;
const NONE: readonly string[] = [];
const SEATS = Array.from({ length: MOST_INSTRUMENTS }, (_, index) => index);

export function InstrumentShelf() {
  const chosen = useOptimistic<readonly string[]>(useMe()?.input?.instruments ?? NONE, (value) => ({ instruments: [...value] }));
  const sounding = soundingOf(useHeardPrompts(), INSTRUMENTS);
  const stateOf = (name: string) => (sounding.includes(name) ? text.playing : text.coming);
  const toggle = (name: Instrument) => {
    feel('tap');
    chosen.set(broughtIn(chosen.value, name));
  };
  return (
    <div className="instruments">
      <div className="seats">
        {SEATS.map((seat) => {
          const name = INSTRUMENTS.find((instrument) => instrument === chosen.value[seat]);
          if (!name) {
            return (
              <div key={seat} className="seat" data-free="true">
                <b>{text.seat}</b>
                <span>{text.seatText}</span>
              </div>
            );
          }
          const state = stateOf(name);
          return (
            <div key={seat} className="seat">
              <InstrumentDrawing instrument={name} />
              <div className="seat-words">
                <b>{name}</b>
                <span>{state}</span>
                <LevelBars isOn={state === text.playing} />
              </div>
              <button type="button" aria-label={text.sendOff(name)} onClick={() => toggle(name)}>
                <X aria-hidden="true" />
              </button>
            </div>
          );
        })}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in every engine */}
      <div className="shelf" role="group" aria-label={text.label}>
        {INSTRUMENTS.map((name) => {
          const isChosen = chosen.value.includes(name);
          return (
            <button
              key={name}
              type="button"
              aria-pressed={isChosen}
              aria-label={text.state(name, isChosen ? stateOf(name) : text.onShelf)}
              onClick={() => toggle(name)}
            >
              <InstrumentDrawing instrument={name} />
              <i aria-hidden="true" />
              <span>{name}</span>
            </button>
          );
        })}
      </div>
    </div>
  );
}
