// The way into the room: its code for those who read it, the QR code for those who point a camera, the link for everybody else.
import './invite.css';
import { Share2 } from 'lucide-react';
import { useRoomState } from '../graphql/RoomProvider.tsx';
import { roomSheet as text } from '../text/sentences.ts';
import { Button } from '../ui/Button.tsx';
import { CopyField } from '../ui/CopyField.tsx';
import { Qr } from '../ui/Qr.tsx';
import { grouped } from '../ui/room-code.ts';

interface InviteProps {
  readonly code: string;
  readonly joinUrl: string;
}

export default function Invite({ code, joinUrl }: InviteProps) {
  const name = useRoomState((room) => room.name) ?? '';
  const locked = useRoomState((room) => room.locked) ?? false;
  const needsPassword = useRoomState((room) => room.needsPassword) ?? false;
  const share = () => navigator.share({ title: name, text: text.shareText(name), url: joinUrl }).catch(() => undefined);
  return (
    <div className="invite">
      <div className="invite-qr">
        <Qr text={joinUrl} label={text.qr(joinUrl)} />
      </div>
      <div className="invite-words">
        <p className="invite-code">
          <span className="sr-only">{text.codeLabel(code)}</span>
          <span aria-hidden="true">{grouped(code)}</span>
        </p>
        <CopyField
          label={text.link}
          copyLabel={text.copyLink}
          value={joinUrl}
          hint={locked ? text.linkLocked : needsPassword ? text.linkPassword : text.linkHint}
        />
        {'share' in navigator && (
          <Button look="second" onClick={() => void share()}>
            <Share2 size="1em" aria-hidden />
            {text.share}
          </Button>
        )}
      </div>
    </div>
  );
}
