// On a phone: the row that opens the room sheet, for whoever may do something there. The sheet is loaded with the first tap.
import { Suspense, useState } from 'react';
import { doors } from '../text/sentences.ts';
import { lazySheet } from '../ui/lazy-speaking.ts';
import { hasAnyRight } from './rights.ts';
import { useRights } from './use-rights.ts';

const RoomSheet = lazySheet(() => import('./RoomSheet.tsx'), 'sheets');

interface RoomSheetRowProps {
  readonly code: string;
  readonly participantId: string;
  readonly joinUrl: string;
}

export function RoomSheetRow({ code, participantId, joinUrl }: RoomSheetRowProps) {
  const rights = useRights(participantId);
  const [isOpen, setOpen] = useState(false);
  if (!hasAnyRight(rights)) return null;
  return (
    <>
      <button type="button" className="soft-button" onClick={() => setOpen(true)}>
        {doors.room}
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <RoomSheet code={code} participantId={participantId} joinUrl={joinUrl} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
