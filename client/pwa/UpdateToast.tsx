// Offers a newer version of Coro, and waits with the offer for as long as music sounds on this page.
import './pwa.css';
import { useState, useSyncExternalStore } from 'react';
import { pwa } from '../text/sentences.ts';
import { Button } from '../ui/Button.tsx';
import { soundOfThisPage } from '../ui/sound.tsx';
import { takeUpdate } from './update.ts';

export default function UpdateToast() {
  const engine = soundOfThisPage();
  const { room } = useSyncExternalStore(engine.subscribe, engine.getStatus);
  const [isLater, setLater] = useState(false);
  if (isLater || room !== null) return null;
  return (
    <aside className="update-toast">
      <span role="status">{pwa.update}</span>
      <Button look="bare" onClick={takeUpdate}>
        {pwa.reload}
      </Button>
      <Button look="bare" onClick={() => setLater(true)}>
        {pwa.later}
      </Button>
    </aside>
  );
}
