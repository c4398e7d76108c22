// Silences this phone once, when its person finds a big screen playing the room, and tells so with a way to listen all the same.
import { useEffect, useRef } from 'react';
import { useRoomState } from '../graphql/RoomProvider.tsx';
import { sound as text } from '../text/sentences.ts';
import { useSound } from '../ui/sound.tsx';
import { displayPlays, isHushed, recallChoice, rememberChoice } from './hush.ts';
import { useToast } from './toast.tsx';

export function useHush(code: string): void {
  const { engine } = useSound();
  const toast = useToast();
  const isPlaying = useRoomState((room) => room.isPlaying) ?? false;
  const hasDisplay = useRoomState(displayPlays) ?? false;
  const isDecided = useRef(false);
  useEffect(() => {
    const choice = recallChoice(() => sessionStorage, code);
    if (isDecided.current || (choice === null && !isPlaying)) return;
    // Once: a screen that opens later must not take the sound out of somebody's ears.
    isDecided.current = true;
    if (!isHushed(choice, hasDisplay)) {
      if (choice === 'HERE') engine.setMuted(false, true);
      return;
    }
    engine.setMuted(true, true);
    if (choice !== null) return;
    const listen = () => {
      rememberChoice(() => sessionStorage, code, 'HERE');
      engine.unlock();
      engine.setMuted(false, true);
    };
    toast({ text: text.hushed, act: { label: text.listenHere, run: listen } });
  }, [engine, toast, code, isPlaying, hasDisplay]);
}
