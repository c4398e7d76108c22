// Where a wish is written, and where its author reads what became of it. Sends nothing but `wish`.
import { ArrowUp, AudioLines, Feather, Headphones, Send, Upload } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import type { Role } from '../graphql/generated/graphql.ts';
import { useHeardPrompts, useRoomState } from '../graphql/RoomProvider.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { GENRES } from './genres.ts';
import { soundingOf } from './heard.ts';
import type { OwnWish } from './useWishes.ts';
import { wishIdeas } from './wish-ideas.ts';
import './wish-sheet.css';
import { type IdeaKey, wish as text, words } from '../text/sentences.ts';

const MOST_LETTERS = 120;
const MARKS = { WAITING: Send, ACCEPTED: Headphones, SOUNDING: AudioLines, DECLINED: Feather } as const;

function fateOf(wish: OwnWish, isPlaying: boolean): readonly [string, string] {
  const took = wish.understood.length > 0 ? text.took(words.list(wish.understood)) : '';
  const missed = wish.unknown.length > 0 ? text.missed(words.list(wish.unknown.map((word) => `“${word}”`))) : '';
  // Of a wish that was taken in part, the words that were missed say it better than a sentence in general.
  const why = missed || (wish.reason ? ` ${wish.reason}` : '');
  switch (wish.fate) {
    case 'WAITING':
      return isPlaying ? text.waiting : text.waitingStill;
    case 'ACCEPTED':
      return [text.accepted[0], `${text.accepted[1]}${took}${why}`];
    case 'SOUNDING':
      return [text.sounding, `${took}${why}`];
    case 'DECLINED':
      return [text.declined, ` ${wish.reason ?? text.declinedPlain}${missed}`];
  }
}

const GENRE_NAMES = GENRES.map(({ value }) => value);

/** Three that fit the role and the music, chosen anew only when the sheet opens or one of them is sent: chips must not run from a finger. */
function useIdeas(role: Role, wishes: readonly OwnWish[]): readonly IdeaKey[] {
  const prompts = useHeardPrompts();
  const heard = useRoomState((room) => room.heard);
  const [now] = useState(() => ({
    prompts: prompts.map((prompt) => prompt.text),
    genres: soundingOf(prompts, GENRE_NAMES),
    bpm: heard?.bpm ?? 100,
    density: heard?.density ?? 0.5,
    brightness: heard?.brightness ?? 0.5,
  }));
  return wishIdeas(role, now, (key) => wishes.some((sent) => sent.text === text.ideas[key]));
}

interface WishSheetProps {
  readonly role: Role;
  readonly wishes: readonly OwnWish[];
  /** Words that have left the field and have no answer yet. */
  readonly sending: string | null;
  readonly onSend: (wish: string) => void;
  readonly onClose: () => void;
}

export default function WishSheet({ role, wishes, sending, onSend, onClose }: WishSheetProps) {
  const isPlaying = useRoomState((room) => room.isPlaying) ?? false;
  const ideas = useIdeas(role, wishes);
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
        {/* biome-ignore lint/a11y/useSemanticElements: chips, not form fields */}
        <div className="wish-ideas" role="group" aria-label={text.ideasLabel}>
          {ideas.map((key) => (
            <button key={key} type="button" onClick={() => sayAgain(text.ideas[key])}>
              {text.ideas[key]}
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
        {wishes.length === 0 && sending === null && <p>{text.none}</p>}
        <ul>
          {sending !== null && (
            <li data-fate="SENDING">
              <i aria-hidden="true">
                <Upload />
              </i>
              <div>
                <b>{sending}</b>
                <p>
                  <strong>{text.sending[0]}</strong>
                  {text.sending[1]}
                </p>
              </div>
            </li>
          )}
          {wishes.map((each) => {
            const Mark = MARKS[each.fate];
            const [word, rest] = fateOf(each, isPlaying);
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
