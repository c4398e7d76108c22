// An address to take along, with a button that copies it, or selects it where a page may not copy.
import './copy-field.css';
import { Check, Copy } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { address as text } from '../text/sentences.ts';

const SAID_MS = 4_000;

interface CopyFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly copyLabel: string;
  readonly value: string;
}

export function CopyField({ label, hint, copyLabel, value }: CopyFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState<'copied' | 'by-hand' | null>(null);
  const id = useId();
  useEffect(() => {
    if (said !== 'copied') return;
    const timer = setTimeout(() => setSaid(null), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setSaid('copied');
    } catch {
      // Plain HTTP and some browsers give no clipboard.
      field.current?.focus();
      field.current?.select();
      setSaid('by-hand');
    }
  };
  return (
    <div className="copy-field">
      <label htmlFor={id}>{label}</label>
      <div className="copy-row">
        <input id={id} ref={field} value={value} readOnly onFocus={(event) => event.target.select()} aria-describedby={`${id}-hint`} />
        <button type="button" aria-label={copyLabel} onClick={() => void copy()}>
          {said === 'copied' ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
        </button>
      </div>
      <p id={`${id}-hint`}>{hint}</p>
      <p role="status">{said === 'copied' ? text.copied : said === 'by-hand' ? text.byHand : ''}</p>
    </div>
  );
}
