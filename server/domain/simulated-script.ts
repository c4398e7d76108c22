// What simulated guests play: a circle of scenes that lead into one another, entered and varied by a seed. Pure: the same seed plays the
// same evening.
import type { Genre } from './lexicon-genres.ts';
import type { INSTRUMENTS } from './lexicon-instruments.ts';
import type { MOODS } from './lexicon-qualities.ts';
import type { Role } from './roles.ts';
import type { InputChange, Participant } from './room-state.ts';

type Mood = (typeof MOODS)[number];
type Instrument = (typeof INSTRUMENTS)[number];

interface Scene {
  readonly genre: Genre;
  readonly bpm: number;
  readonly moods: readonly Mood[];
  /** Two line-ups to choose from. */
  readonly instruments: readonly [readonly Instrument[], readonly Instrument[]];
  readonly density: number;
  readonly brightness: number;
  readonly wish: string;
}

/** Each is near to the next in tempo and colour, and the last leads back to the first. */
export const SCENES: readonly Scene[] = [
  scene(
    'Ambient',
    72,
    ['Dreamy', 'Ethereal'],
    [
      ['Synth Pads', 'Harp'],
      ['Synth Pads', 'Piano'],
    ],
    0.3,
    0.4,
    'slow warm pads',
  ),
  scene(
    'Lo-Fi',
    80,
    ['Chill', 'Dreamy'],
    [
      ['Rhodes Piano', 'Kalimba'],
      ['Piano', 'Trumpet'],
    ],
    0.45,
    0.4,
    'a muted trumpet',
  ),
  scene(
    'R&B',
    88,
    ['Romantic', 'Chill'],
    [
      ['Rhodes Piano', 'Electric Guitar'],
      ['Rhodes Piano', 'Synth Bass'],
    ],
    0.5,
    0.5,
    'soft strings',
  ),
  scene(
    'Reggae',
    92,
    ['Playful', 'Chill'],
    [
      ['Electric Guitar', 'Trombone'],
      ['Trumpet', 'Electric Guitar'],
    ],
    0.55,
    0.6,
    'a bubbling organ',
  ),
  scene(
    'Afrobeat',
    106,
    ['Playful', 'Energetic'],
    [
      ['Marimba', 'Trumpet'],
      ['Kalimba', 'Electric Guitar'],
    ],
    0.65,
    0.65,
    'bright brass',
  ),
  scene(
    'Funk',
    112,
    ['Playful', 'Energetic'],
    [
      ['Electric Guitar', 'Trumpet'],
      ['Synth Bass', 'Trombone'],
    ],
    0.7,
    0.65,
    'a tight slap bass',
  ),
  scene(
    'House',
    120,
    ['Euphoric', 'Energetic'],
    [
      ['Piano', 'Synth Bass'],
      ['Synth Pads', 'Piano'],
    ],
    0.7,
    0.7,
    'a warm piano',
  ),
  scene(
    'Synthwave',
    108,
    ['Mystical', 'Euphoric'],
    [
      ['Synth Pads', 'Synth Bass'],
      ['Synth Pads', 'Electric Guitar'],
    ],
    0.6,
    0.55,
    'a glowing arpeggio',
  ),
  scene(
    'Jazz',
    94,
    ['Melancholic', 'Romantic'],
    [
      ['Piano', 'Trumpet'],
      ['Rhodes Piano', 'Flute'],
    ],
    0.5,
    0.5,
    'brushed drums',
  ),
];

function scene(
  genre: Genre,
  bpm: number,
  moods: readonly Mood[],
  instruments: Scene['instruments'],
  density: number,
  brightness: number,
  wish: string,
): Scene {
  return { genre, bpm, moods, instruments, density, brightness, wish };
}

/** A step of the script: for whoever holds the role, or (`null`) for any of them. */
interface Step {
  readonly role: Role | null;
  readonly change: InputChange;
}

const STEPS_A_SCENE = 6;
/** The first scene is put together at once; then a change is given time to be heard. */
const BARS_BETWEEN = { first: 1, later: 4 } as const;

/** How many bars pass before this step. */
export function barsBefore(step: number): number {
  return step < STEPS_A_SCENE ? BARS_BETWEEN.first : BARS_BETWEEN.later;
}

/** A whole number from 0 to `below` - 1 that looks like chance and is none. */
function drawn(seed: number, step: number, below: number): number {
  const mixed = Math.imul((seed ^ 0x9e3779b9) + Math.imul(step + 1, 0x85ebca6b), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 15)) >>> 0) % below;
}

function stepAt(seed: number, step: number): Step {
  const round = Math.floor(step / STEPS_A_SCENE);
  const now = SCENES[(drawn(seed, 0, SCENES.length) + round) % SCENES.length] as Scene;
  const chance = (below: number) => drawn(seed, step, below);
  switch (step % STEPS_A_SCENE) {
    case 0:
      return { role: 'GENRE_DJ', change: { genre: now.genre } };
    case 1:
      return { role: 'DRUMMER', change: { bpm: now.bpm + chance(5) - 2 } };
    case 2:
      return { role: 'VIBE_SETTER', change: { moods: now.moods } };
    case 3:
      return { role: 'INSTRUMENTALIST', change: { instruments: now.instruments[chance(2)] ?? now.instruments[0] } };
    case 4:
      return { role: 'ENERGY', change: { density: (Math.round(now.density * 20) + chance(3)) / 20, brightness: now.brightness } };
    default:
      return { role: null, change: { wish: now.wish } };
  }
}

export interface Move extends Pick<Step, 'change'> {
  readonly step: number;
  readonly participantId: string;
}

/** The first step from `step` on that one of `guests` can take, within a scene; `null`: none. People's roles are people's business. */
export function nextMove(guests: readonly Pick<Participant, 'id' | 'role'>[], seed: number, step: number): Move | null {
  for (let next = step; next < step + STEPS_A_SCENE; next += 1) {
    const { role, change } = stepAt(seed, next);
    const guest = role === null ? guests[drawn(seed, next, Math.max(1, guests.length))] : guests.find((one) => one.role === role);
    if (guest !== undefined) return { step: next, participantId: guest.id, change };
  }
  return null;
}
