// Music plays and nobody is here: the way in is the hero again, as before the music, and one line invites.
import './attract.css';
import { stage } from '../text/sentences.ts';
import { WayIn } from './WayIn.tsx';

export function Attract({ code, joinUrl }: { readonly code: string; readonly joinUrl: string }) {
  return (
    <div className="lobby attract">
      <WayIn code={code} joinUrl={joinUrl} />
      <p className="attract-line" role="status">
        {stage.inviteFirst}
      </p>
    </div>
  );
}
