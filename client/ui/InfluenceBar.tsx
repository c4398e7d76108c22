// One person's share of the music as a bar and a number. The bar is scaled to the largest share, the number is the truth.
import './influence-bar.css';
import { useEffect, useRef, useState } from 'react';
import type { Role } from '../graphql/generated/graphql.ts';
import { RoleBadge } from './RoleBadge.tsx';

const GAIN_SHOWN_MS = 1_600;
/** Shares drift a little all the time; only a step that somebody caused is worth a lozenge. */
const GAIN_POINTS = 3;

interface InfluenceBarProps {
  readonly name: string;
  readonly role: Role;
  /** 0 to 1. */
  readonly share: number;
  /** 0 to 1, the longest bar of the row. */
  readonly largest: number;
  readonly isSilenced: boolean;
  readonly isAway: boolean;
  readonly isSimulated: boolean;
  readonly words: { readonly quiet: string; readonly away: string; readonly simulated: string };
}

export function InfluenceBar({ name, role, share, largest, isSilenced, isAway, isSimulated, words }: InfluenceBarProps) {
  const points = Math.round(share * 100);
  const before = useRef(points);
  const [gain, setGain] = useState<number | null>(null);
  useEffect(() => {
    const more = points - before.current;
    before.current = points;
    if (more >= GAIN_POINTS) setGain(more);
  }, [points]);
  useEffect(() => {
    if (gain === null) return;
    const timer = setTimeout(() => setGain(null), GAIN_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [gain]);
  const width = largest > 0 ? Math.max(0, (share / largest) * 0.925) : 0;
  return (
    <div className="influence" data-role={role} data-away={isAway || undefined} data-simulated={isSimulated || undefined}>
      <div className="influence-line">
        <RoleBadge role={role} size="1.2em" isOpen={isSilenced || isSimulated} />
        <span className="influence-name" title={name}>
          {name}
        </span>
        {isSimulated && <span className="influence-word influence-simulated">{words.simulated}</span>}
        {gain !== null && <span className="influence-gain tabular">+{gain}</span>}
        {isSilenced || isAway ? (
          <span className="influence-word">{isSilenced ? words.quiet : words.away}</span>
        ) : (
          <span className="influence-points tabular">
            {points}
            <small>%</small>
          </span>
        )}
      </div>
      <div className="influence-track" aria-hidden="true">
        <div className="influence-fill role-edge" style={{ width: `${isSilenced ? 0 : width * 100}%` }} />
      </div>
    </div>
  );
}
