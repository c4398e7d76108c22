// Things about oneself in this room: the name, the invitation for others, and the way out. Leaving can be taken back for six seconds.
import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../graphql/generated/gql.ts';
import { useRoomState } from '../graphql/RoomProvider.tsx';
import { engineRoom } from '../text/engine-en.ts';
import { player } from '../text/player-en.ts';
import { Button } from '../ui/Button.tsx';
import { grouped } from '../ui/room-code.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { refusalSentence } from './refusal.ts';
import { useSteering } from './Steering.tsx';
import { useToast } from './toast.tsx';

const text = player.you;
const MOST_LETTERS = 24;

const Rename = graphql(`
  mutation Rename($code: String!, $displayName: String!) {
    rename(code: $code, displayName: $displayName) {
      id
      displayName
    }
  }
`);

interface YouSheetProps {
  readonly displayName: string;
  readonly joinUrl: string;
  readonly onRenamed: (displayName: string) => void;
  readonly onLeave: () => void;
  /** `null`: the engine is set by others. */
  readonly onEngineRoom: (() => void) | null;
  readonly onClose: () => void;
}

export function YouSheet({ displayName, joinUrl, onRenamed, onLeave, onEngineRoom, onClose }: YouSheetProps) {
  const { code } = useSteering();
  const roomName = useRoomState((room) => room.name) ?? '';
  const [name, setName] = useState(displayName);
  const [{ fetching }, rename] = useMutation(Rename);
  const toast = useToast();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const { data, error } = await rename({ code, displayName: name });
    if (data) {
      onRenamed(data.rename.displayName);
      toast({ text: text.renamed(data.rename.displayName) });
      onClose();
    } else if (error) toast({ text: refusalSentence(error), isTrouble: true });
  };
  const share = () => navigator.share({ title: roomName, text: text.shareText, url: joinUrl }).catch(() => undefined);
  return (
    <Sheet title={text.title} onClose={onClose}>
      <p className="you-code">
        <b>{grouped(code)}</b>
        <span>{text.shareText}</span>
      </p>
      <form className="you-name" onSubmit={save}>
        <label htmlFor="you-name">{text.name}</label>
        <input
          id="you-name"
          className="field"
          value={name}
          maxLength={MOST_LETTERS}
          autoComplete="nickname"
          onChange={(event) => setName(event.target.value)}
        />
        <button type="submit" className="soft-button" disabled={fetching || name.trim() === '' || name === displayName}>
          {text.rename}
        </button>
      </form>
      {'share' in navigator && (
        <button type="button" className="soft-button" onClick={share}>
          {text.share}
        </button>
      )}
      {onEngineRoom && (
        <button type="button" className="soft-button" onClick={onEngineRoom}>
          {engineRoom.open}
        </button>
      )}
      <Button look="second" onClick={onLeave}>
        {text.leave}
      </Button>
    </Sheet>
  );
}
