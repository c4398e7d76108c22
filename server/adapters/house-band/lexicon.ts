// The words that the band understands in a prompt: styles, moods and instruments. A table; the conductor adds it up.
import type { SoundName } from './sounds/sounds.ts';
import type { StyleId } from './styles/style.ts';

/** Shifts of character, each about -1 to 1; they add up over all words and moods. */
export interface Mood {
  /** Dark modes below, bright modes above 0. */
  readonly valence: number;
  readonly brightness: number;
  /** Force: louder drums, more drive. */
  readonly energy: number;
  /** More or less room around the sound. */
  readonly space: number;
  /** Longer or shorter notes. */
  readonly legato: number;
  /** Octaves of lead and figures, in semitones / 12. */
  readonly register: number;
}

export interface Instrument {
  readonly part: 'drums' | 'bass' | 'chords' | 'lead';
  /** `null` for drums: the kit is the style's. */
  readonly sound: SoundName | null;
}

export interface Word {
  readonly styles?: Partial<Readonly<Record<StyleId, number>>>;
  readonly mood?: Partial<Mood>;
  readonly instrument?: Instrument;
}

const WORDS = new Map<string, Word>();

function enter(phrases: string, word: Word): void {
  for (const phrase of phrases.split(', ')) WORDS.set(phrase, word);
}
const style = (phrases: string, styles: Word['styles'] & object, mood?: Partial<Mood>) =>
  enter(phrases, mood ? { styles, mood } : { styles });
const mood = (phrases: string, shifts: Partial<Mood>) => enter(phrases, { mood: shifts });
const plays = (phrases: string, part: Instrument['part'], sound: SoundName | null) => enter(phrases, { instrument: { part, sound } });

style('trap, trap beat', { trap: 1 });
style('drill, phonk', { trap: 0.85, 'hip-hop': 0.15 }, { valence: -0.4 });
style('lo fi, lofi, lo fi hip hop, lofi hip hop, chillhop, study beats', { 'lo-fi': 1 });
style('afrobeat, afrobeats, afropop, highlife, afro', { afrobeat: 1 });
style('amapiano, afro house', { house: 0.6, afrobeat: 0.4 });
style('jazz, swing, bebop, big band, cool jazz, bossa, bossa nova', { jazz: 1 });
style('jazz fusion, acid jazz', { jazz: 0.55, funk: 0.45 });
style('orchestral, orchestra, cinematic, film score, symphonic, epic, trailer', { orchestral: 1 });
style('techno, acid, industrial, hard techno, minimal', { techno: 1 });
style('trance', { techno: 0.6, synthwave: 0.4 }, { valence: 0.2, space: 0.3 });
style('dub techno', { techno: 0.7, reggae: 0.3 }, { space: 0.5 });
style('ambient, drone, soundscape, meditation, new age', { ambient: 1 });
style('downtempo, chillout, trip hop', { 'lo-fi': 0.6, ambient: 0.2, 'hip-hop': 0.2 });
style('hip hop, hiphop, boom bap, rap', { 'hip-hop': 1 });
style('funk, funky, p funk, go go', { funk: 1 });
style('disco, nu disco', { funk: 0.5, house: 0.5 }, { valence: 0.3 });
style('drum and bass, drum n bass, drum bass, dnb, d b, jungle, breakbeat, neurofunk, liquid', { 'drum-and-bass': 1 });
style('dubstep, garage, two step', { 'drum-and-bass': 0.55, trap: 0.25, house: 0.2 });
style('synthwave, retrowave, outrun, 80s, eighties, synth pop, synthpop, new wave, vaporwave, chiptune', { synthwave: 1 });
style('rock, metal, punk, indie, pop rock', { synthwave: 0.6, funk: 0.4 }, { energy: 0.4 });
style('pop, dance pop', { synthwave: 0.5, house: 0.5 }, { valence: 0.3 });
style('reggae, dub, ska, rocksteady, dancehall, roots', { reggae: 1 });
style('reggaeton, latin, salsa, cumbia, samba', { afrobeat: 0.7, reggae: 0.3 }, { valence: 0.2 });
style('house, deep house, piano house, garage house, edm, dance, club', { house: 1 });
style('classical, baroque, chamber, chamber music, romantic era, waltz, sonata, minuet', { classical: 1 });
style('r b, rnb, r and b, rhythm and blues, neo soul, soul', { 'r-and-b': 1 });
style('blues, gospel', { 'r-and-b': 0.5, jazz: 0.5 });
style('folk, acoustic, country', { classical: 0.5, 'lo-fi': 0.5 });

mood('dark, gloomy, ominous, sinister, night, nocturnal, haunting, eerie', { valence: -0.8, brightness: -0.25, register: -0.3 });
mood('euphoric, uplifting, triumphant, anthemic, joyful, happy, sunny, joy', { valence: 0.9, brightness: 0.2, energy: 0.2, register: 0.3 });
mood('melancholic, melancholy, sad, wistful, bittersweet, nostalgic', {
  valence: -0.6,
  brightness: -0.15,
  energy: -0.2,
  space: 0.3,
  legato: 0.25,
});
mood('tense, suspenseful, nervous, anxious, dramatic', { valence: -0.7, energy: 0.15, legato: -0.3 });
mood('dreamy, hazy, floating, cosmic', { valence: 0.2, brightness: -0.05, energy: -0.15, space: 0.6, legato: 0.35 });
mood('energetic, driving, upbeat, powerful, fast, lively, intense, hype', {
  valence: 0.15,
  brightness: 0.15,
  energy: 0.4,
  space: -0.2,
  legato: -0.2,
});
mood('chill, relaxed, calm, mellow, laid back, smooth, soft, gentle, peaceful, quiet, slow', {
  brightness: -0.12,
  energy: -0.35,
  space: 0.15,
  legato: 0.1,
});
mood('mystical, mysterious, magical, exotic', { valence: -0.25, space: 0.6, legato: 0.2, register: 0.2 });
mood('romantic, tender, loving, sensual, warm', { valence: 0.25, brightness: -0.1, energy: -0.1, space: 0.3, legato: 0.3 });
mood('aggressive, hard, heavy, angry, brutal, distorted, gritty, raw', {
  valence: -0.6,
  brightness: 0.12,
  energy: 0.6,
  space: -0.4,
  legato: -0.35,
  register: -0.2,
});
mood('playful, bouncy, quirky, cheerful, fun, cute', { valence: 0.7, brightness: 0.15, legato: -0.45, register: 0.4 });
mood('ethereal, angelic, heavenly, airy, celestial', {
  valence: 0.3,
  brightness: 0.1,
  energy: -0.2,
  space: 0.9,
  legato: 0.5,
  register: 0.5,
});
mood('bright, crisp, shimmering, sparkling', { brightness: 0.25 });
mood('groovy, syncopated, bumping', { energy: 0.15, legato: -0.15 });
mood('spacious, reverb, echo, atmospheric, lush', { space: 0.5, legato: 0.2 });
mood('dry, tight, punchy', { space: -0.5, energy: 0.15, legato: -0.2 });
mood('major', { valence: 0.6 });
mood('minor', { valence: -0.6 });

plays('drums, drum kit, drum machine, percussion, beat, beats, breakbeats', 'drums', null);
plays('synth bass, bass synth, moog bass', 'bass', 'synth-bass');
plays('808, 808s, 808 bass, sub bass', 'bass', 'sub-808');
plays('upright bass, double bass, walking bass', 'bass', 'upright-bass');
plays('bass guitar, slap bass, electric bass', 'bass', 'finger-bass');
plays('reese bass, reese', 'bass', 'reese');
plays('acid line, acid bass, 303', 'bass', 'acid-bass');
plays('piano, grand piano', 'chords', 'piano');
plays('rhodes, rhodes piano, electric piano, keys', 'chords', 'rhodes');
plays('organ, hammond', 'chords', 'organ');
plays('electric guitar, guitar', 'chords', 'clean-guitar');
plays('acoustic guitar, nylon guitar', 'chords', 'nylon-guitar');
plays('guitar solo, lead guitar, distorted guitar', 'lead', 'lead-guitar');
plays('clavinet, clav', 'chords', 'clav');
plays('synth pads, synth pad, pads, pad', 'chords', 'wide-pad');
plays('strings, string section, string ensemble', 'chords', 'strings');
plays('choir, voices, vocal pad', 'chords', 'choir');
plays('harp', 'chords', 'harp');
plays('marimba, xylophone', 'chords', 'marimba');
plays('kalimba, thumb piano, mbira', 'lead', 'kalimba');
plays('vibraphone, vibes', 'lead', 'vibraphone');
plays('bells, bell, glockenspiel, celesta, music box', 'lead', 'bell');
plays('violin, fiddle', 'lead', 'violin');
plays('cello', 'lead', 'cello');
plays('trumpet', 'lead', 'trumpet');
plays('trombone', 'lead', 'trombone');
plays('brass, horns, horn section', 'lead', 'brass-stab');
plays('saxophone, sax', 'lead', 'saxophone');
plays('flute, pan flute, whistle', 'lead', 'flute');
plays('melodica, harmonica, accordion', 'lead', 'melodica');
plays('synth lead, lead synth, synth, synthesizer', 'lead', 'synth-lead');
plays('arp, arpeggio, synth pluck, plucks', 'lead', 'synth-pluck');

/** No phrase of the table is longer. */
export const LONGEST_PHRASE_WORDS = 4;

/** What a phrase in levelled words (lower case, one space between) means; `null` when the band does not know it. */
export function lookUp(phrase: string): Word | null {
  return WORDS.get(phrase) ?? null;
}
