// Brings the page's audio engine to the screens: one engine a page, woken by the first touch where the browser insists.
import { type CSSProperties, createContext, type ReactNode, useContext, useEffect, useMemo, useSyncExternalStore } from 'react';
import { type AudioEngine, createAudioEngine } from '../audio/engine.ts';
import { canSound, createMuteEngine } from '../audio/mute-engine.ts';
import type { AudioStatus } from '../audio/status.ts';
import { useRoomState } from '../graphql/RoomProvider.tsx';

let pageEngine: AudioEngine | null = null;

/** Made on first use: a second AudioContext would play the room twice. */
export function soundOfThisPage(): AudioEngine {
  pageEngine ??= canSound()
    ? createAudioEngine({ url: new URL('/graphql', window.location.href).href.replace(/^http/, 'ws') })
    : createMuteEngine();
  return pageEngine;
}

interface Sound {
  readonly engine: AudioEngine;
  readonly status: AudioStatus;
}

const SoundContext = createContext<Sound | null>(null);

export function SoundProvider({ children }: { readonly children: ReactNode }) {
  const engine = soundOfThisPage();
  const status = useSyncExternalStore(engine.subscribe, engine.getStatus);
  const isBlocked = status.state === 'blocked';
  useEffect(() => {
    if (!isBlocked) return;
    // After a reload the browser waits for a touch; any touch at all will do.
    const wake = () => engine.unlock();
    document.addEventListener('pointerup', wake);
    document.addEventListener('keydown', wake);
    return () => {
      document.removeEventListener('pointerup', wake);
      document.removeEventListener('keydown', wake);
    };
  }, [engine, isBlocked]);
  const sound = useMemo(() => ({ engine, status }), [engine, status]);
  return <SoundContext value={sound}>{children}</SoundContext>;
}

export function useSound(): Sound {
  const sound = useContext(SoundContext);
  if (!sound) throw new Error('This part must stand inside of a SoundProvider.');
  return sound;
}

const FRAMES_PER_SECOND = 48_000;

/** Styles that lock a one-beat CSS animation to the sound of this phone; `paused` while nothing sounds here, for a beat that nobody hears is worse than none. */
export function useBeatStyle(): CSSProperties {
  const { engine, status } = useSound();
  const bpm = useRoomState((room) => room.heard.bpm);
  const atFrame = useRoomState((room) => room.engine.position?.atFrame ?? null);
  const isPlaying = status.state === 'playing';
  return useMemo(() => {
    const played = isPlaying ? engine.playedFrame() : null;
    if (!played || bpm === null || atFrame === null) return { animationPlayState: 'paused' };
    const beatSeconds = 60 / bpm;
    const beats = (played.frame - atFrame) / (FRAMES_PER_SECOND * beatSeconds);
    const phase = beats - Math.floor(beats);
    return {
      animationDuration: `${beatSeconds.toFixed(4)}s`,
      animationDelay: `${(-phase * beatSeconds).toFixed(4)}s`,
      animationPlayState: 'running',
    };
  }, [engine, bpm, atFrame, isPlaying]);
}
