// Shown while the line is down for more than a moment: the seat is kept, the clock tells how long, and one button tries at once.
import { type CSSProperties, useEffect, useState } from 'react';
import { useConnection, useSession } from '../graphql/RoomProvider.tsx';
import { player } from '../text/sentences.ts';
import { Button } from '../ui/Button.tsx';

const text = player.frame;
/** Short gaps heal by themselves before anybody has read a word. */
const PATIENCE_MS = 3_000;
/** How long the room keeps a seat. */
const KEPT_SECONDS = 120;

/** Seconds since the line went down; `null` while it stands or has only just gone. */
export function useSecondsLost(): number | null {
  const connection = useConnection();
  const isUp = connection === 'online' || connection === 'connecting';
  const [seconds, setSeconds] = useState<number | null>(null);
  useEffect(() => {
    setSeconds(null);
    if (isUp) return;
    const sinceMs = performance.now();
    const tell = () => {
      const lostMs = performance.now() - sinceMs;
      if (lostMs >= PATIENCE_MS) setSeconds(Math.round(lostMs / 1_000));
    };
    const timer = setInterval(tell, 1_000);
    return () => clearInterval(timer);
  }, [isUp]);
  return seconds;
}

export function Lost({ seconds }: { readonly seconds: number }) {
  const { client } = useSession();
  const left = Math.max(0, KEPT_SECONDS - seconds);
  return (
    <section className="lost" role="alertdialog" aria-labelledby="lost-title" aria-describedby="lost-text">
      <div className="lost-card">
        <div className="lost-ring" style={{ '--share': (left / KEPT_SECONDS) * 100 } as CSSProperties}>
          <svg viewBox="0 0 52 52" aria-hidden="true">
            <circle className="head-ring-track" cx="26" cy="26" r="23.5" pathLength={100} />
            <circle className="head-ring-share" cx="26" cy="26" r="23.5" pathLength={100} />
          </svg>
          <b aria-live="off">{`${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`}</b>
        </div>
        <h2 id="lost-title">{text.lostTitle}</h2>
        <p id="lost-text">{text.lostText}</p>
        <Button className="big-button" onClick={client.reconnect}>
          {text.lostAct}
        </Button>
      </div>
    </section>
  );
}
