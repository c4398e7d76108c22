// The call on the big screen: hands that go up over the flower, then everything but the flower leaves, a countdown stands in its heart,
// and all loudspeakers and phones hit together.
import './stage-call.css';
import { useState } from 'react';
import { useRoomState } from '../graphql/RoomProvider.tsx';
import type { Person } from '../graphql/room-store.ts';
import { crowd as text } from '../text/sentences.ts';
import { RoleBadge } from '../ui/RoleBadge.tsx';
import { callOf } from './call.ts';
import { useCrowd } from './use-crowd.ts';
import { useMoments } from './use-moments.ts';

const NOBODY: readonly Person[] = [];
const NO_VOTERS: readonly string[] = [];
/** One line of pills holds so many. */
const MOST_CALLERS = 5;
const THIRDS = [0, 1, 2] as const;

export function StageCall() {
  const crowd = useCrowd();
  const call = callOf(crowd, { form: 'DROP', me: null, nowMs: crowd.nowMs });
  const [landing, setLanding] = useState<string | null>(null);
  const voteId = crowd.vote?.id ?? null;
  useMoments(crowd, call, { onLanding: () => setLanding(voteId) });
  const isHeld = call.kind === 'countdown' || call.kind === 'landed';
  return (
    <div className="stage-call" data-call={call.kind}>
      <p className="sr-only" role="status">
        {call.kind === 'countdown' ? text.carried(call.form) : call.kind === 'open' || call.kind === 'landed' ? text.line(call) : ''}
      </p>
      {call.kind === 'open' && (
        <p className="call-words" aria-hidden="true">
          {text.line(call)}
        </p>
      )}
      {isHeld && (
        <>
          <p className="call-heading" aria-hidden="true">
            {text.line(call)}
          </p>
          <div className="call-heart" aria-hidden="true">
            {call.kind === 'countdown' && <Countdown seconds={call.seconds} />}
          </div>
        </>
      )}
      {(isHeld || call.kind === 'open') && <Callers isCarried={isHeld} />}
      {call.kind === 'landed' && landing === voteId && <div className="call-hit" key={voteId} aria-hidden="true" />}
    </div>
  );
}

function Countdown({ seconds }: { readonly seconds: number }) {
  return (
    <>
      <svg viewBox="-250 -250 500 500" aria-hidden="true">
        {THIRDS.map((third) => (
          <circle
            key={third}
            r="236"
            pathLength="3"
            strokeDasharray="0.93 2.07"
            strokeDashoffset={-third - 0.035}
            data-lit={third < seconds || undefined}
            data-last={third === seconds - 1 || undefined}
          />
        ))}
      </svg>
      <div className="call-disc">
        <strong key={seconds} className="call-count tabular" data-wide={seconds > 9 || undefined}>
          {seconds}
        </strong>
      </div>
    </>
  );
}

function Callers({ isCarried }: { readonly isCarried: boolean }) {
  const participants = useRoomState((room) => room.participants) ?? NOBODY;
  const voterIds = useRoomState((room) => room.vote?.voterIds) ?? NO_VOTERS;
  const callers = voterIds.flatMap((id) => participants.filter((person) => person.id === id));
  const shown = callers.slice(0, MOST_CALLERS);
  if (callers.length === 0) return null;
  return (
    <ul className="call-callers">
      {shown.map(({ id, displayName, role }) => (
        <li key={id} className="call-caller" {...(role === null ? {} : { 'data-role': role })}>
          {role !== null && <RoleBadge role={role} size="1.2em" />}
          <span>{displayName}</span>
        </li>
      ))}
      <li>
        {callers.length > shown.length && text.andMore(callers.length - shown.length)} {isCarried && text.calledIt(callers.length)}
      </li>
    </ul>
  );
}
