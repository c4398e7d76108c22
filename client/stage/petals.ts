// Who gets which petal: keeps players apart from screens, tells energy players apart by hue, and groups a crowd beyond ten. Pure.
import type { Person } from '../graphql/room-store.ts';
import { demo } from '../text/sentences.ts';
import type { BloomPerson } from '../visual/fans.ts';
import { ROLE_NAMES } from '../visual/role-colour.ts';

/** Degrees by which energy players' petals differ, in order of arrival; their badge stays the plain green. */
const ENERGY_HUES = [-5, 6, 11, -10, 14, 1] as const;
export const MOST_PETALS = 10;

/** The flower of a room that nobody plays in yet: a dashed petal for each role. */
export const FREE_PETALS: readonly BloomPerson[] = ROLE_NAMES.map((role) => ({
  id: `free-${role}`,
  name: '',
  role,
  share: 1,
  presence: 'FREE',
  hueShift: 0,
}));

export type Player = Person & { readonly role: NonNullable<Person['role']> };

/** Everybody who plays, in order of arrival. */
export function playersOf(participants: readonly Person[]): readonly Player[] {
  return participants.filter((person): person is Player => person.kind === 'CONTROLLER' && person.role !== null);
}

/** Energy players between the single roles, for five green petals side by side would read as one. Whoever comes is put between two who
 * are there: the order of those never changes, or they would lose themselves. */
function alternated(players: readonly Player[]): readonly Player[] {
  const seated = players.filter(({ role }) => role !== 'ENERGY');
  const soloists = [...seated];
  players
    .filter(({ role }) => role === 'ENERGY')
    .forEach((energy, index) => {
      // The first sits at the end, the next ones behind the first, second ... soloist, the rest at the end again.
      const before = index > 0 && index < soloists.length ? soloists[index - 1] : undefined;
      seated.splice(before ? seated.indexOf(before) + 1 : seated.length, 0, energy);
    });
  return seated;
}

/** The flower's people. `loudest` are ids by falling share and decide who keeps an own petal among more than ten; `restName` names the shared one. */
export function petalsFor(
  players: readonly Player[],
  loudest: readonly string[],
  restName: (count: number) => string,
): readonly BloomPerson[] {
  const isCrowd = players.length > MOST_PETALS;
  const own = new Set(loudest.slice(0, MOST_PETALS - 1));
  const shown = isCrowd ? players.filter(({ id }) => own.has(id)) : players;
  let arrivals = 0;
  const hues = new Map(
    players.filter(({ role }) => role === 'ENERGY').map(({ id }) => [id, ENERGY_HUES[arrivals++ % ENERGY_HUES.length] ?? 0]),
  );
  const isAlone = hues.size < 2;
  const petals: BloomPerson[] = alternated(shown).map(({ id, displayName, role, influence, presence, isSimulated }) => ({
    id,
    name: isSimulated ? demo.petal(displayName) : displayName,
    role,
    share: influence,
    presence,
    hueShift: isAlone ? 0 : (hues.get(id) ?? 0),
  }));
  if (!isCrowd) return petals;
  const rest = players.filter(({ id }) => !own.has(id));
  const largest = Math.max(...petals.map(({ share }) => share));
  const share = Math.min(
    largest,
    rest.reduce((sum, { influence }) => sum + influence, 0),
  );
  return [...petals, { id: 'rest', name: restName(rest.length), role: 'ENERGY', share, presence: 'CONNECTED', hueShift: 1 }];
}
