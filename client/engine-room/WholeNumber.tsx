// A typed whole number that may also be left to the model: sent with Enter or when the field is left, never half typed.
import { useEffect, useId, useState } from 'react';
import { engineRoom as text } from '../text/sentences.ts';
import { typedWhole } from './control-groups.ts';

interface WholeNumberProps {
  readonly label: string;
  readonly hint: string;
  readonly value: number | null;
  /** Inclusive. */
  readonly range: readonly [min: number, max: number];
  readonly onSet: (value: number | null) => void;
}

export function WholeNumber({ label, hint, value, range, onSet }: WholeNumberProps) {
  const shown = value === null ? '' : String(value);
  const [typed, setTyped] = useState(shown);
  const id = useId();
  // Somebody else has set it, or the server has refused: what was typed is of yesterday.
  useEffect(() => setTyped(shown), [shown]);
  const number = typedWhole(typed, range);
  const isOutside = number === 'outside';
  const commit = () => {
    if (number !== 'outside' && number !== value) onSet(number);
  };
  return (
    <div className="engine-control">
      <div className="engine-label">
        <label htmlFor={id}>{label}</label>
        <input
          id={id}
          className="engine-number"
          inputMode="numeric"
          autoComplete="off"
          placeholder={text.ownChoice}
          value={typed}
          aria-invalid={isOutside}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit();
          }}
        />
      </div>
      <div className="engine-foot">
        <p id={`${id}-hint`} className="engine-hint" data-trouble={isOutside || undefined}>
          {isOutside ? text.notWhole(label, range) : hint}
        </p>
        {value !== null && <LeaveIt label={label} onLeave={() => onSet(null)} />}
      </div>
    </div>
  );
}

export function LeaveIt({ label, onLeave }: { readonly label: string; readonly onLeave: () => void }) {
  return (
    <button type="button" className="engine-leave" aria-label={text.leaveSpoken(label)} onClick={onLeave}>
      {text.leave}
    </button>
  );
}
