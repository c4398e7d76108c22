// The big screen's address: finds a seat, opens the room, and says what to do when that fails. The show itself is StageRoom.
import './stage.css';
import { type FormEvent, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { RoomProvider } from '../graphql/RoomProvider.tsx';
import { common, stage } from '../text/sentences.ts';
import { Button } from '../ui/Button.tsx';
import { ConnectionWord } from '../ui/ConnectionWord.tsx';
import { FlowerMark } from '../ui/FlowerMark.tsx';
import { grouped } from '../ui/room-code.ts';
import { SoundProvider } from '../ui/sound.tsx';
import { StageRoom } from './StageRoom.tsx';
import { type StageSeat, useStageSeat } from './use-stage-seat.ts';

export default function Stage({ code }: { readonly code: string }) {
  const stageSeat = useStageSeat(code);
  const { seat, renew } = stageSeat;
  if (seat === null) return <Door code={code} stageSeat={stageSeat} />;
  return (
    <RoomProvider code={code} ticket={seat.ticket}>
      <SoundProvider>
        <StageRoom code={code} seat={seat} onSeatLost={renew} />
      </SoundProvider>
    </RoomProvider>
  );
}

function Door({ code, stageSeat }: { readonly code: string; readonly stageSeat: StageSeat }) {
  const { trouble, wasWrong, tryPassword } = stageSeat;
  const [, go] = useLocation();
  const [typed, setTyped] = useState('');
  useEffect(() => {
    document.title = common.product;
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed !== '') tryPassword(typed);
  };
  return (
    <main className="stage-door grain">
      <FlowerMark roles={[]} size="120px" />
      {trouble === null && <ConnectionWord standing="finding" words={stage.joining} />}
      {trouble === 'WRONG_PASSWORD' && (
        <form onSubmit={submit}>
          <h1>{stage.password}</h1>
          <label htmlFor="stage-password">{stage.passwordLabel}</label>
          <input
            id="stage-password"
            className="stage-field"
            type="password"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            aria-describedby="stage-password-trouble"
            autoComplete="off"
          />
          <p id="stage-password-trouble" className="stage-trouble" role="status">
            {wasWrong ? stage.wrongPassword : ''}
          </p>
          <Button type="submit" disabled={typed === ''}>
            {stage.open}
          </Button>
        </form>
      )}
      {trouble !== null && trouble !== 'WRONG_PASSWORD' && (
        <>
          <h1>
            {trouble === 'ROOM_LOCKED'
              ? stage.locked
              : trouble === 'ROOM_NOT_FOUND' || trouble === 'BAD_INPUT'
                ? stage.unknown(grouped(code))
                : stage.failed}
          </h1>
          <Button onClick={() => go('/')}>{common.home}</Button>
        </>
      )}
    </main>
  );
}
