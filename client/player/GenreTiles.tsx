// The genre DJ's control: fifteen worlds as glasses that fill with what is heard, and a field for any other. Sends nothing but `genre`.
import { Check, Search } from 'lucide-react';
import { type CSSProperties, type FormEvent, useState } from 'react';
import { useHeardPrompts } from '../graphql/RoomProvider.tsx';
import { chosenBy, GENRES, type Genre, genresMatching } from './genres.ts';
import { weightsOf } from './heard.ts';
import { Necklace } from './Necklace.tsx';
import { useMe, useOptimistic } from './Steering.tsx';
import { feel } from './touch.ts';
import './genre-tiles.css';
import './liquid.css';
import { player } from '../text/sentences.ts';

const text = player.genre;
const MOST_LETTERS = 60;
const NAMES = GENRES.map(({ value }) => value);

function Face({ genre }: { readonly genre: Genre }) {
  return (
    <span className="tile-face">
      <Necklace genre={genre} />
      <span className="tile-name">{player.tiles.name(genre.value)}</span>
    </span>
  );
}

interface TileProps {
  readonly genre: Genre;
  readonly isChosen: boolean;
  /** Heard weight, 0 to 1. */
  readonly level: number;
  readonly onChoose: () => void;
}

function Tile({ genre, isChosen, level, onChoose }: TileProps) {
  return (
    <button
      type="button"
      className="tile"
      aria-pressed={isChosen}
      data-heard={level > 0}
      style={{ '--level': level } as CSSProperties}
      onClick={onChoose}
    >
      <Face genre={genre} />
      <span className="sr-only">{text.state(isChosen, Math.round(level * 100))}</span>
      <span className="liquid-back" aria-hidden="true" />
      <span className="liquid" aria-hidden="true">
        <Face genre={genre} />
      </span>
      {isChosen && (
        <span className="tile-check" aria-hidden="true">
          <Check strokeWidth={3} />
        </span>
      )}
    </button>
  );
}

export default function GenreTiles() {
  const asked = useMe()?.input?.genre ?? null;
  const genre = useOptimistic<string | null>(asked, (value) => (value === null ? {} : { genre: value }));
  const levels = weightsOf(useHeardPrompts(), NAMES);
  const isOwn = genre.value !== null && !GENRES.some(({ value }) => value === genre.value);
  const [words, setWords] = useState('');

  const choose = (value: string) => {
    feel('tap');
    genre.set(value);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (words.trim() === '') return;
    choose(chosenBy(words.trim(), player.tiles.name));
    setWords('');
  };
  const search = words.trim();
  const found = genresMatching(search, player.tiles.name);
  return (
    <div className="genres">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in every engine */}
      <div className="tiles" role="group" aria-label={text.label}>
        {found.map((each) => (
          <Tile
            key={each.value}
            genre={each}
            isChosen={genre.value === each.value}
            level={levels.get(each.value) ?? 0}
            onChoose={() => choose(each.value)}
          />
        ))}
        {found.length === 0 && (
          <p className="tiles-none">
            <b>{text.notFound}</b> {text.notFoundText(search)}
          </p>
        )}
      </div>
      <p className="visually-hidden" role="status">
        {search === '' ? '' : text.found(found.length)}
      </p>
      <form className="own-words" onSubmit={onSubmit} data-chosen={isOwn}>
        <Search aria-hidden="true" />
        <input
          type="text"
          value={words}
          maxLength={MOST_LETTERS}
          placeholder={isOwn ? text.ownChosen(genre.value ?? '') : text.own}
          aria-label={text.own}
          autoComplete="off"
          enterKeyHint="go"
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && setWords('')}
        />
        {words.trim() !== '' && <button type="submit">{text.ownAct}</button>}
      </form>
    </div>
  );
}
