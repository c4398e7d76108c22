// Chooses the sentence of the heard line from facts of the room. Pure; every odd part is to be set strong.
import type { Role } from '../graphql/generated/graphql.ts';
import { player, words } from '../text/sentences.ts';

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

const listed = (tiles: readonly string[]) => words.list(tiles.map(player.tiles.within));

export function heardSentence(role: Role, facts: HeardFacts): readonly string[] {
  const { asked } = facts;
  switch (role) {
    case 'DRUMMER':
      return asked.bpm === null ? text.tempoUnset(facts.heardBpm) : text.tempo(facts.heardBpm, asked.bpm);
    case 'GENRE_DJ': {
      if (asked.genre === null) return facts.heardGenres.length > 0 ? text.hears(listed(facts.heardGenres)) : [text.genreUnset];
      const others = facts.heardGenres.filter((genre) => genre !== asked.genre);
      if (facts.heardGenres[0] === asked.genre) return text.hears(listed(facts.heardGenres));
      return text.pouring(player.tiles.name(asked.genre), listed(others));
    }
    case 'VIBE_SETTER': {
      if (asked.moods.length === 0) return facts.heardMoods.length > 0 ? text.hears(listed(facts.heardMoods)) : [text.moodUnset];
      const coming = asked.moods.filter((mood) => !facts.heardMoods.includes(mood));
      if (facts.heardMoods.length > 0 && coming.length < asked.moods.length) return text.hears(listed(facts.heardMoods));
      return text.moodComing(listed(coming), coming.length);
    }
    case 'INSTRUMENTALIST':
      if (asked.instruments.length === 0) return [text.instrumentsUnset];
      return facts.heardInstruments.length > 0 ? text.hears(listed(facts.heardInstruments)) : [text.instrumentsFull];
    case 'ENERGY':
      return text.energy(player.energy.within(facts.heardDensity), facts.sharers);
  }
}
