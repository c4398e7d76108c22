// Says on stage that guests are simulated, and lets the host send them away and, having thought again, call them back.
import './demo-note.css';
import { useEffect, useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../graphql/generated/gql.ts';
import { useRoomState } from '../graphql/RoomProvider.tsx';
import type { Seat } from '../graphql/seats.ts';
import { demo } from '../text/sentences.ts';
import { Button } from '../ui/Button.tsx';

const SetGuests = graphql(`
  mutation SetSimulatedGuests($code: String!, $count: Int!) {
    inviteSimulatedGuests(code: $code, count: $count) {
      ...RoomFields
    }
  }
`);

/** Long enough to regret it. */
const UNDO_MS = 8_000;

export function DemoNote({ code, seat }: { readonly code: string; readonly seat: Seat }) {
  const guests = useRoomState((room) => room.simulatedGuests) ?? 0;
  const mayCall =
    useRoomState((room) => room.participants.some(({ id, isHost, isCoHost }) => id === seat.participantId && (isHost || isCoHost))) ??
    false;
  const [{ fetching }, setGuests] = useMutation(SetGuests);
  const [sentAway, setSentAway] = useState(0);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    if (sentAway === 0) return;
    const timer = setTimeout(() => setSentAway(0), UNDO_MS);
    return () => clearTimeout(timer);
  }, [sentAway]);

  const change = async (count: number) => {
    const { error } = await setGuests({ code, count });
    setFailed(error !== undefined);
    if (error === undefined) setSentAway(count === 0 ? guests : 0);
  };
  if (guests === 0 && sentAway === 0) return null;
  const isGone = guests === 0;
  return (
    <aside className="demo-note">
      <p role="status">{hasFailed ? demo.notDone : isGone ? demo.gone : demo.playing(guests)}</p>
      {mayCall && (
        <Button look="bare" isBusy={fetching} onClick={() => void change(isGone ? sentAway : 0)}>
          {isGone ? demo.callBack : demo.sendAway}
        </Button>
      )}
    </aside>
  );
}
