// Small facts that several parts of the stage need: players, their settled order, who has just come in, and since when it plays.
import { useEffect, useMemo, useRef, useState } from 'react';
import { useRoomState } from '../graphql/RoomProvider.tsx';
import type { Person } from '../graphql/room-store.ts';
import { useSound } from '../ui/sound.tsx';
import { type Player, playersOf } from './petals.ts';

const NOBODY: readonly Person[] = [];
const GREETING_MS = 5_000;
const POINTER_RESTS_MS = 4_000;
const MINUTE_MS = 60_000;

export function usePlayers(): readonly Player[] {
  const participants = useRoomState((room) => room.participants) ?? NOBODY;
  return useMemo(() => playersOf(participants), [participants]);
}

/** Ids by falling share. Changes only when somebody comes or goes, or at a border of sections: nobody may lose themselves while they look. */
export function useSettledOrder(players: readonly Player[]): readonly string[] {
  const section = useRoomState((room) => room.engine.position?.section ?? null);
  const key = `${section}:${players.map(({ id }) => id).join()}`;
  const settled = useRef<{ key: string; ids: readonly string[] }>({ key: '', ids: [] });
  if (settled.current.key !== key) {
    const ids = [...players].sort((a, b) => b.influence - a.influence).map(({ id }) => id);
    settled.current = { key, ids };
  }
  return settled.current.ids;
}

const NO_ONE: readonly Player[] = [];

/** Whoever came into the music within the last five seconds; those who were there when it began, or when the screen opened, need none. */
export function useGreeting(players: readonly Player[], isLive: boolean): readonly Player[] {
  const known = useRef<ReadonlySet<string> | null>(null);
  const [greeted, setGreeted] = useState(NO_ONE);
  useEffect(() => {
    const before = known.current;
    known.current = isLive ? new Set(players.map(({ id }) => id)) : null;
    if (before === null || !isLive) return;
    // Who comes while another is being greeted is greeted with them.
    const arrived = players.filter(({ id, isSimulated }) => !before.has(id) && !isSimulated);
    if (arrived.length > 0) setGreeted((others) => [...others, ...arrived]);
  }, [players, isLive]);
  useEffect(() => {
    if (greeted.length === 0) return;
    const timer = setTimeout(() => setGreeted(NO_ONE), GREETING_MS);
    return () => clearTimeout(timer);
  }, [greeted]);
  return isLive ? greeted : NO_ONE;
}

/** Whether the pointer has rested for a while: then it only stands in the picture. */
export function useRestingPointer(): boolean {
  const [isResting, setResting] = useState(false);
  useEffect(() => {
    let timer = setTimeout(() => setResting(true), POINTER_RESTS_MS);
    const move = () => {
      setResting(false);
      clearTimeout(timer);
      timer = setTimeout(() => setResting(true), POINTER_RESTS_MS);
    };
    window.addEventListener('pointermove', move);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pointermove', move);
    };
  }, []);
  return isResting;
}

/** Whole minutes since the music began, from the story; `null` while it does not play. */
export function useElapsedMinutes(): number | null {
  const { engine } = useSound();
  const isPlaying = useRoomState((room) => room.isPlaying) ?? false;
  const told = useRoomState((room) => room.story.reduce((latest, { kind, at }) => (kind === 'STARTED' ? Math.max(latest, at) : latest), 0));
  // The story in the state holds twenty moments: what has scrolled out of it is remembered here.
  const started = useRef(0);
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), MINUTE_MS / 6);
    return () => clearInterval(timer);
  }, []);
  if (!isPlaying) {
    started.current = 0;
    return null;
  }
  if (told) started.current = told;
  if (started.current === 0) started.current = engine.serverNowMs();
  return Math.max(0, Math.floor((engine.serverNowMs() - started.current) / MINUTE_MS));
}

/** Keeps the screen awake while music plays; a browser that cannot is no trouble. */
export function useWakeLock(isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted || !('wakeLock' in navigator)) return;
    let lock: WakeLockSentinel | null = null;
    let isOver = false;
    const ask = async () => {
      if (document.visibilityState !== 'visible') return;
      try {
        lock = await navigator.wakeLock.request('screen');
        if (isOver) void lock.release();
      } catch {
        // Refused, e.g. to save battery: the show goes on.
      }
    };
    void ask();
    document.addEventListener('visibilitychange', ask);
    return () => {
      isOver = true;
      document.removeEventListener('visibilitychange', ask);
      void lock?.release();
    };
  }, [isWanted]);
}
