// Somebody offers their role for one's own: one sentence, two answers, half a minute. Lies above the dock and leaves the control usable.
import type { CSSProperties } from 'react';
import type { Role } from '../graphql/generated/graphql.ts';
import type { Person } from '../graphql/room-store.ts';
import { RoleBadge } from '../ui/RoleBadge.tsx';
import './swap-card.css';
import { swap as text } from '../text/sentences.ts';

const OFFER_SECONDS = 30;

interface SwapCardProps {
  readonly from: Person;
  readonly role: Role;
  readonly secondsLeft: number;
  readonly onAnswer: (isAccepted: boolean) => void;
}

export function SwapCard({ from, role, secondsLeft, onAnswer }: SwapCardProps) {
  if (!from.role) return null;
  return (
    <section className="swap-card" data-role={from.role} aria-label={text.label}>
      <span className="swap-ring" style={{ '--share': (secondsLeft / OFFER_SECONDS) * 100 } as CSSProperties}>
        <svg viewBox="0 0 52 52" aria-hidden="true">
          <circle className="head-ring-track" cx="26" cy="26" r="23.5" pathLength={100} />
          <circle className="head-ring-share" cx="26" cy="26" r="23.5" pathLength={100} />
        </svg>
        <RoleBadge role={from.role} size="27px" />
      </span>
      <p role="status">{text.offer(from.displayName, text.parts[from.role], text.parts[role])}</p>
      <div>
        <button type="button" className="swap-accept" onClick={() => onAnswer(true)}>
          {text.accept}
        </button>
        <button type="button" className="swap-decline" onClick={() => onAnswer(false)}>
          {text.decline}
        </button>
      </div>
      <span className="swap-left" aria-hidden="true">
        {text.left(secondsLeft)}
      </span>
    </section>
  );
}
