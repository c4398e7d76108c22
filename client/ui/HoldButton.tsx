// A button for what cannot be taken back: hold it for 900 ms while a ring closes. A keyboard's Enter or Space held down does the same.
import './hold-button.css';
import { type ReactNode, useEffect, useRef, useState } from 'react';

const HOLD_MS = 900;

interface HoldButtonProps {
  readonly children: ReactNode;
  readonly onHeld: () => void;
  readonly disabled?: boolean;
}

export function HoldButton({ children, onHeld, disabled = false }: HoldButtonProps) {
  const [isHolding, setHolding] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stop = () => {
    clearTimeout(timer.current);
    setHolding(false);
  };
  const start = () => {
    if (isHolding || disabled) return;
    setHolding(true);
    timer.current = setTimeout(() => {
      stop();
      onHeld();
    }, HOLD_MS);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <button
      type="button"
      className="button button-primary hold-button"
      data-holding={isHolding || undefined}
      disabled={disabled}
      onPointerDown={start}
      onPointerUp={stop}
      onPointerLeave={stop}
      onPointerCancel={stop}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          start();
        }
      }}
      onKeyUp={stop}
      onBlur={stop}
    >
      <span className="hold-fill" style={{ transitionDuration: isHolding ? `${HOLD_MS}ms` : '180ms' }} aria-hidden="true" />
      <span className="hold-words">{children}</span>
    </button>
  );
}
