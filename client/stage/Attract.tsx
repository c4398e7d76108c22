// Music plays and nobody is here: the way in is the hero again, as before the music, and one line invites.
import './lobby.css';
import './attract.css';
import { useRoomState } from '../graphql/RoomProvider.tsx';
import { stage } from '../text/sentences.ts';

export function Attract({ code, joinUrl }: { readonly code: string; readonly joinUrl: string }) {
  const name = useRoomState((room) => room.name);
  return (
    <div className="lobby attract">
      <h1 className="stage-name">{name}</h1>
      <p className="lobby-scan">{stage.scan}</p>
      <p className="lobby-code">
        <span className="sr-only">{stage.code([...code].join(' '))}</span>
        <span aria-hidden="true">{code.slice(0, 3)}</span>
        <span aria-hidden="true">{code.slice(3)}</span>
      </p>
      <p className="lobby-at">
        {stage.at} <strong>{new URL(joinUrl).host}</strong>
      </p>
      <p className="attract-line" role="status">
        {stage.inviteFirst}
      </p>
    </div>
  );
}
