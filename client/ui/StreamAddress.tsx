// The room's sound as an address for other players, with a button that copies it, or selects it where a page may not copy.
import { Check, Copy } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { soundDetails as text } from '../text/en.ts';

const SAID_MS = 4_000;

export function StreamAddress({ address }: { readonly address: string }) {
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
      await navigator.clipboard.writeText(address);
      setSaid('copied');
    } catch {
      // Plain HTTP and some browsers give no clipboard.
      field.current?.focus();
      field.current?.select();
      setSaid('by-hand');
    }
  };
  return (
    <div className="stream-address">
      <label htmlFor={id}>{text.anyPlayer}</label>
      <div className="stream-row">
        <input id={id} ref={field} value={address} readOnly onFocus={(event) => event.target.select()} aria-describedby={`${id}-hint`} />
        <button type="button" aria-label={text.copyAddress} onClick={() => void copy()}>
          {said === 'copied' ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
        </button>
      </div>
      <p id={`${id}-hint`}>{text.anyPlayerHint}</p>
      <p role="status">{said === 'copied' ? text.copiedAddress : said === 'by-hand' ? text.byHand : ''}</p>
    </div>
  );
}
