// A panel that rises from the lower edge for one task: native dialog, so focus, Escape and the background are the browser's care.
import { X } from 'lucide-react';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { Button } from './Button.tsx';
import './sheet.css';
import { common } from '../text/sentences.ts';

interface SheetProps {
  readonly title: string;
  readonly onClose: () => void;
  /** Two columns beside each other where the screen has room for them. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

/** Open as long as it is rendered. */
export function Sheet({ title, onClose, isWide = false, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const headingId = useId();
  // Before the element is taken out of the page: only then does the browser give the focus back to where it came from.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="sheet"
      data-wide={isWide || undefined}
      aria-labelledby={headingId}
      onCancel={onClose}
      onPointerDown={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className="sheet-body">
        <span className="sheet-grip" aria-hidden="true" />
        <div className="sheet-head">
          <h2 id={headingId}>{title}</h2>
          <Button look="round" aria-label={common.close} onClick={onClose}>
            <X aria-hidden="true" />
          </Button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
