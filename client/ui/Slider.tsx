// A horizontal slider on the native range input, with its label in words.
import './slider.css';

interface SliderProps {
  readonly label: string;
  /** 0 to 1. */
  readonly value: number;
  readonly onChange: (value: number) => void;
  /** Into how many steps its length is divided. */
  readonly steps?: number;
  /** What a screen reader says for the value. */
  readonly valueWords: string;
}

export function Slider({ label, value, onChange, steps = 100, valueWords }: SliderProps) {
  return (
    <input
      className="slider"
      type="range"
      min={0}
      max={steps}
      value={Math.round(value * steps)}
      aria-label={label}
      aria-valuetext={valueWords}
      style={{ ['--value' as string]: `${value * 100}%` }}
      onChange={(event) => onChange(Number(event.target.value) / steps)}
    />
  );
}
