// Things about oneself in this room: one's say and why it is what it is, the name, the invitation for others, and the way out.
import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../graphql/generated/gql.ts';
import { useRoomState } from '../graphql/RoomProvider.tsx';
import { RoomSheetRow } from '../room-sheet/RoomSheetRow.tsx';
import { doors, player } from '../text/sentences.ts';
import { Button } from '../ui/Button.tsx';
import { LanguageChoice } from '../ui/LanguageChoice.tsx';
import { grouped } from '../ui/room-code.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { sayReason } from './growth.ts';
import { refusalSentence } from './refusal.ts';
import { useMe, useSteering } from './Steering.tsx';
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

/** The share in a number, and the one thing that explains it. */
function Say() {
  const { participantId } = useSteering();
  const me = useMe();
  const sentAt = useRoomState((room) => room.sentAt) ?? 0;
  const others =
    useRoomState((room) => room.participants.filter(({ id, influence }) => id !== participantId && (influence ?? 0) > 0).length) ?? 0;
  if (!me?.role) return null;
  const percent = Math.round((me.influence ?? 0) * 100);
  const facts = { isSilenced: me.isSilenced, percent, changedAt: me.input?.updatedAt ?? null, nowMs: sentAt, others };
  return (
    <p className="you-say">
      <b>{text.say(percent)}</b>
      <span>{text.sayBecause[sayReason(facts)]}</span>
      {(me.isHost || me.isCoHost) && <span>{me.isHost ? text.host : text.coHost}</span>}
    </p>
  );
}

interface YouSheetProps {
  readonly displayName: string;
  readonly joinUrl: string;
  readonly onRenamed: (displayName: string) => void;
  readonly onLeave: () => void;
  /** `null`: the engine is set by others. */
  readonly onEngineRoom: (() => void) | null;
  readonly onClose: () => void;
}

export default function YouSheet({ displayName, joinUrl, onRenamed, onLeave, onEngineRoom, onClose }: YouSheetProps) {
  const { code, participantId } = useSteering();
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
      <Say />
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
      <RoomSheetRow code={code} participantId={participantId} joinUrl={joinUrl} />
      {onEngineRoom && (
        <button type="button" className="soft-button" onClick={onEngineRoom}>
          {doors.engineRoom}
        </button>
      )}
      <LanguageChoice look="row" />
      <Button look="second" onClick={onLeave}>
        {text.leave}
      </Button>
    </Sheet>
  );
}
