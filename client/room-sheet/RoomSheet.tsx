// The room in a host's hands, over the running music: the way in, the people, the settings, and the end. A co-host sees what co-hosts
// may do; whoever opened the room and lost the host's place finds the way back here.
import './room-sheet.css';
import { useEffect, useMemo, useState } from 'react';
import { useRoomState } from '../graphql/RoomProvider.tsx';
import { browserTimers } from '../player/input-sender.ts';
import { doors, roomSheet as text } from '../text/sentences.ts';
import { Button } from '../ui/Button.tsx';
import { HoldButton } from '../ui/HoldButton.tsx';
import { Sheet as SheetFrame } from '../ui/Sheet.tsx';
import { StreamAddress } from '../ui/StreamAddress.tsx';
import { CrowdForms } from './CrowdForms.tsx';
import Invite from './Invite.tsx';
import { People } from './People.tsx';
import { RoomSettings } from './RoomSettings.tsx';
import { ToldToast } from './ToldToast.tsx';
import { createToldLine } from './told.ts';
import { usePersonActs } from './use-person-acts.ts';
import { useRights } from './use-rights.ts';
import { useRoomHand } from './use-room-hand.ts';
import type { Sheet } from './use-setting.ts';

interface RoomSheetProps {
  readonly code: string;
  readonly participantId: string;
  readonly joinUrl: string;
  readonly onClose: () => void;
}

export default function RoomSheet({ code, participantId, joinUrl, onClose }: RoomSheetProps) {
  const hand = useRoomHand(code);
  const line = useMemo(() => createToldLine(browserTimers), []);
  useEffect(() => () => line.end(), [line]);
  const sheet = useMemo<Sheet>(() => ({ hand, line }), [hand, line]);
  const rights = useRights(participantId);
  const isFounder = useRoomState((room) => room.participants.some(({ id, isFounder }) => id === participantId && isFounder)) ?? false;
  const acts = usePersonActs(sheet, isFounder ? participantId : null);
  return (
    <SheetFrame title={doors.room} isWide={rights.canSet} onClose={onClose}>
      <div className="room-sheet">
        <div className="room-column">
          {rights.canTakeBack && <HostPlace sheet={sheet} participantId={participantId} />}
          <section className="room-part" aria-labelledby="room-invite">
            <h3 id="room-invite">{text.invite}</h3>
            <Invite code={code} joinUrl={joinUrl} />
          </section>
          {rights.canSet && <People myId={participantId} rights={rights} acts={acts} />}
          {rights.canSet && <Elsewhere code={code} joinUrl={joinUrl} />}
        </div>
        {rights.canSet && (
          <div className="room-column">
            <RoomSettings sheet={sheet} />
            <CrowdForms sheet={sheet} />
            {rights.isHost && <End sheet={sheet} />}
          </div>
        )}
      </div>
      <ToldToast line={line} />
    </SheetFrame>
  );
}

function HostPlace({ sheet: { hand, line }, participantId }: { readonly sheet: Sheet; readonly participantId: string }) {
  const host = useRoomState((room) => room.participants.find(({ isHost }) => isHost)?.displayName ?? null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const takeBack = async () => {
    setBusy(true);
    const refusal = await hand.transfer(participantId);
    setBusy(false);
    setTrouble(refusal);
    if (refusal === null) line.say({ text: text.tookBack });
  };
  return (
    <section className="room-part" aria-labelledby="room-place">
      <h3 id="room-place">{text.hostPlace}</h3>
      <p className="room-note">{text.takeBackNote(host)}</p>
      <Button isBusy={isBusy} onClick={() => void takeBack()}>
        {text.takeBack}
      </Button>
      <p className="room-note" data-trouble role="status">
        {trouble}
      </p>
    </section>
  );
}

function Elsewhere({ code, joinUrl }: { readonly code: string; readonly joinUrl: string }) {
  const needsPassword = useRoomState((room) => room.needsPassword) ?? true;
  return (
    <section className="room-part" aria-labelledby="room-elsewhere">
      <h3 id="room-elsewhere">{text.elsewhere}</h3>
      {!needsPassword && <StreamAddress code={code} joinUrl={joinUrl} />}
      <div>
        <a className="room-api" href="/graphql" target="_blank" rel="noopener">
          {text.api}
        </a>
        <p className="room-note">{text.apiNote}</p>
      </div>
    </section>
  );
}

function End({ sheet: { hand } }: { readonly sheet: Sheet }) {
  const [trouble, setTrouble] = useState<string | null>(null);
  return (
    <section className="room-part" aria-labelledby="room-end">
      <h3 id="room-end">{text.end}</h3>
      <p className="room-note">{text.endNote}</p>
      <HoldButton onHeld={() => void hand.endRoom().then(setTrouble)}>{text.endHold}</HoldButton>
      <p className="room-note" data-trouble role="status">
        {trouble}
      </p>
    </section>
  );
}
