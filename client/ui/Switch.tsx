// On or off at once, on the native checkbox; its note is part of what a screen reader says.
import './switch.css';

export interface SwitchProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly note: string;
  readonly onSwitch: (isOn: boolean) => void;
}

export function Switch({ label, isOn, note, onSwitch }: SwitchProps) {
  return (
    <label className="switch">
      <span>
        {label}
        {note !== '' && <small>{note}</small>}
      </span>
      <input type="checkbox" checked={isOn} onChange={(event) => onSwitch(event.target.checked)} />
    </label>
  );
}
