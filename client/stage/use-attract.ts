// Looks once a second whether the stage should invite people in, and stops inviting at once when somebody touches this screen.
import { useEffect, useState } from 'react';
import { useSession } from '../graphql/RoomProvider.tsx';
import { useSound } from '../ui/sound.tsx';
import { type Attract, attractOf } from './attract.ts';

const LOOK_MS = 1_000;
const TOUCHES = ['pointermove', 'pointerdown', 'keydown'] as const;

export function useAttract(): Attract {
  const { store } = useSession();
  const { engine } = useSound();
  const [attract, setAttract] = useState<Attract>('none');
  useEffect(() => {
    let touchedMs = 0;
    const look = () => {
      const { room } = store.get();
      if (room) setAttract(attractOf(room, touchedMs, engine.serverNowMs()));
    };
    const touch = () => {
      touchedMs = engine.serverNowMs();
      look();
    };
    const timer = setInterval(look, LOOK_MS);
    const forget = store.subscribe(look);
    for (const kind of TOUCHES) window.addEventListener(kind, touch);
    return () => {
      clearInterval(timer);
      forget();
      for (const kind of TOUCHES) window.removeEventListener(kind, touch);
    };
  }, [store, engine]);
  return attract;
}
