// Chooses the sentence of the heard line from facts of the room. Pure; every odd part is to be set strong.
import type { Role } from '../graphql/generated/graphql.ts';
import { player } from '../text/player-en.ts';
import { spoken } from '../text/words.ts';

const text = player.heard;

export interface HeardFacts {
  readonly isPlaying: boolean;
  readonly heardBpm: number;
  readonly heardDensity: number;
  /** Values of the fixed lists that sound now, loudest first. */
  readonly heardGenres: readonly string[];
  readonly heardMoods: readonly string[];
  readonly heardInstruments: readonly string[];
  /** Energy players who are present. */
  readonly sharers: number;
  readonly asked: {
    readonly bpm: number | null;
    readonly genre: string | null;
    readonly moods: readonly string[];
    readonly instruments: readonly string[];
  };
}

const lowered = (words: readonly string[]) => spoken(words.map((word) => (/^[A-Z0-9&]+$/.test(word) ? word : word.toLowerCase())));

export function heardSentence(role: Role, facts: HeardFacts): readonly string[] {
  const { asked } = facts;
  switch (role) {
    case 'DRUMMER':
      return asked.bpm === null ? text.tempoUnset(facts.heardBpm) : text.tempo(facts.heardBpm, asked.bpm);
    case 'GENRE_DJ': {
      if (asked.genre === null) return facts.heardGenres.length > 0 ? text.hears(lowered(facts.heardGenres)) : [text.genreUnset];
      const others = facts.heardGenres.filter((genre) => genre !== asked.genre);
      if (facts.heardGenres[0] === asked.genre) return text.hears(lowered(facts.heardGenres));
      return text.pouring(asked.genre, lowered(others));
    }
    case 'VIBE_SETTER': {
      if (asked.moods.length === 0) return facts.heardMoods.length > 0 ? text.hears(lowered(facts.heardMoods)) : [text.moodUnset];
      const coming = asked.moods.filter((mood) => !facts.heardMoods.includes(mood));
      if (facts.heardMoods.length > 0 && coming.length < asked.moods.length) return text.hears(lowered(facts.heardMoods));
      return text.moodComing(lowered(coming), coming.length);
    }
    case 'INSTRUMENTALIST':
      if (asked.instruments.length === 0) return [text.instrumentsUnset];
      return facts.heardInstruments.length > 0 ? text.hears(lowered(facts.heardInstruments)) : [text.instrumentsFull];
    case 'ENERGY':
      return text.energy(player.energy.word(facts.heardDensity).toLowerCase(), facts.sharers);
  }
}
