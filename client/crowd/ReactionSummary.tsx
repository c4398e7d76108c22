// What the room throws, in words: told politely at most every five seconds, and shown as a row of counters where less motion is wanted.
import { useEffect, useRef, useState } from 'react';
import { crowd } from '../text/sentences.ts';
import { ReactionIcon } from './ReactionIcon.tsx';
import { type Counts, counted } from './reaction-summary.ts';
import { useBursts } from './use-reactions.ts';

const EVERY_MS = 5_000;
const NOTHING: Counts = [];

export function ReactionSummary({ code }: { readonly code: string }) {
  const [shown, setShown] = useState(NOTHING);
  const waiting = useRef(NOTHING);
  const isPaused = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const tell = () => {
    setShown(waiting.current);
    isPaused.current = waiting.current.length > 0;
    waiting.current = NOTHING;
    if (isPaused.current) timer.current = setTimeout(tell, EVERY_MS);
  };
  useBursts(code, (tallies) => {
    waiting.current = counted(waiting.current, tallies);
    // What comes in one breath is one sentence: the first throw waits a moment for the others.
    if (isPaused.current) return;
    isPaused.current = true;
    timer.current = setTimeout(tell, EVERY_MS / 5);
  });
  return (
    <div className="reaction-summary">
      <p className="sr-only" role="status">
        {crowd.reactions.summary(shown)}
      </p>
      <p className="reaction-counts" aria-hidden="true">
        {shown.map(([reaction, count]) => (
          <span key={reaction}>
            <ReactionIcon reaction={reaction} />
            <b className="tabular">{count}</b>
          </span>
        ))}
      </p>
    </div>
  );
}
