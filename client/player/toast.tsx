// One short message at a time under the head, for six seconds, with at most one verb. Waits while a finger or pointer rests on it.
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
import './toast.css';
import { player } from '../text/sentences.ts';

export interface ToastMessage {
  readonly text: string;
  readonly isTrouble?: boolean;
  readonly act?: { readonly label: string; readonly run: () => void };
  /** Runs when the six seconds are over without the act. */
  readonly onGone?: () => void;
}

const LIFE_MS = 6_000;
const ToastContext = createContext<((message: ToastMessage) => void) | null>(null);

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [message, setMessage] = useState<ToastMessage | null>(null);
  const [isPaused, setIsPaused] = useState(false);
  const current = useRef<ToastMessage | null>(null);
  const place = useRef<HTMLElement>(null);

  const show = useCallback((next: ToastMessage) => {
    // A new message ends the old one's wait, it does not cancel what was to follow.
    current.current?.onGone?.();
    current.current = next;
    setMessage(next);
  }, []);
  const close = useCallback((isGone: boolean) => {
    const closed = current.current;
    current.current = null;
    setMessage(null);
    setIsPaused(false);
    if (isGone) closed?.onGone?.();
    else closed?.act?.run();
  }, []);
  useEffect(() => {
    // The browser's top layer: a message about a sheet must not hide behind it.
    place.current?.hidePopover();
    if (message) place.current?.showPopover();
  }, [message]);
  useEffect(() => {
    if (!message || isPaused) return;
    const timer = setTimeout(() => close(true), LIFE_MS);
    return () => clearTimeout(timer);
  }, [message, isPaused, close]);

  return (
    <ToastContext value={show}>
      {children}
      <p className="visually-hidden" role="status">
        {message?.text}
      </p>
      <section ref={place} className="toast-place" popover="manual" aria-label={player.frame.news}>
        {message && (
          <div
            className="toast"
            data-trouble={message.isTrouble === true}
            onPointerEnter={() => setIsPaused(true)}
            onPointerLeave={() => setIsPaused(false)}
          >
            <i aria-hidden="true" />
            <span>{message.text}</span>
            {message.act && (
              <button type="button" onClick={() => close(false)}>
                {message.act.label}
              </button>
            )}
          </div>
        )}
      </section>
    </ToastContext>
  );
}

export function useToast(): (message: ToastMessage) => void {
  const show = useContext(ToastContext);
  if (!show) throw new Error('This part must stand inside of a ToastProvider.');
  return show;
}
