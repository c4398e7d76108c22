// A button for what cannot be taken back: hold it for 900 ms while it fills. A keyboard's Enter or Space held down does the same.
// A screen reader can only press: it is asked to press a second time.
import './hold-button.css';
import { type MouseEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { hold as text } from '../text/sentences.ts';

const HOLD_MS = 900;
const ARMED_MS = 6_000;

interface HoldButtonProps {
  readonly children: ReactNode;
  readonly onHeld: () => void;
  readonly look?: 'primary' | 'second';
  readonly disabled?: boolean;
}

export function HoldButton({ children, onHeld, look = 'primary', disabled = false }: HoldButtonProps) {
  const [isHolding, setHolding] = useState(false);
  const [hint, setHint] = useState<'longer' | 'again' | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (hint === null) return;
    const end = setTimeout(() => setHint(null), ARMED_MS);
    return () => clearTimeout(end);
  }, [hint]);

  const stop = () => {
    clearTimeout(timer.current);
    setHolding(false);
  };
  const start = () => {
    if (isHolding || disabled) return;
    setHolding(true);
    timer.current = setTimeout(() => {
      stop();
      setHint(null);
      onHeld();
    }, HOLD_MS);
  };
  const letGo = () => {
    if (isHolding) setHint('longer');
    stop();
  };
  const press = (event: MouseEvent) => {
    // A finger's or pointer's click has been a hold that ended; one without any detail comes from an assistive technology.
    if (event.detail !== 0) return;
    if (hint !== 'again') return setHint('again');
    setHint(null);
    onHeld();
  };
  return (
    <span className="hold">
      <button
        type="button"
        className={`button button-${look} hold-button`}
        data-holding={isHolding || undefined}
        disabled={disabled}
        onPointerDown={start}
        onPointerUp={letGo}
        onPointerLeave={stop}
        onPointerCancel={stop}
        onContextMenu={(event) => event.preventDefault()}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ' ') return;
          event.preventDefault();
          start();
        }}
        onKeyUp={(event) => {
          // Some browsers click at the end of a held Space all the same.
          if (event.key === ' ') event.preventDefault();
          letGo();
        }}
        onBlur={stop}
        onClick={press}
      >
        <span className="hold-fill" style={{ transitionDuration: isHolding ? `${HOLD_MS}ms` : '180ms' }} aria-hidden="true" />
        <span className="hold-words">{children}</span>
      </button>
      <span className="hold-hint" role="status">
        {hint && text[hint]}
      </span>
    </span>
  );
}
