// The upper edge of the player's phone: who I am, how much I move the room, whether we are in time, and whether this phone sounds.
import { Crown, Headphones, VolumeX } from 'lucide-react';
import type { CSSProperties } from 'react';
import { useConnection } from '../graphql/RoomProvider.tsx';
import type { Person } from '../graphql/room-store.ts';
import { player, roleNames, sound } from '../text/sentences.ts';
import { Button } from '../ui/Button.tsx';
import { ConnectionWord } from '../ui/ConnectionWord.tsx';
import { RoleBadge } from '../ui/RoleBadge.tsx';
import { useSound } from '../ui/sound.tsx';
import type { Growth } from './growth.ts';
import { useStanding } from './useStanding.ts';

const text = player.frame;
interface HeadProps {
  readonly displayName: string;
  readonly me: Person | null;
  /** What the person has just gained, and why. */
  readonly growth: Growth | null;
  readonly onMe: () => void;
  readonly onSound: () => void;
}

export function Head({ displayName, me, growth, onMe, onSound }: HeadProps) {
  const percent = Math.round((me?.influence ?? 0) * 100);
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
          <b>
            <span className="head-cut">{displayName}</span>
            {(me?.isHost || me?.isCoHost) && <Crown role="img" aria-label={me.isHost ? text.host : text.coHost} />}
          </b>
          {role && (
            <span>
              <span className="head-cut">{roleNames[role]}</span>{' '}
              <span className="head-share" hidden={standing !== 'in-time'}>
                {me?.isSilenced ? text.silenced : text.share(percent)}
              </span>
            </span>
          )}
        </span>
        {growth !== null && growth.points > 0 && (
          <span className="head-growth" aria-hidden="true">
            {text.grew(growth.points)}
          </span>
        )}
        <span className="visually-hidden">{text.you}</span>
      </button>
      <span className="visually-hidden" role="status">
        {growth === null ? '' : text.grewSpoken(growth.points, text.grewBecause[growth.reason])}
      </span>
      <span role="status" data-connection={connection} data-standing={standing}>
        <ConnectionWord standing={standing} words={words} />
      </span>
      <Button look="round" aria-label={isSilent ? sound.off : sound.on} onClick={onSound}>
        {isSilent ? <VolumeX aria-hidden="true" /> : <Headphones aria-hidden="true" />}
      </Button>
    </div>
  );
}
