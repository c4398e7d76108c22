// A rhythm as a necklace: dots are kicks, rings are snares, small dots are hats, arcs are sustained sounds. Only a drawing.
import { arcPath, pointAt } from './dial-geometry.ts';
import type { Genre } from './genres.ts';

const CENTER = 50;
const RADIUS = 40;
const STEP_DEG = 360 / 16;

export function Necklace({ genre }: { readonly genre: Genre }) {
  return (
    <svg className="necklace" viewBox="0 0 100 100" aria-hidden="true">
      <circle className="necklace-string" cx={CENTER} cy={CENTER} r={RADIUS} />
      {genre.arcs?.map(([from, to]) => (
        <path key={from} className="necklace-arc" d={arcPath(from * STEP_DEG, to * STEP_DEG, RADIUS, CENTER)} />
      ))}
      {[...genre.steps].map((kind, step) => {
        if (kind === '-') return null;
        const { x, y } = pointAt(step * STEP_DEG, RADIUS, CENTER);
        const key = `${step}`;
        if (kind === 'K') return <circle key={key} className="necklace-bead" cx={x} cy={y} r={8} />;
        if (kind === 'h') return <circle key={key} className="necklace-bead" cx={x} cy={y} r={3.2} />;
        return <circle key={key} className="necklace-snare" cx={x} cy={y} r={6} />;
      })}
    </svg>
  );
}
