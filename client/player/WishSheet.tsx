// Where a wish is written, and where its author reads what became of it. Sends nothing but `wish`.
import { ArrowUp, AudioLines, Feather, Headphones, Send } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import type { Role } from '../graphql/generated/graphql.ts';
import { player } from '../text/player-en.ts';
import { spoken } from '../text/words.ts';
import { Sheet } from '../ui/Sheet.tsx';
import type { OwnWish } from './useWishes.ts';
import './wish-sheet.css';

const text = player.wish;
const MOST_LETTERS = 120;
const MARKS = { WAITING: Send, ACCEPTED: Headphones, SOUNDING: AudioLines, DECLINED: Feather } as const;

function fateOf(wish: OwnWish): readonly [string, string] {
  const took = wish.understood.length > 0 ? text.took(spoken(wish.understood)) : '';
  const missed = wish.unknown.length > 0 ? text.missed(spoken(wish.unknown.map((word) => `“${word}”`))) : '';
  // Of a wish that was taken in part, the words that were missed say it better than a sentence in general.
  const why = missed || (wish.reason ? ` ${wish.reason}` : '');
  switch (wish.fate) {
    case 'WAITING':
      return text.waiting;
    case 'ACCEPTED':
      return [text.accepted[0], `${text.accepted[1]}${took}${why}`];
    case 'SOUNDING':
      return [text.sounding, `${took}${why}`];
    case 'DECLINED':
      return [text.declined, ` ${wish.reason ?? text.declinedPlain}${missed}`];
  }
}

interface WishSheetProps {
  readonly role: Role;
  readonly wishes: readonly OwnWish[];
  readonly onSend: (wish: string) => void;
  readonly onClose: () => void;
}

export function WishSheet({ role, wishes, onSend, onClose }: WishSheetProps) {
  const [wish, setWish] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const sayAgain = (words: string) => {
    setWish(words);
    field.current?.focus();
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    const trimmed = wish.trim();
    if (trimmed === '') return;
    onSend(trimmed);
    setWish('');
  };
  return (
    <Sheet title={text.title} onClose={onClose}>
      <form className="wish-form" onSubmit={send}>
        <div className="wish-field">
          <textarea
            ref={field}
            rows={2}
            value={wish}
            maxLength={MOST_LETTERS}
            aria-label={text.field}
            placeholder={text.field}
            enterKeyHint="send"
            onChange={(event) => setWish(event.target.value.replaceAll('\n', ' '))}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.nativeEvent.isComposing) send(event);
            }}
          />
          <span aria-live="off">{text.left(MOST_LETTERS - wish.length)}</span>
        </div>
        <div className="wish-ideas">
          {text.ideas[role].map((idea) => (
            <button key={idea} type="button" onClick={() => setWish(idea)}>
              {idea}
            </button>
          ))}
        </div>
        <button type="submit" className="wish-send" disabled={wish.trim() === ''}>
          {text.send}
          <ArrowUp aria-hidden="true" />
        </button>
      </form>
      <section className="wishes" aria-live="polite">
        <h3>{text.yours}</h3>
        {wishes.length === 0 && <p>{text.none}</p>}
        <ul>
          {wishes.map((each) => {
            const Mark = MARKS[each.fate];
            const [word, rest] = fateOf(each);
            return (
              <li key={each.id} data-fate={each.fate}>
                <i aria-hidden="true">
                  <Mark />
                </i>
                <div>
                  <b>{each.text}</b>
                  <p>
                    <strong>{word}</strong>
                    {rest}
                  </p>
                  {each.fate === 'DECLINED' && (
                    <button type="button" aria-label={text.againSpoken(each.text)} onClick={() => sayAgain(each.text)}>
                      {text.again}
                    </button>
                  )}
                </div>
              </li>
            );
          })}
        </ul>
      </section>
    </Sheet>
  );
}
