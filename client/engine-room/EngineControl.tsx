// One control of the engine by its name in the schema: a choice, a switch, a slider, a number, or the act that cannot be taken back.

import type { EngineMode, Scale } from '../graphql/generated/graphql.ts';
import { useRoomState } from '../graphql/RoomProvider.tsx';
import { landingKey } from '../stage/landing.ts';
import { engineRoom as text } from '../text/sentences.ts';
import { HoldButton } from '../ui/HoldButton.tsx';
import { Slider } from '../ui/Slider.tsx';
import { Switch, type SwitchProps } from '../ui/Switch.tsx';
import { RANGES } from './control-groups.ts';
import type { EngineControl as ControlName, Controls } from './controls-draft.ts';
import type { EngineHand } from './use-engine-controls.ts';
import { LeaveIt, WholeNumber } from './WholeNumber.tsx';

/** The 12 scales of the schema, upwards from C. */
const SCALES: readonly Scale[] = [
  'C_MAJOR_A_MINOR',
  'D_FLAT_MAJOR_B_FLAT_MINOR',
  'D_MAJOR_B_MINOR',
  'E_FLAT_MAJOR_C_MINOR',
  'E_MAJOR_D_FLAT_MINOR',
  'F_MAJOR_D_MINOR',
  'G_FLAT_MAJOR_E_FLAT_MINOR',
  'G_MAJOR_E_MINOR',
  'A_FLAT_MAJOR_F_MINOR',
  'A_MAJOR_G_FLAT_MINOR',
  'B_FLAT_MAJOR_G_MINOR',
  'B_MAJOR_A_FLAT_MINOR',
];
const MODES: readonly EngineMode[] = ['QUALITY', 'DIVERSITY', 'VOCALIZATION'];

interface EngineControlProps {
  readonly name: ControlName;
  readonly controls: Controls;
  readonly hand: Pick<EngineHand, 'set' | 'reset' | 'isResetting'>;
}

export function EngineControl({ name, controls, hand }: EngineControlProps) {
  const { set } = hand;
  switch (name) {
    case 'SCALE':
      return <ScaleChoice held={controls.scale} onChoose={(scale) => set({ scale })} />;
    case 'MUTE_BASS':
      return <Mute field="muteBass" label={text.muteBass} isOn={controls.muteBass} onSwitch={(muteBass) => set({ muteBass })} />;
    case 'MUTE_DRUMS':
      return <Mute field="muteDrums" label={text.muteDrums} isOn={controls.muteDrums} onSwitch={(muteDrums) => set({ muteDrums })} />;
    case 'ONLY_BASS_AND_DRUMS':
      return (
        <Switch
          label={text.onlyBassAndDrums}
          isOn={controls.onlyBassAndDrums}
          onSwitch={(onlyBassAndDrums) => set({ onlyBassAndDrums })}
          note=""
        />
      );
    case 'GUIDANCE':
      return (
        <Amount
          label={text.guidance}
          hint={text.guidanceHint}
          value={controls.guidance}
          range={RANGES.guidance}
          usual={4}
          onSet={(guidance) => set({ guidance })}
        />
      );
    case 'TEMPERATURE':
      return (
        <Amount
          label={text.temperature}
          hint={text.temperatureHint}
          value={controls.temperature}
          range={RANGES.temperature}
          usual={1.1}
          onSet={(temperature) => set({ temperature })}
        />
      );
    case 'TOP_K':
      return (
        <WholeNumber label={text.topK} hint={text.topKHint} value={controls.topK} range={RANGES.topK} onSet={(topK) => set({ topK })} />
      );
    case 'SEED':
      return (
        <WholeNumber label={text.seed} hint={text.seedHint} value={controls.seed} range={RANGES.seed} onSet={(seed) => set({ seed })} />
      );
    case 'MODE':
      return <ModeChoice chosen={controls.mode} onChoose={(mode) => set({ mode })} />;
    case 'RESET_CONTEXT':
      return <Reset hand={hand} />;
  }
}

function ScaleChoice({ held, onChoose }: { readonly held: Scale | null; readonly onChoose: (scale: Scale | null) => void }) {
  const heard = useRoomState((room) => room.heard.scale);
  const kind = useRoomState((room) => room.engine.kind);
  const landing = useRoomState((room) => landingKey(room.heard, room.target));
  return (
    <div className="engine-control">
      <label htmlFor="engine-scale" className="engine-label">
        {text.scale}
      </label>
      <select
        id="engine-scale"
        className="engine-select"
        value={held ?? ''}
        aria-describedby="engine-scale-note"
        onChange={(event) => onChoose(SCALES.find((scale) => scale === event.target.value) ?? null)}
      >
        <option value="">{text.letRoomChoose}</option>
        {SCALES.map((scale) => (
          <option key={scale} value={scale}>
            {text.scaleWords(scale)}
          </option>
        ))}
      </select>
      <p id="engine-scale-note" className="engine-hint">
        {kind !== null && text.keySounds(heard, kind)} {landing !== null && text.keyOnItsWay(landing)}
      </p>
    </div>
  );
}

/** A mute is heard with the next bar; and what the room has muted itself stays so, whatever the host's switch says. */
function Mute({ field, ...rest }: Omit<SwitchProps, 'note'> & { readonly field: 'muteBass' | 'muteDrums' }) {
  const asked = useRoomState((room) => room.target[field]) ?? false;
  const heard = useRoomState((room) => room.heard[field]) ?? false;
  return <Switch {...rest} note={asked !== heard ? text.landing : asked && !rest.isOn ? text.mutedByRoom : ''} />;
}

interface AmountProps {
  readonly label: string;
  readonly hint: string;
  readonly value: number | null;
  readonly range: readonly [min: number, max: number];
  /** Where the slider rests as long as the model chooses. */
  readonly usual: number;
  readonly onSet: (value: number | null) => void;
}

const STEPS = 60;

function Amount({ label, hint, value, range: [min, max], usual, onSet }: AmountProps) {
  const set = (share: number) => onSet(Number((min + share * (max - min)).toFixed(2)));
  return (
    <div className="engine-control">
      <p className="engine-label" aria-hidden="true">
        <span>{label}</span>
        <span className="engine-value">{text.number(value)}</span>
      </p>
      <Slider label={label} value={((value ?? usual) - min) / (max - min)} steps={STEPS} valueWords={text.number(value)} onChange={set} />
      <div className="engine-foot">
        <p className="engine-hint">{hint}</p>
        {value !== null && <LeaveIt label={label} onLeave={() => onSet(null)} />}
      </div>
    </div>
  );
}

function ModeChoice({ chosen, onChoose }: { readonly chosen: EngineMode; readonly onChoose: (mode: EngineMode) => void }) {
  return (
    <div className="engine-control" role="radiogroup" aria-labelledby="engine-mode">
      <p id="engine-mode" className="engine-label">
        {text.mode}
      </p>
      {MODES.map((mode) => (
        <label key={mode} className="engine-radio">
          <input type="radio" name="engine-mode" checked={chosen === mode} onChange={() => onChoose(mode)} />
          <span>
            {text.modes[mode]}
            <small>{text.modeHints[mode]}</small>
          </span>
        </label>
      ))}
    </div>
  );
}

function Reset({ hand }: { readonly hand: Pick<EngineHand, 'reset' | 'isResetting'> }) {
  return (
    <div className="engine-control">
      <p className="engine-label">{text.reset}</p>
      <p className="engine-hint">{text.resetHint}</p>
      <HoldButton onHeld={hand.reset} disabled={hand.isResetting}>
        {text.resetHold}
      </HoldButton>
    </div>
  );
}
