// How warm the room is, in a word and a ring, among the stage's facts. Says nothing where no phone listens and nothing is heard.
import './crowd-fact.css';
import type { CSSProperties } from 'react';
import { useRoomState } from '../graphql/RoomProvider.tsx';
import { crowd } from '../text/sentences.ts';
import { zoneOf } from './zone.ts';

export function CrowdFact() {
  const energy = useRoomState((room) => room.crowdEnergy) ?? 0;
  const zone = zoneOf(energy);
  if (energy === 0) return null;
  return (
    <li className="crowd-fact" data-zone={zone}>
      <svg viewBox="0 0 24 24" aria-hidden="true" style={{ '--energy': energy } as CSSProperties}>
        <circle cx="12" cy="12" r="9" pathLength="1" />
        <circle cx="12" cy="12" r="9" pathLength="1" />
      </svg>
      <span role="status">{crowd.energy[zone]}</span>
    </li>
  );
}
