// The room's name, code and address as the hero of the stage: before the music, and whenever it plays to nobody.
import './lobby.css';
import { useRoomState } from '../graphql/RoomProvider.tsx';
import { stage } from '../text/sentences.ts';

export function WayIn({ code, joinUrl }: { readonly code: string; readonly joinUrl: string }) {
  const name = useRoomState((room) => room.name);
  return (
    <>
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
    </>
  );
}
