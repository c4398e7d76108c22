// "You left": for eight seconds the seat is still there and one tap takes it back. The page that goes away meanwhile leaves at once.
import { type CSSProperties, useEffect, useRef, useState } from 'react';
import { player } from '../text/sentences.ts';
import { Button } from '../ui/Button.tsx';

const text = player.leaving;
const KEPT_SECONDS = 8;

interface LeavingProps {
  readonly onBack: () => void;
  readonly onGone: () => void;
  /** The page is being closed: there is no time for an answer. */
  readonly onPageGone: () => void;
}

export function Leaving({ onBack, onGone, onPageGone }: LeavingProps) {
  const [left, setLeft] = useState(KEPT_SECONDS);
  const dialog = useRef<HTMLDialogElement>(null);
  const tell = useRef({ onGone, onPageGone });
  tell.current = { onGone, onPageGone };
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    const startedMs = performance.now();
    const timer = setInterval(() => {
      const seconds = KEPT_SECONDS - Math.floor((performance.now() - startedMs) / 1_000);
      setLeft(Math.max(0, seconds));
      if (seconds > 0) return;
      clearInterval(timer);
      tell.current.onGone();
    }, 250);
    const close = () => tell.current.onPageGone();
    addEventListener('pagehide', close);
    return () => {
      clearInterval(timer);
      removeEventListener('pagehide', close);
      element?.close();
    };
  }, []);
  return (
    <dialog ref={dialog} className="leaving" aria-labelledby="leaving-title" onCancel={onBack}>
      <div className="lost-card">
        <div className="lost-ring" style={{ '--share': (left / KEPT_SECONDS) * 100 } as CSSProperties}>
          <svg viewBox="0 0 52 52" aria-hidden="true">
            <circle className="head-ring-track" cx="26" cy="26" r="23.5" pathLength={100} />
            {left > 0 && <circle className="head-ring-share" cx="26" cy="26" r="23.5" pathLength={100} />}
          </svg>
          <b aria-hidden="true">{left}</b>
        </div>
        <h2 id="leaving-title">{text.title}</h2>
        <p aria-hidden="true">{text.text(left)}</p>
        <p className="visually-hidden" role="status">
          {text.spoken}
        </p>
        <Button className="big-button" onClick={onBack}>
          {text.back}
        </Button>
        <Button look="second" onClick={onGone}>
          {text.now}
        </Button>
      </div>
    </dialog>
  );
}
