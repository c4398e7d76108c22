// A role's sign: outline first, colour second, so that it survives a greyscale print at 24 px. A free seat is the dashed outline.
import type { Role } from '../graphql/generated/graphql.ts';

const OUTLINES: Readonly<Record<Role, string>> = {
  DRUMMER: 'M24 2.5a21.5 21.5 0 1 1 0 43a21.5 21.5 0 1 1 0-43Z',
  VIBE_SETTER: 'M24 1.5C28 8 43 18.5 43 29.5A19 17.5 0 0 1 5 29.5C5 18.5 20 8 24 1.5Z',
  GENRE_DJ: 'M14 4h20a10 10 0 0 1 10 10v20a10 10 0 0 1-10 10H14A10 10 0 0 1 4 34V14A10 10 0 0 1 14 4Z',
  INSTRUMENTALIST: 'M19.5 3.4a6.4 6.4 0 0 1 9 0L44.6 19.5a6.4 6.4 0 0 1 0 9L28.5 44.6a6.4 6.4 0 0 1-9 0L3.4 28.5a6.4 6.4 0 0 1 0-9Z',
  ENERGY: 'M19.2 5.3a5.6 5.6 0 0 1 9.6 0L46 36.5A5.6 5.6 0 0 1 41.2 45H6.8A5.6 5.6 0 0 1 2 36.5Z',
};

function Glyph({ role }: { readonly role: Role }) {
  switch (role) {
    case 'DRUMMER':
      return (
        <g fill="none" stroke="currentColor" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round">
          <ellipse cx="24" cy="22" rx="9.5" ry="4" />
          <path d="M14.5 22v9c0 2.2 4.250 4 9.5 4s9.5-1.8 9.5-4v-9M20 18.5 13.5 11M28 18.5 34.5 11" />
        </g>
      );
    case 'VIBE_SETTER':
      return <path fill="currentColor" d="M29.5 34.3A10 10 0 1 1 22.2 19a8.2 8.2 0 0 0 10.6 10.6 10 10 0 0 1-3.3 4.7Z" />;
    case 'GENRE_DJ':
      return (
        <g>
          <circle cx="24" cy="24" r="12.5" fill="none" stroke="currentColor" strokeWidth="3" />
          <circle cx="24" cy="24" r="5" fill="currentColor" />
          <path d="M24 16.5a7.5 7.5 0 0 1 7.5 7.5" fill="none" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />
        </g>
      );
    case 'INSTRUMENTALIST':
      return (
        <g fill="currentColor">
          <path d="M19 31.5V17.5l13-3v14" fill="none" stroke="currentColor" strokeWidth="3" strokeLinejoin="round" />
          <ellipse cx="16" cy="31.5" rx="4.2" ry="3.5" />
          <ellipse cx="29" cy="28.5" rx="4.2" ry="3.5" />
        </g>
      );
    case 'ENERGY':
      return <path fill="currentColor" d="M26.5 15 16.5 29.5h6.2L20.8 41l10.7-15h-6.3Z" />;
  }
}

interface RoleBadgeProps {
  readonly role: Role;
  /** CSS length. */
  readonly size: string;
  /** A dashed outline: the seat is free, or the voice is silenced. */
  readonly isOpen?: boolean;
}

/** Decoration: the role's name or the person's always stands beside it in words. */
export function RoleBadge({ role, size, isOpen = false }: RoleBadgeProps) {
  return (
    <svg data-role={role} viewBox="0 0 48 48" style={{ width: size, height: size, flex: 'none' }} aria-hidden="true" focusable="false">
      {isOpen ? (
        <path d={OUTLINES[role]} fill="none" stroke="var(--role-text)" strokeWidth="2.4" strokeDasharray="5 4.5" strokeLinecap="round" />
      ) : (
        <path d={OUTLINES[role]} fill="var(--role)" />
      )}
      <g color={isOpen ? 'var(--role-text)' : 'var(--role-ink)'}>
        <Glyph role={role} />
      </g>
    </svg>
  );
}
