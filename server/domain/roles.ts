// Roles, who may hold them and which inputs belong to them. Pure tables.

/** In the order in which they are handed out. */
export const ROLES = ['DRUMMER', 'VIBE_SETTER', 'GENRE_DJ', 'INSTRUMENTALIST', 'ENERGY'] as const;
export type Role = (typeof ROLES)[number];

export const CLIENT_KINDS = ['CONTROLLER', 'DISPLAY', 'LISTENER'] as const;
export type ClientKind = (typeof CLIENT_KINDS)[number];

/** The fields of an input that belong to one role; `wish` belongs to all. */
export const ROLE_FIELDS = {
  DRUMMER: ['bpm'],
  VIBE_SETTER: ['moods'],
  GENRE_DJ: ['genre'],
  INSTRUMENTALIST: ['instruments'],
  ENERGY: ['density', 'brightness'],
} as const satisfies Record<Role, readonly string[]>;

export type RoleField = (typeof ROLE_FIELDS)[Role][number];

/** For sentences: "Suna is the drummer now". */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  DRUMMER: 'drummer',
  VIBE_SETTER: 'vibe setter',
  GENRE_DJ: 'genre DJ',
  INSTRUMENTALIST: 'instrumentalist',
  ENERGY: 'energy player',
};

/** Whether one person alone may hold the role. All can share ENERGY, so nobody is ever without a role. */
export function isExclusive(role: Role): boolean {
  return role !== 'ENERGY';
}

/** The first role in order that nobody of `taken` holds; ENERGY when the others are gone. */
export function freeRole(taken: readonly (Role | null)[]): Role {
  return ROLES.find((role) => !isExclusive(role) || !taken.includes(role)) ?? 'ENERGY';
}

/** The role that a field of an input belongs to. */
export function roleOf(field: RoleField): Role {
  return ROLES.find((role) => (ROLE_FIELDS[role] as readonly string[]).includes(field)) ?? 'ENERGY';
}
