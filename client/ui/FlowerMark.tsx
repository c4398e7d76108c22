// The small flower: the product's mark and a room's sign in a list. A petal a role; missing ones are free seats.
import type { Role } from '../graphql/generated/graphql.ts';

export const ROLES: readonly Role[] = ['DRUMMER', 'VIBE_SETTER', 'GENRE_DJ', 'INSTRUMENTALIST', 'ENERGY'];

interface FlowerMarkProps {
  readonly roles?: readonly Role[];
  /** CSS length. */
  readonly size: string;
}

export function FlowerMark({ roles = ROLES, size }: FlowerMarkProps) {
  return (
    <svg viewBox="-32 -32 64 64" style={{ width: size, height: size, flex: 'none' }} aria-hidden="true" focusable="false">
      {ROLES.map((role, index) => {
        const isTaken = roles.includes(role);
        return (
          <path
            key={role}
            data-role={role}
            transform={`rotate(${index * 72})`}
            d="M0-4C-16-10-15-25 0-31 15-25 16-10 0-4Z"
            fill={isTaken ? 'var(--role)' : 'none'}
            fillOpacity={0.92}
            stroke={isTaken ? 'none' : 'var(--edge)'}
            strokeWidth={2}
            strokeDasharray="4 4"
          />
        );
      })}
      <circle r="8.5" fill="#fdf1d8" />
    </svg>
  );
}
