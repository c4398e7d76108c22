// One sentence that tells what is heard apart from what was asked, in the words of the seat's role.
import type { Role } from '../graphql/generated/graphql.ts';
import { useHeardPrompts, useRoomState } from '../graphql/RoomProvider.tsx';
import { player } from '../text/sentences.ts';
import { GENRES } from './genres.ts';
import type { Growth } from './growth.ts';
import { soundingOf } from './heard.ts';
import { type HeardFacts, heardSentence } from './heard-sentence.ts';
import { INSTRUMENTS } from './instruments.ts';
import { MOODS } from './moods.ts';
import { useMe } from './Steering.tsx';
import { useStanding } from './useStanding.ts';

const GENRE_NAMES = GENRES.map(({ value }) => value);
const MOOD_NAMES = MOODS.map(({ value }) => value);
const NOBODY: readonly string[] = [];

interface HeardLineProps {
  readonly role: Role;
  /** News about the person's own weight stands here for as long as it is shown. */
  readonly growth: Growth | null;
}

export function HeardLine({ role, growth }: HeardLineProps) {
  const me = useMe();
  const input = me?.input ?? null;
  const prompts = useHeardPrompts();
  const [standing, standingWords] = useStanding();
  const isPlaying = useRoomState((room) => room.isPlaying) ?? false;
  const bpm = useRoomState((room) => room.heard.bpm) ?? 0;
  const density = useRoomState((room) => room.heard.density) ?? 0;
  const sharers =
    useRoomState((room) => room.participants.filter((person) => person.role === 'ENERGY' && person.presence === 'CONNECTED').length) ?? 0;
  const askedGenre = input?.genre ?? null;
  // Own words are a world like the fifteen, once they are in the music.
  const genreNames = askedGenre === null || GENRE_NAMES.includes(askedGenre) ? GENRE_NAMES : [...GENRE_NAMES, askedGenre];
  const facts: HeardFacts = {
    isPlaying,
    heardBpm: bpm,
    heardDensity: density,
    heardGenres: role === 'GENRE_DJ' ? soundingOf(prompts, genreNames) : NOBODY,
    heardMoods: role === 'VIBE_SETTER' ? soundingOf(prompts, MOOD_NAMES) : NOBODY,
    heardInstruments: role === 'INSTRUMENTALIST' ? soundingOf(prompts, INSTRUMENTS) : NOBODY,
    sharers,
    asked: {
      bpm: input?.bpm ?? null,
      genre: askedGenre,
      moods: input?.moods ?? NOBODY,
      instruments: input?.instruments ?? NOBODY,
    },
  };
  if (growth) {
    return (
      <p className="heard-line" data-news={true} aria-hidden="true">
        {player.frame.grewBecause[growth.reason]}
      </p>
    );
  }
  if (me?.isSilenced) return <p className="heard-line">{player.frame.silencedLine}</p>;
  return (
    <p className="heard-line">
      {/* On the narrowest phones the head shows only the shape, so its word stands here. */}
      {standing !== 'in-time' && (
        <b className="heard-standing" aria-hidden="true">
          {standingWords}.{' '}
        </b>
      )}
      {(isPlaying ? heardSentence(role, facts) : [player.frame.notPlaying]).map((part, index) =>
        // Sentences alternate between plain words and what is heard or asked.
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence have no other identity
        index % 2 === 1 ? <b key={index}>{part}</b> : <span key={index}>{part}</span>,
      )}
    </p>
  );
}
