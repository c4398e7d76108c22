// The public rooms: a small flower of their roles, name, what they are doing, and a level that moves while they play.
import { Lock } from 'lucide-react';
import { Link } from 'wouter';
import { home } from '../text/en.ts';
import { FlowerMark } from '../ui/FlowerMark.tsx';
import type { LobbyRoom } from './use-lobby.ts';

const BARS = ['DRUMMER', 'VIBE_SETTER', 'GENRE_DJ', 'INSTRUMENTALIST', 'ENERGY'] as const;

export function RoomList({ rooms }: { readonly rooms: readonly LobbyRoom[] }) {
  return (
    <ul className="room-list">
      {rooms.map((room) => (
        <li key={room.code}>
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
            <span className="room-level" data-playing={room.isPlaying || undefined} aria-hidden="true">
              {BARS.map((role) => (
                <i key={role} data-role={role} />
              ))}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
