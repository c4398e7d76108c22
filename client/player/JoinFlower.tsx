// The five petals of a room before joining: those of taken roles in their colour, the free ones dashed, and one that asks "You?".
import type { Role } from '../graphql/generated/graphql.ts';
import { player } from '../text/sentences.ts';
import { pointAt } from './dial-geometry.ts';

const ROLES: readonly Role[] = ['DRUMMER', 'VIBE_SETTER', 'GENRE_DJ', 'INSTRUMENTALIST', 'ENERGY'];
const CENTER = 200;
/** Base at the flower's heart, tip upwards; turned into place. */
const PETAL = 'M200 186C150 150 132 92 200 20C268 92 250 150 200 186Z';
const SIDE = 'M200 186C164 156 152 108 200 52C248 108 236 156 200 186Z';
const VEINS = [-30, -20, -10, 0, 10, 20, 30].map((x) => `M200 180C${200 + x * 1.5} 140 ${200 + x * 1.7} 96 ${200 + x * 0.3} 44`).join('');
const STAMENS = Array.from({ length: 22 }, (_, index) => (index * 360) / 22);

export function JoinFlower({ taken, isFull }: { readonly taken: readonly Role[]; readonly isFull: boolean }) {
  const yours = isFull ? null : (ROLES.find((role) => !taken.includes(role)) ?? 'ENERGY');
  return (
    <svg className="join-flower" viewBox="0 0 400 400" aria-hidden="true">
      {ROLES.map((role, index) => {
        const turn = `rotate(${-8 + index * 72} ${CENTER} ${CENTER})`;
        if (role === yours) return null;
        if (!taken.includes(role)) return <path key={role} className="petal-free" d={PETAL} transform={turn} />;
        const paint = `url(#petal-${role})`;
        return (
          <g key={role} data-role={role} transform={turn}>
            <linearGradient id={`petal-${role}`} x1="0" y1="1" x2="0" y2="0">
              <stop className="petal-root" offset="0" />
              <stop className="petal-middle" offset=".5" />
              <stop className="petal-tip" offset="1" />
            </linearGradient>
            {[-40, 40].map((angle) => (
              <path key={angle} className="petal-back" d={PETAL} fill={paint} transform={`rotate(${angle * 0.8} ${CENTER} ${CENTER})`} />
            ))}
            {[-26, 26].map((angle) => (
              <path key={angle} className="petal-side" d={SIDE} fill={paint} transform={`rotate(${angle} ${CENTER} ${CENTER})`} />
            ))}
            <path className="petal" d={PETAL} fill={paint} />
            <path
              className="petal-fold"
              d={PETAL}
              transform={`translate(${CENTER} ${CENTER}) scale(.5 .9) translate(${-CENTER} ${-CENTER})`}
            />
            <path className="petal-veins" d={VEINS} />
          </g>
        );
      })}
      {yours && (
        <>
          <path className="petal-yours" d={PETAL} transform={`rotate(${-8 + ROLES.indexOf(yours) * 72} ${CENTER} ${CENTER})`} />
          <text className="petal-word" {...pointAt(-8 + ROLES.indexOf(yours) * 72, 108, CENTER)} dy="8">
            {player.join.petal}
          </text>
        </>
      )}
      {STAMENS.map((angle) => {
        const from = pointAt(angle, 34, CENTER);
        const to = pointAt(angle, 46 + (Math.round(angle) % 3) * 4, CENTER);
        return (
          <g key={angle}>
            <path className="stamen" d={`M${from.x} ${from.y}L${to.x} ${to.y}`} />
            <circle className="stamen-head" cx={to.x} cy={to.y} r="3" />
          </g>
        );
      })}
      <circle className="flower-core" cx={CENTER} cy={CENTER} r="36" />
    </svg>
  );
}
