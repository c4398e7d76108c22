// One of the six reactions, as large as its text. Decoration: whoever shows it names it.
import type { Reaction } from '../graphql/generated/graphql.ts';
import { SHAPES } from './reaction-shapes.ts';

export function ReactionIcon({ reaction }: { readonly reaction: Reaction }) {
  const { body, lines, rays } = SHAPES[reaction];
  return (
    <svg className="reaction-icon" viewBox="0 0 24 24" aria-hidden="true">
      <path className="reaction-body" d={body} />
      <path className="reaction-lines" d={lines} />
      {rays && <path className="reaction-rays" d={rays} />}
    </svg>
  );
}
