// Shows the told line at the lower edge of the sheet, its time as a line that runs out, its way back as one verb.
import { useSyncExternalStore } from 'react';
import { roomSheet as text } from '../text/sentences.ts';
import { TOLD_MS, type ToldLine } from './told.ts';

export function ToldToast({ line }: { readonly line: ToldLine }) {
  const notice = useSyncExternalStore(line.subscribe, line.get);
  return (
    <div
      className="told"
      data-empty={notice === null || undefined}
      onPointerEnter={() => line.hold(true)}
      onPointerLeave={() => line.hold(false)}
    >
      <p role="status">{notice?.text}</p>
      {notice?.undo && (
        <button type="button" onClick={line.undo}>
          {text.undo}
        </button>
      )}
      {notice && <i key={notice.text} className="told-time" style={{ animationDuration: `${TOLD_MS}ms` }} aria-hidden="true" />}
    </div>
  );
}
