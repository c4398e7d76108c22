// Offers the five roles: the free ones to take, the taken ones to ask their holder for a swap. Changes nothing but the role.
import { ArrowLeftRight } from 'lucide-react';
import { useMutation } from 'urql';
import { troubleOf } from '../graphql/errors.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { Role } from '../graphql/generated/graphql.ts';
import { useRoomState } from '../graphql/RoomProvider.tsx';
import type { Person } from '../graphql/room-store.ts';
import { RoleBadge } from '../ui/RoleBadge.tsx';
import { refusalSentence } from './refusal.ts';
import { useMe, useSteering } from './Steering.tsx';
import { useToast } from './toast.tsx';
import type { Swaps } from './use-swaps.ts';
import './role-sheet.css';
import { demo, player, roleNames } from '../text/sentences.ts';
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

const heldBy = ({ displayName, isHost, isCoHost }: Person) =>
  isHost ? text.byHost(displayName) : isCoHost ? text.byCoHost(displayName) : text.held(displayName);

interface RoleSheetProps {
  readonly swaps: Pick<Swaps, 'offered' | 'offer' | 'takeBack'>;
  readonly onChanged: (role: Role) => void;
  readonly onClose: () => void;
}

export default function RoleSheet({ swaps, onChanged, onClose }: RoleSheetProps) {
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
  const choose = (role: Role, holder: Person | undefined) => {
    if (!holder) return take(role);
    return swaps.offered?.toId === holder.id ? swaps.takeBack() : swaps.offer(holder);
  };
  return (
    <Sheet title={text.switchTitle} onClose={onClose}>
      <ul className="roles">
        {ROLES.map((role) => {
          const isMine = me?.role === role;
          const holders = people.filter((person) => person.role === role && person.id !== participantId);
          const keeper = role === 'ENERGY' ? undefined : holders[0];
          // A simulated guest makes way; a person has to be asked.
          const holder = keeper?.isSimulated ? undefined : keeper;
          const note = isMine
            ? text.yours
            : role === 'ENERGY'
              ? text.shared(holders.length)
              : holder
                ? heldBy(holder)
                : keeper
                  ? demo.handsOver(keeper.displayName)
                  : text.free;
          return (
            <li key={role}>
              <button
                type="button"
                className="role-choice"
                data-role={role}
                aria-pressed={isMine}
                disabled={isMine || fetching}
                onClick={() => choose(role, holder)}
              >
                <RoleBadge role={role} size="46px" />
                <span>
                  <b>{roleNames[role]}</b>
                  <span>{note}</span>
                  {holder && !isMine && (
                    <span className="role-swap">
                      <ArrowLeftRight aria-hidden="true" />
                      {swaps.offered?.toId === holder.id ? text.swapAsked(holder.displayName) : text.swapWith(holder.displayName)}
                    </span>
                  )}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </Sheet>
  );
}
