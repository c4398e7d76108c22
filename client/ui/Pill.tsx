// A prompt that is in the music: its words, its weight as width of the inner pill, and whose it is.
import './pill.css';
import type { Ref } from 'react';
import type { Role } from '../graphql/generated/graphql.ts';
import { RoleBadge } from './RoleBadge.tsx';

/** Characters that fit one line at the largest step. */
const LONG = 16;

interface PillProps {
  readonly text: string;
  /** How much of the sound it makes now, 0 to 1: the width of the inner pill. */
  readonly weight: number;
  /** The weight that was asked for, 0 to 1: decides among three sizes. */
  readonly size: number;
  /** `null`: the room's own, nobody's in particular. */
  readonly role: Role | null;
  readonly credit: string;
  /** The weight in words, for people who do not see the width. */
  readonly weightWords: string;
  readonly ref?: Ref<HTMLLIElement>;
}

export function Pill({ text, weight, size, role, credit, weightWords, ref }: PillProps) {
  const step = size >= 0.45 ? 'large' : size >= 0.25 ? 'middle' : 'small';
  return (
    <li
      ref={ref}
      className={`pill-row pill-${step}`}
      data-long={text.length > LONG || undefined}
      {...(role === null ? {} : { 'data-role': role })}
    >
      <div className="pill">
        <div className="pill-weight" style={{ width: `${weight * 100}%` }} />
        {role !== null && <RoleBadge role={role} size="1em" />}
        <span className="pill-text" lang="en">
          {text}
        </span>
        <span className="sr-only">{weightWords}</span>
      </div>
      <p className="pill-credit">{credit}</p>
    </li>
  );
}
