// What a host does for one person. Most of it is done at once with the way back offered; a removal waits eight seconds for it.
import { useState } from 'react';
import type { Person } from '../graphql/room-store.ts';
import { roomSheet as text } from '../text/sentences.ts';
import type { PersonAct } from './rights.ts';
import type { Sheet } from './use-setting.ts';

export interface PersonActs {
  readonly run: (act: PersonAct, person: Pick<Person, 'id' | 'displayName'>) => void;
  /** Whose removal waits; it can no longer be taken back while it is on its way to the server. */
  readonly leaving: { readonly id: string; readonly canStay: boolean } | null;
  readonly keep: () => void;
  readonly trouble: string | null;
}

/** `founderId`: me, if I opened the room: then the host's place can be asked back. */
export function usePersonActs({ hand, line }: Sheet, founderId: string | null): PersonActs {
  const [leaving, setLeaving] = useState<PersonActs['leaving']>(null);
  const [trouble, setTrouble] = useState<string | null>(null);

  const doNow = async (answer: Promise<string | null>, told: string, back: (() => Promise<string | null>) | null) => {
    setTrouble(null);
    const refusal = await answer;
    setTrouble(refusal);
    if (refusal !== null) return;
    line.say({ text: told, ...(back ? { undo: () => void back().then(setTrouble) } : {}) });
  };
  const removeLater = (id: string, told: string) => {
    setTrouble(null);
    line.say({
      text: told,
      undo: () => setLeaving(null),
      onGone: () => {
        setLeaving({ id, canStay: false });
        void hand.remove(id).then((refusal) => {
          setTrouble(refusal);
          setLeaving((now) => (now?.id === id ? null : now));
        });
      },
    });
    // After the line: it has just ended the wait of whoever was leaving before.
    setLeaving({ id, canStay: true });
  };

  const run: PersonActs['run'] = (act, { id, displayName }) => {
    const told = text.done[act](displayName);
    switch (act) {
      case 'silence':
      case 'hear': {
        const isSilenced = act === 'silence';
        return void doNow(hand.silence(id, isSilenced), told, () => hand.silence(id, !isSilenced));
      }
      case 'name-co-host':
      case 'take-co-host': {
        const isCoHost = act === 'name-co-host';
        return void doNow(hand.setCoHost(id, isCoHost), told, () => hand.setCoHost(id, !isCoHost));
      }
      case 'make-host':
        return void doNow(hand.transfer(id), told, founderId === null ? null : () => hand.transfer(founderId));
      case 'remove':
        return removeLater(id, told);
    }
  };
  return { run, leaving, keep: line.undo, trouble };
}
