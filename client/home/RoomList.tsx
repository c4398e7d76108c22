// The public rooms: a small flower of their roles, name, what they are doing, the level of their last seconds, and a way to only watch.
import { Lock, Monitor } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { home } from '../text/sentences.ts';
import { FlowerMark } from '../ui/FlowerMark.tsx';
import { BARS, barHeight, oneSecondLater } from './levels.ts';
import type { LobbyRoom } from './use-lobby.ts';

const ROLES = ['DRUMMER', 'VIBE_SETTER', 'GENRE_DJ', 'INSTRUMENTALIST', 'ENERGY'] as const;
const SECOND_MS = 1_000;

/** The server tells a level when it moves; the seconds are counted here. */
function useLevels(rooms: readonly LobbyRoom[]): ReadonlyMap<string, readonly (number | null)[]> {
  const newest = useRef(rooms);
  newest.current = rooms;
  const [levels, setLevels] = useState(() => oneSecondLater(new Map(), rooms));
  const isAnyPlaying = rooms.some(({ isPlaying }) => isPlaying);
  useEffect(() => {
    if (!isAnyPlaying) return;
    const timer = setInterval(() => setLevels((before) => oneSecondLater(before, newest.current)), SECOND_MS);
    return () => clearInterval(timer);
  }, [isAnyPlaying]);
  return levels;
}

export function RoomList({ rooms }: { readonly rooms: readonly LobbyRoom[] }) {
  const levels = useLevels(rooms);
  return (
    <ul className="room-list">
      {rooms.map((room) => {
        const heard = levels.get(room.code) ?? [];
        return (
          <li key={room.code} className="room-row">
            <Link href={`/r/${room.code}`} className="room-link">
              <FlowerMark roles={room.rolesTaken} size="52px" />
              <span className="room-words">
                <strong>
                  <span>{room.name}</span>
                  {room.needsPassword && (
                    <>
                      <Lock className="room-lock" aria-hidden />
                      <span className="sr-only">{home.locked}</span>
                    </>
                  )}
                </strong>
                <span>{home.summary(room.isPlaying, room.playerCount, room.playerLimit - room.playerCount)}</span>
              </span>
              <span className="room-level" data-silent={room.level === null || undefined} aria-hidden="true">
                {ROLES.map((role, bar) => (
                  <i key={role} data-role={role} style={{ ['--level' as string]: barHeight(heard[heard.length - BARS + bar] ?? null) }} />
                ))}
              </span>
            </Link>
            <Link href={`/r/${room.code}/stage`} className="room-watch" aria-label={home.watchRoom(room.name)} title={home.watch}>
              <Monitor size="22px" aria-hidden />
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
