// On a phone: the row that opens the room sheet, for whoever may do something there. The sheet is loaded with the first tap.
import { lazy, Suspense, useState } from 'react';
import { roomSheet as text } from '../text/room-sheet-en.ts';
import { hasAnyRight } from './rights.ts';
import { useRights } from './use-rights.ts';

const RoomSheet = lazy(() => import('./RoomSheet.tsx'));

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
        {text.open}
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <RoomSheet code={code} participantId={participantId} joinUrl={joinUrl} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
