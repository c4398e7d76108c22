// Six boxes for a room's code over one real text field: so paste, autofill, phones' keyboards and screen readers need no special care,
// and the caret still jumps from box to box. Reports the code as soon as it is whole.
import './code-input.css';
import { useId, useState } from 'react';
import { CODE_LENGTH, readCode } from './room-code.ts';

interface CodeInputProps {
  readonly label: string;
  readonly onCode: (code: string) => void;
  /** A sentence below the boxes, e.g. that no room answers. */
  readonly trouble: string | null;
  readonly isBusy: boolean;
}

const BOXES = Array.from({ length: CODE_LENGTH }, (_, index) => `box-${index}`);

export function CodeInput({ label, onCode, trouble, isBusy }: CodeInputProps) {
  const [typed, setTyped] = useState('');
  const [hasFocus, setFocus] = useState(false);
  const id = useId();
  const take = (text: string) => {
    const code = readCode(text);
    setTyped(code);
    if (code.length === CODE_LENGTH && code !== typed) onCode(code);
  };
  return (
    <div className="code-input">
      <label htmlFor={id}>{label}</label>
      <div className="code-field">
        <input
          id={id}
          value={typed}
          onChange={(event) => take(event.target.value)}
          onPaste={(event) => {
            event.preventDefault();
            take(event.clipboardData.getData('text'));
          }}
          onFocus={(event) => {
            setFocus(true);
            event.target.setSelectionRange(typed.length, typed.length);
          }}
          onBlur={() => setFocus(false)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && typed.length === CODE_LENGTH) onCode(typed);
          }}
          aria-describedby={trouble === null ? undefined : `${id}-trouble`}
          aria-invalid={trouble !== null || undefined}
          aria-busy={isBusy || undefined}
          autoComplete="off"
          autoCapitalize="characters"
          autoCorrect="off"
          enterKeyHint="go"
          inputMode="text"
          spellCheck={false}
        />
        <div className="code-boxes" aria-hidden="true">
          {BOXES.map((box, index) => (
            <span key={box} data-active={(hasFocus && index === Math.min(typed.length, CODE_LENGTH - 1)) || undefined}>
              {typed[index] ?? (hasFocus && index === typed.length ? <i className="code-caret" /> : '')}
            </span>
          ))}
        </div>
      </div>
      <p id={`${id}-trouble`} className="code-trouble" role="status">
        {trouble}
      </p>
    </div>
  );
}
