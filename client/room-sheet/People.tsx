// Everybody in the room with role, presence and say. What a host may do for somebody opens under their name, one person at a time.
import { ChevronDown, Monitor } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useRoomState } from '../graphql/RoomProvider.tsx';
import type { Person } from '../graphql/room-store.ts';
import { roleNames, roomSheet as text } from '../text/sentences.ts';
import { Button } from '../ui/Button.tsx';
import { HoldButton } from '../ui/HoldButton.tsx';
import { RoleBadge } from '../ui/RoleBadge.tsx';
import { actsOn, type PersonAct, type Rights } from './rights.ts';
import type { PersonActs } from './use-person-acts.ts';

const NOBODY: readonly Person[] = [];
/** An act and its way back are one button, which keeps the focus. */
const PLACES: Readonly<Record<PersonAct, string>> = {
  silence: 'voice',
  hear: 'voice',
  'name-co-host': 'help',
  'take-co-host': 'help',
  'make-host': 'host',
  remove: 'seat',
};

interface PeopleProps {
  readonly myId: string;
  readonly rights: Rights;
  readonly acts: PersonActs;
}

export function People({ myId, rights, acts }: PeopleProps) {
  const people = useRoomState((room) => room.participants) ?? NOBODY;
  const listeners = useRoomState((room) => room.listenerCount) ?? 0;
  const [openId, setOpenId] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { length } = people;
  // Whoever had the focus in the row of somebody who has gone finds it at the head of the list.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a list that has become shorter or longer is a reason
  useEffect(() => {
    if (document.activeElement === document.body && openId !== null) heading.current?.focus();
  }, [length]);
  return (
    <section className="room-part" aria-labelledby="room-people">
      <h3 id="room-people" ref={heading} tabIndex={-1}>
        {text.people}
      </h3>
      <ul className="people">
        {people.map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            isMe={person.id === myId}
            can={actsOn(rights, person, myId)}
            acts={acts}
            isOpen={person.id === openId}
            onOpen={() => setOpenId(person.id === openId ? null : person.id)}
          />
        ))}
      </ul>
      {listeners > 0 && <p className="room-note">{text.listeners(listeners)}</p>}
      <p className="room-note" data-trouble={acts.trouble !== null || undefined} role="status">
        {acts.trouble}
      </p>
    </section>
  );
}

interface PersonRowProps {
  readonly person: Person;
  readonly isMe: boolean;
  readonly can: readonly PersonAct[];
  readonly acts: PersonActs;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

function PersonRow({ person, isMe, can, acts, isOpen, onOpen }: PersonRowProps) {
  const isLeaving = acts.leaving?.id === person.id;
  const id = `person-${person.id}`;
  const keep = useRef<HTMLButtonElement>(null);
  const more = useRef<HTMLButtonElement>(null);
  const wasLeaving = useRef(false);
  // The button that was pressed gives way to the way back, and that one to the first again: the focus goes along.
  useEffect(() => {
    if (isLeaving) keep.current?.focus();
    else if (wasLeaving.current && document.activeElement === document.body) more.current?.focus();
    wasLeaving.current = isLeaving;
  }, [isLeaving]);
  return (
    <li className="person" data-role={person.role ?? undefined} data-away={person.presence === 'AWAY' || undefined}>
      <PersonLine person={person} isMe={isMe} />
      {isLeaving ? (
        <p className="person-leaving">
          {text.leaving}
          {acts.leaving?.canStay && (
            <Button ref={keep} look="bare" aria-label={text.keep(person.displayName)} onClick={acts.keep}>
              {text.keepShort}
            </Button>
          )}
        </p>
      ) : (
        can.length > 0 && (
          <Button
            ref={more}
            look="round"
            className="person-more"
            aria-label={text.more(person.displayName)}
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={onOpen}
          >
            <ChevronDown size={22} aria-hidden />
          </Button>
        )
      )}
      {can.length > 0 && isOpen && !isLeaving && (
        <ul id={id} className="person-acts">
          {can.map((act) => (
            <li key={PLACES[act]}>
              {act === 'make-host' ? (
                <HoldButton look="second" onHeld={() => acts.run(act, person)}>
                  {text.acts[act]}
                </HoldButton>
              ) : (
                <Button look="second" onClick={() => acts.run(act, person)}>
                  {text.acts[act]}
                </Button>
              )}
              <p className="room-note">{text.actNotes[act]}</p>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function PersonLine({ person, isMe }: { readonly person: Person; readonly isMe: boolean }) {
  const marks = [
    ...(isMe ? [text.you] : []),
    ...(person.isSimulated ? [text.simulated] : []),
    ...(person.isHost ? [text.host] : person.isCoHost ? [text.coHost] : []),
    ...(person.isSilenced ? [text.silenced] : []),
    ...(person.presence === 'AWAY' ? [text.away] : []),
  ];
  const percent = Math.round(person.influence * 100);
  return (
    <div className="person-line">
      {person.role ? (
        <RoleBadge role={person.role} size="40px" isOpen={person.isSilenced} />
      ) : (
        <Monitor className="person-screen" size={26} aria-hidden />
      )}
      <p className="person-words">
        <b>{person.displayName}</b>
        {marks.length > 0 && <span className="person-marks">{marks.join(', ')}</span>}
        <small>{person.role ? roleNames[person.role] : text.screen}</small>
      </p>
      {person.role && (
        <span className="person-share tabular">
          <span className="sr-only">{text.shareSpoken(percent)}</span>
          <span aria-hidden="true">{text.sharePercent(percent)}</span>
        </span>
      )}
    </div>
  );
}
