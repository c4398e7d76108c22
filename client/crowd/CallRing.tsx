// The ring around a call: one arc per hand that is needed, lit in its voter's colour; while the crowd rests, an arc that empties.
import { useRoomState } from '../graphql/RoomProvider.tsx';
import type { Person } from '../graphql/room-store.ts';
import type { Call } from './call.ts';

const NOBODY: readonly Person[] = [];
const NO_VOTERS: readonly string[] = [];
const GAP = 0.14;

/** Decoration: the words beside it or the button's name say the same. */
export function CallRing({ call }: { readonly call: Call }) {
  const participants = useRoomState((room) => room.participants) ?? NOBODY;
  const voterIds = useRoomState((room) => room.vote?.voterIds) ?? NO_VOTERS;
  if (call.kind === 'resting') {
    return (
      <svg className="call-ring" viewBox="0 0 64 64" aria-hidden="true">
        <circle cx="32" cy="32" r="29" pathLength="1" strokeDasharray={`${call.part} 1`} />
      </svg>
    );
  }
  if (call.kind !== 'open') return null;
  const gap = call.needed > 1 ? GAP : 0;
  const voters = voterIds.flatMap((id) => participants.filter((person) => person.id === id));
  return (
    <svg className="call-ring" viewBox="0 0 64 64" aria-hidden="true">
      {Array.from({ length: call.needed }, (_, index) => {
        const voter = index < call.votes ? voters[index] : undefined;
        return (
          <circle
            // biome-ignore lint/suspicious/noArrayIndexKey: an arc is its place
            key={index}
            cx="32"
            cy="32"
            r="29"
            pathLength={call.needed}
            strokeDasharray={`${1 - gap} ${call.needed - 1 + gap}`}
            strokeDashoffset={-index - gap / 2}
            data-lit={index < call.votes || undefined}
            {...(voter?.role ? { 'data-role': voter.role } : {})}
          />
        );
      })}
    </svg>
  );
}
