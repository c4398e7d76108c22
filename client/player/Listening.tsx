// What somebody without a role sees: the room by name, what it sounds like in words, and the way to a seat.
import { useRoomState } from '../graphql/RoomProvider.tsx';
import { player } from '../text/sentences.ts';
import { Button } from '../ui/Button.tsx';

interface ListeningProps {
  readonly isListener: boolean;
  readonly onSeat: () => void;
}

const text = player.listener;

export function Listening({ isListener, onSeat }: ListeningProps) {
  const name = useRoomState((room) => room.name) ?? '';
  const prompts = useRoomState((room) => room.prompts.prompts) ?? [];
  const isPlaying = useRoomState((room) => room.isPlaying) ?? false;
  const isFull = useRoomState((room) => room.participants.filter(({ kind }) => kind === 'CONTROLLER').length >= room.playerLimit) ?? true;
  return (
    <div className="listening">
      <h2>{text.title(name)}</h2>
      {isPlaying && prompts.length > 0 ? (
        <>
          <p>{player.heard.listening}</p>
          <ul>
            {prompts.map((prompt) => (
              <li key={prompt.text}>{prompt.text}</li>
            ))}
          </ul>
        </>
      ) : (
        <p>{player.frame.notPlaying}</p>
      )}
      {isListener && (
        <Button className="big-button" disabled={isFull} onClick={onSeat}>
          {isFull ? text.full : text.act}
        </Button>
      )}
    </div>
  );
}
