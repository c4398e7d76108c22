// Which three wishes to suggest: fitting the role and what the room plays now, and nothing that sounds already. A pure table and rule.
import type { Role } from '../graphql/generated/graphql.ts';
import type { IdeaKey } from '../text/sentences.ts';
import type { Genre } from './genres.ts';
import { levelled } from './heard.ts';

export interface PlayingNow {
  /** Texts of the prompts that sound, in the arbiter's words; empty before any music. */
  readonly prompts: readonly string[];
  /** Genres of the tiles that sound, loudest first. */
  readonly genres: readonly Genre['value'][];
  readonly bpm: number;
  /** 0 sparse to 1 full. */
  readonly density: number;
  /** 0 dark to 1 bright. */
  readonly brightness: number;
}

type Mood = 'SLOW' | 'FAST' | 'SPARSE' | 'FULL' | 'DARK' | 'BRIGHT';

interface Idea {
  readonly key: IdeaKey;
  /** Whose business it is. */
  readonly roles: readonly Role[];
  /** The word by which a prompt would say it. */
  readonly says: string;
  /** Genres it is at home in; left out: in all of them. */
  readonly homes?: readonly string[];
  /** Only while the music is like that. */
  readonly when?: Mood;
  /** Only while a prompt says this. */
  readonly needs?: string;
}

const IDEAS: readonly Idea[] = [
  { key: 'handclaps', roles: ['DRUMMER', 'GENRE_DJ'], says: 'handclaps', homes: ['Afrobeat', 'Funk', 'House', 'Hip-Hop', 'R&B'] },
  { key: 'talkingDrums', roles: ['DRUMMER', 'GENRE_DJ'], says: 'djembe', homes: ['Afrobeat', 'Reggae'] },
  { key: 'hats', roles: ['DRUMMER'], says: 'hi hats', homes: ['Trap', 'Hip-Hop', 'Drum & Bass'] },
  { key: 'fourFloor', roles: ['DRUMMER', 'GENRE_DJ'], says: 'four on the floor', homes: ['House', 'Techno', 'Synthwave'] },
  { key: 'halfTime', roles: ['DRUMMER'], says: 'half time', when: 'FAST' },
  { key: 'push', roles: ['DRUMMER', 'ENERGY'], says: 'driving', when: 'SLOW' },
  { key: 'brushes', roles: ['DRUMMER'], says: 'brushed drums' },
  { key: 'swing', roles: ['DRUMMER', 'GENRE_DJ'], says: 'swing', homes: ['Jazz', 'Hip-Hop', 'Lo-Fi', 'R&B', 'House', 'Funk'] },
  { key: 'rain', roles: ['VIBE_SETTER'], says: 'rain', homes: ['Ambient', 'Lo-Fi', 'Classical', 'Jazz'] },
  { key: 'hopeful', roles: ['VIBE_SETTER'], says: 'hopeful', when: 'DARK' },
  { key: 'darker', roles: ['VIBE_SETTER'], says: 'dark', when: 'BRIGHT' },
  { key: 'tape', roles: ['VIBE_SETTER', 'GENRE_DJ'], says: 'tape' },
  { key: 'dreamy', roles: ['VIBE_SETTER'], says: 'dreamy' },
  { key: 'acid', roles: ['GENRE_DJ'], says: 'acid', homes: ['Techno', 'House'] },
  { key: 'deepBass', roles: ['GENRE_DJ', 'ENERGY'], says: 'deep bass' },
  { key: 'brass', roles: ['INSTRUMENTALIST', 'GENRE_DJ'], says: 'brass', homes: ['Afrobeat', 'Funk', 'Reggae', 'Orchestral', 'Jazz'] },
  { key: 'organ', roles: ['INSTRUMENTALIST'], says: 'organ', homes: ['Reggae', 'Funk', 'Jazz', 'R&B'] },
  { key: 'feltPiano', roles: ['INSTRUMENTALIST'], says: 'felt piano', homes: ['Classical', 'Ambient', 'Lo-Fi', 'Orchestral'] },
  { key: 'choir', roles: ['INSTRUMENTALIST', 'VIBE_SETTER'], says: 'choir', homes: ['Orchestral', 'Classical', 'Ambient', 'Trap'] },
  { key: 'warmPads', roles: ['INSTRUMENTALIST', 'VIBE_SETTER'], says: 'synth pads', homes: ['Synthwave', 'Techno', 'Ambient', 'House'] },
  { key: 'lessPiano', roles: ['INSTRUMENTALIST'], says: '', needs: 'piano' },
  { key: 'mutedTrumpet', roles: ['INSTRUMENTALIST'], says: 'trumpet' },
  { key: 'strings', roles: ['INSTRUMENTALIST'], says: 'strings' },
  { key: 'build', roles: ['ENERGY'], says: 'build', when: 'SPARSE' },
  { key: 'softer', roles: ['ENERGY', 'VIBE_SETTER'], says: 'soft', when: 'FULL' },
  { key: 'lessBass', roles: ['ENERGY'], says: '', needs: 'bass' },
  { key: 'air', roles: ['ENERGY', 'GENRE_DJ', 'VIBE_SETTER'], says: 'spacious' },
];

const SHOWN = 3;

const isLike = (mood: Mood, { bpm, density, brightness }: PlayingNow): boolean =>
  ({ SLOW: bpm < 90, FAST: bpm >= 120, SPARSE: density < 0.4, FULL: density > 0.7, DARK: brightness < 0.45, BRIGHT: brightness > 0.6 })[
    mood
  ];

/** How well an idea fits; 0: not at all. */
function fitOf({ roles, says, homes, when, needs }: Idea, role: Role, playing: PlayingNow): number {
  const isSaid = (words: string) => words !== '' && playing.prompts.some((prompt) => levelled(prompt).includes(levelled(words)));
  if (isSaid(says) || (needs !== undefined && !isSaid(needs)) || (when !== undefined && !isLike(when, playing))) return 0;
  const isHome = homes?.some((genre) => playing.genres.includes(genre)) ?? true;
  // One's own business comes first, then what the moment asks for; a stranger to the genre comes last, but may surprise.
  return (roles.includes(role) ? 8 : 0) + (isHome ? 2 : 0) + (homes && isHome ? 2 : 0) + (when || needs ? 3 : 0) || 1;
}

/** Three keys of suggestions, the most fitting first; `sent` are wishes of the person that need no second suggestion. */
export function wishIdeas(role: Role, playing: PlayingNow, isSent: (key: IdeaKey) => boolean): readonly IdeaKey[] {
  return IDEAS.map((idea) => ({ key: idea.key, score: isSent(idea.key) ? 0 : fitOf(idea, role, playing) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, SHOWN)
    .map(({ key }) => key);
}
