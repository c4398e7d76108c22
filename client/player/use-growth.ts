// Watches one seat's weight in the room, and tells for a few seconds when and why it grew. Decides nothing: see growth.ts.
import { useEffect, useRef, useState } from 'react';
import { useSession } from '../graphql/RoomProvider.tsx';
import type { RoomView } from '../graphql/room-store.ts';
import { type Growth, growthBetween, type Say } from './growth.ts';
import { useSteering } from './Steering.tsx';

const SHOWN_MS = 3_200;
const NEAR = 0.011;
const isNear = (a: number | null | undefined, b: number) => a === null || a === undefined || Math.abs(a - b) < NEAR;

function followed({ room }: RoomView, participantId: string): boolean | null {
  const me = room?.participants.find(({ id }) => id === participantId);
  if (!room?.isPlaying || !me?.input) return null;
  if (me.role === 'DRUMMER') return me.input.bpm === null ? null : me.input.bpm === room.heard.bpm;
  // Several people share the energy: the room follows their blend.
  if (me.role === 'ENERGY') return isNear(room.target.density, room.heard.density) && isNear(room.target.brightness, room.heard.brightness);
  return null;
}

function sayOf(view: RoomView, participantId: string, soundingWishes: number): Say | null {
  const { room, heardPrompts } = view;
  const me = room?.participants.find(({ id }) => id === participantId);
  if (!room || !me) return null;
  const heard = heardPrompts.reduce((sum, { weight, credits }) => {
    const share = credits.find((credit) => credit.participantId === participantId)?.share ?? 0;
    return sum + weight * share;
  }, 0);
  return {
    percent: Math.round((me.influence ?? 0) * 100),
    changedAt: me.input?.updatedAt ?? null,
    heardPercent: room.isPlaying ? Math.round(heard * 100) : 0,
    isFollowed: followed(view, participantId),
    soundingWishes,
    others: room.participants.filter(({ id, influence }) => id !== participantId && (influence ?? 0) > 0).length,
  };
}

/** What was just gained; `null` most of the time. `soundingWishes`: how many of the seat's own wishes are in the music. */
export function useGrowth(soundingWishes: number): Growth | null {
  const { participantId } = useSteering();
  const { store } = useSession();
  const [growth, setGrowth] = useState<Growth | null>(null);
  const before = useRef<Say | null>(null);
  useEffect(() => {
    const look = () => {
      const now = sayOf(store.get(), participantId, soundingWishes);
      const grown = before.current && now && growthBetween(before.current, now);
      before.current = now;
      if (grown) setGrowth(grown);
    };
    look();
    return store.subscribe(look);
  }, [store, participantId, soundingWishes]);
  useEffect(() => {
    if (growth === null) return;
    const timer = setTimeout(() => setGrowth(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [growth]);
  return growth;
}
