// Everybody's share as bars in one row, and the same as a table for those who listen to the page.

import { demo, roleNames, stage, words } from '../text/sentences.ts';
import { InfluenceBar } from '../ui/InfluenceBar.tsx';
import { MOST_PETALS, type Player } from './petals.ts';

const KEEP_ARRIVAL_ORDER_TO = 6;
/** More do not find room for a badge and a name. */
const BADGES_UP_TO = 8;

interface InfluenceRowProps {
  readonly players: readonly Player[];
  readonly loudest: readonly string[];
}

export function InfluenceRow({ players, loudest }: InfluenceRowProps) {
  const isCrowd = players.length > KEEP_ARRIVAL_ORDER_TO;
  const places = isCrowd ? loudest.slice(0, MOST_PETALS) : players.map(({ id }) => id);
  const largest = players.reduce((most, { influence }) => Math.max(most, influence), 0);
  // Drawn in order of arrival and moved by CSS: a re-ordered element would jump instead of sliding.
  const shown = players.filter(({ id }) => places.includes(id));
  return (
    <section className="live-influence" aria-label={stage.influence}>
      {players.length === 0 && (
        <p className="live-empty">
          <strong>{stage.emptyTitle}.</strong> {stage.empty}
        </p>
      )}
      <div
        className="influence-row"
        data-tight={shown.length > BADGES_UP_TO || undefined}
        style={{ ['--columns' as string]: Math.max(1, shown.length) }}
        aria-hidden="true"
      >
        {shown.map(({ id, displayName, role, influence, isSilenced, isSimulated, presence }) => (
          <div key={id} className="influence-cell" style={{ ['--place' as string]: places.indexOf(id) }}>
            <InfluenceBar
              name={displayName}
              role={role}
              share={influence}
              largest={largest}
              isSilenced={isSilenced}
              isAway={presence === 'AWAY'}
              isSimulated={isSimulated}
              words={{ quiet: stage.quiet, away: stage.away, simulated: demo.simulated }}
            />
          </div>
        ))}
      </div>
      <table className="sr-only">
        <caption>{stage.influence}</caption>
        <thead>
          <tr>
            <th scope="col">{stage.person}</th>
            <th scope="col">{stage.role}</th>
            <th scope="col">{stage.share}</th>
          </tr>
        </thead>
        <tbody>
          {players.map(({ id, displayName, role, influence, isSilenced, isSimulated }) => (
            <tr key={id}>
              <th scope="row">{isSimulated ? demo.named(displayName) : displayName}</th>
              <td>{roleNames[role]}</td>
              <td>{isSilenced ? stage.quiet : words.percent(Math.round(influence * 100))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
