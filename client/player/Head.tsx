// The upper edge of the player's phone: who I am, how much I move the room, whether we are in time, and whether this phone sounds.
import { Headphones, VolumeX } from 'lucide-react';
import { type CSSProperties, useEffect, useRef, useState } from 'react';
import { useConnection } from '../graphql/RoomProvider.tsx';
import type { Person } from '../graphql/room-store.ts';
import { player } from '../text/player-en.ts';
import { roleNames } from '../text/words.ts';
import { Button } from '../ui/Button.tsx';
import { ConnectionWord } from '../ui/ConnectionWord.tsx';
import { RoleBadge } from '../ui/RoleBadge.tsx';
import { useSound } from '../ui/sound.tsx';
import { useStanding } from './useStanding.ts';

const text = player.frame;
const SHOWN_MS = 1_600;
/** Smaller steps come from others falling quiet, not from a change of one's own. */
const WORTH_TELLING = 2;

/** The points by which the share has just grown; `null` most of the time. */
function useGrowth(percent: number): number | null {
  const before = useRef(percent);
  const [growth, setGrowth] = useState<number | null>(null);
  useEffect(() => {
    const points = percent - before.current;
    before.current = percent;
    if (points < WORTH_TELLING) return;
    setGrowth(points);
    const timer = setTimeout(() => setGrowth(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [percent]);
  return growth;
}

interface HeadProps {
  readonly displayName: string;
  readonly me: Person | null;
  readonly onMe: () => void;
  readonly onSound: () => void;
}

export function Head({ displayName, me, onMe, onSound }: HeadProps) {
  const percent = Math.round((me?.influence ?? 0) * 100);
  const growth = useGrowth(percent);
  const connection = useConnection();
  const [standing, words] = useStanding();
  const { status } = useSound();
  const isSilent = status.muted || status.state === 'blocked';
  const role = me?.role ?? null;
  return (
    <div className="head">
      <button type="button" className="head-me" onClick={onMe}>
        <span className="head-ring" style={{ '--share': percent } as CSSProperties}>
          <svg viewBox="0 0 52 52" aria-hidden="true">
            <circle className="head-ring-track" cx="26" cy="26" r="23.5" pathLength={100} />
            {percent > 0 && <circle className="head-ring-share" cx="26" cy="26" r="23.5" pathLength={100} />}
          </svg>
          {role && <RoleBadge role={role} size="27px" isOpen={me?.isSilenced === true} />}
        </span>
        <span className="head-words">
          <b>{displayName}</b>
          {role && (
            <span>
              {roleNames[role]}{' '}
              <span className="head-share" hidden={standing !== 'in-time'}>
                {me?.isSilenced ? text.silenced : text.share(percent)}
              </span>
            </span>
          )}
        </span>
        {growth !== null && (
          <span className="head-growth" aria-hidden="true">
            {text.grew(growth)}
          </span>
        )}
        <span className="visually-hidden">{text.you}</span>
      </button>
      <span className="visually-hidden" role="status">
        {growth === null ? '' : text.grewSpoken(growth)}
      </span>
      <span role="status" data-connection={connection} data-standing={standing}>
        <ConnectionWord standing={standing} words={words} />
      </span>
      <Button look="round" aria-label={isSilent ? player.sound.off : player.sound.on} onClick={onSound}>
        {isSilent ? <VolumeX aria-hidden="true" /> : <Headphones aria-hidden="true" />}
      </Button>
    </div>
  );
}
