// Offers the five roles: the free ones to take, the taken ones with the name of their holder. Changes nothing but the role.
import { useMutation } from 'urql';
import { troubleOf } from '../graphql/errors.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { Role } from '../graphql/generated/graphql.ts';
import { useRoomState } from '../graphql/RoomProvider.tsx';
import { player } from '../text/player-en.ts';
import { RoleBadge } from '../ui/RoleBadge.tsx';
import { refusalSentence } from './refusal.ts';
import { useMe, useSteering } from './Steering.tsx';
import { useToast } from './toast.tsx';
import './role-sheet.css';
import { roleNames } from '../text/words.ts';
import { Sheet } from '../ui/Sheet.tsx';

const text = player.role;
const ROLES: readonly Role[] = ['DRUMMER', 'VIBE_SETTER', 'GENRE_DJ', 'INSTRUMENTALIST', 'ENERGY'];

const ChangeRole = graphql(`
  mutation ChangeRole($code: String!, $role: Role!) {
    changeRole(code: $code, role: $role) {
      id
      role
    }
  }
`);

interface RoleSheetProps {
  readonly onChanged: (role: Role) => void;
  readonly onClose: () => void;
}

export function RoleSheet({ onChanged, onClose }: RoleSheetProps) {
  const { code, participantId } = useSteering();
  const me = useMe();
  const people = useRoomState((room) => room.participants) ?? [];
  const [{ fetching }, changeRole] = useMutation(ChangeRole);
  const toast = useToast();

  const take = async (role: Role) => {
    const { error } = await changeRole({ code, role });
    if (!error) return onChanged(role);
    const holder = people.find((person) => person.role === role)?.displayName;
    const isTaken = troubleOf(error) === 'ROLE_TAKEN' && holder !== undefined;
    toast({ text: isTaken ? text.taken(holder, roleNames[role]) : refusalSentence(error), isTrouble: true });
  };
  return (
    <Sheet title={text.switchTitle} onClose={onClose}>
      <ul className="roles">
        {ROLES.map((role) => {
          const isMine = me?.role === role;
          const holders = people.filter((person) => person.role === role && person.id !== participantId);
          const holder = role === 'ENERGY' ? undefined : holders[0];
          const note = isMine
            ? text.yours
            : role === 'ENERGY'
              ? text.shared(holders.length)
              : holder
                ? text.held(holder.displayName)
                : text.free;
          return (
            <li key={role}>
              <button
                type="button"
                className="role-choice"
                data-role={role}
                aria-pressed={isMine}
                disabled={isMine || holder !== undefined || fetching}
                onClick={() => take(role)}
              >
                <RoleBadge role={role} size="46px" />
                <span>
                  <b>{roleNames[role]}</b>
                  <span>{note}</span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </Sheet>
  );
}
