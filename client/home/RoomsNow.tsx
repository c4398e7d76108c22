// What plays in public right now: rooms, or why there are none to see, each with the next act.

import { home } from '../text/sentences.ts';
import { Button } from '../ui/Button.tsx';
import { FlowerMark } from '../ui/FlowerMark.tsx';
import { RoomList } from './RoomList.tsx';
import type { LobbyRoom } from './use-lobby.ts';

const MOST_SHOWN = 12;

interface RoomsNowProps {
  /** `null`: not known yet. */
  readonly rooms: readonly LobbyRoom[] | null;
  readonly isCut: boolean;
  readonly onRetry: () => void;
}

export function RoomsNow({ rooms, isCut, onRetry }: RoomsNowProps) {
  return (
    <section className="home-rooms" aria-labelledby="live-rooms">
      <h2 id="live-rooms">{home.live}</h2>
      {isCut && (
        <p className="home-empty" role="status">
          <span className="home-trouble">
            {home.noLine} {home.noLineNext}
          </span>
          <Button look="second" onClick={onRetry}>
            {home.tryNow}
          </Button>
        </p>
      )}
      {rooms === null && !isCut && (
        <p className="home-empty" role="status">
          <FlowerMark roles={[]} size="52px" />
          <span>{home.looking}</span>
        </p>
      )}
      {rooms !== null && rooms.length > 0 && <RoomList rooms={rooms.slice(0, MOST_SHOWN)} />}
      {rooms !== null && rooms.length === 0 && !isCut && (
        <p className="home-empty">
          <FlowerMark roles={[]} size="52px" />
          <span>
            {home.empty} <strong>{home.emptyNext}</strong>
          </span>
        </p>
      )}
    </section>
  );
}
