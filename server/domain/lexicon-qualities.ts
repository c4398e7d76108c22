// Moods, textures, energy, tempo, eras, places and ways of playing: a plain table of adjectives and what they pull at.

/** The 12 moods of the tiles, by their display names. */
export const MOODS = [
  'Dark',
  'Euphoric',
  'Melancholic',
  'Tense',
  'Dreamy',
  'Energetic',
  'Chill',
  'Mystical',
  'Romantic',
  'Aggressive',
  'Playful',
  'Ethereal',
] as const;

/** What a word pulls at, at normal strength. Unlisted is 0. */
export interface Pulls {
  /** Added to density, -1 to 1. */
  readonly density?: number;
  /** Added to brightness, -1 to 1. */
  readonly brightness?: number;
  /** Added to the tempo, bpm. */
  readonly tempo?: number;
  /** Sad (-1) to happy (1): words of opposite sign stand in separate prompts. */
  readonly valence?: number;
  /** Calm (-1) to wild (1): as above. */
  readonly energy?: number;
}

export interface QualityRow {
  /** Words of one row mean much the same: unwanting one unwants all of them. */
  readonly group: string;
  /** Adjectives that stand in prompts as they are, comma-separated. */
  readonly words: string;
  /** Nouns and other forms; the first of `words` stands for them, or the one behind "=". */
  readonly also?: string;
  /** Comparatives: relative to where the band is ("darker"). */
  readonly more?: string;
  readonly pulls: Pulls;
  /** Said instead when the group is unwanted; nothing when there is no honest opposite. */
  readonly instead?: string;
  /** `adjective` stands before its noun; `colour` follows (an era, a place, a way of playing). */
  readonly place?: 'colour';
  /** Proves nothing about music when it stands alone among unknown words ("night", "warm"). */
  readonly isWeak?: boolean;
}

export const QUALITY_ROWS: readonly QualityRow[] = [
  // the twelve moods
  {
    group: 'dark',
    words: 'dark, brooding, shadowy, gloomy, ominous, sombre, moody, murky, nocturnal, sinister, menacing, black, bleak, grim, noir',
    also: 'darkness, shadow, shadows, gloom, evil, somber',
    more: 'darker',
    pulls: { brightness: -0.22, valence: -0.8 },
    instead: 'bright',
  },
  {
    group: 'happy',
    words: 'happy, joyful, cheerful, sunny, merry, jolly, optimistic, hopeful, feel good, positive, summery, radiant',
    also: 'happiness, joy=joyful, sunshine=sunny, sun=sunny, summer=summery, summer vibes=summery, cheer, good mood, joyous, feelgood',
    more: 'happier, sunnier=sunny',
    pulls: { brightness: 0.15, density: 0.05, valence: 1, energy: 0.2 },
    instead: 'moody',
  },
  {
    group: 'happy',
    words: 'euphoric, uplifting, ecstatic, soaring, triumphant, blissful, jubilant, inspiring, exultant',
    also: 'euphoria, uplift, ecstasy, bliss',
    pulls: { brightness: 0.22, density: 0.15, valence: 1, energy: 0.5 },
    instead: 'restrained',
  },
  {
    group: 'sad',
    words: 'melancholic, sad, wistful, sorrowful, mournful, bittersweet, longing, lonely, lonesome, tearful, desolate, heartbroken',
    also: 'melancholy, melancholia, sadness=sad, sorrow=sorrowful, grief, loneliness=lonely, heartbreak=heartbroken, depressing, depressed, saudade',
    more: 'sadder=sad',
    pulls: { density: -0.1, brightness: -0.1, valence: -1, energy: -0.3 },
    instead: 'bright',
  },
  {
    group: 'tense',
    words: 'tense, suspenseful, uneasy, anxious, nervous, edgy, unsettling, restless',
    also: 'tension, suspense, thriller, cliffhanger',
    pulls: { density: 0.06, valence: -0.3, energy: 0.3 },
    instead: 'relaxed',
  },
  {
    group: 'tense',
    words: 'eerie, spooky, scary, creepy, haunted, haunting',
    also: 'horror, halloween',
    pulls: { brightness: -0.12, valence: -0.7 },
    instead: 'friendly',
  },
  {
    group: 'dreamy',
    words: 'dreamy, hazy, floating, gauzy, dreamlike, drifting, misty, foggy, blurry',
    also: 'dream, dreams, reverie, daydream, haze',
    more: 'dreamier',
    pulls: { density: -0.08, energy: -0.4, valence: 0.1 },
    instead: 'crisp',
  },
  {
    group: 'wild',
    words: 'energetic, lively, vigorous, pumping, powerful, upbeat, dynamic, vibrant, spirited, exciting, hyped',
    also: 'energy, energised, energized, power, hype, oomph, action, movement, drive',
    pulls: { density: 0.2, brightness: 0.08, energy: 1 },
    instead: 'calm',
  },
  {
    group: 'wild',
    words: 'driving, propulsive, pulsing, relentless, pounding, stomping, thumping, banging',
    also: 'banger',
    pulls: { density: 0.15, energy: 1 },
    instead: 'floating',
  },
  {
    group: 'wild',
    words: 'wild, explosive, huge, massive, big, frantic, frenetic, crazy, intense, epic, loud, full on, bombastic, monumental',
    also: 'go wild, go crazy, go nuts, insane, maximal, peak time, rave',
    more: 'louder=loud, turn it up=loud, volume up=loud, turn up the volume=loud, wilder, bigger=big',
    pulls: { density: 0.25, brightness: 0.08, energy: 1 },
    instead: 'calm',
  },
  {
    group: 'calm',
    words: 'chill, chilled, relaxed, laid back, mellow, easy, easygoing, lazy, loungy',
    also: 'relax, relaxing, chilling, laidback, chilled out, lounge, cosy, cozy, comfy, unwind',
    more: 'chiller',
    pulls: { density: -0.18, brightness: -0.05, energy: -0.8, valence: 0.1 },
    instead: 'lively',
  },
  {
    group: 'calm',
    words: 'calm, peaceful, serene, tranquil, soothing, still, restful, meditative, sleepy, drowsy',
    also: 'peace=peaceful, serenity=serene, calmness, calming, tranquility=tranquil, zen=meditative, sleep=sleepy, calm down, settle down, study, studying, focus, concentration',
    more: 'calmer',
    pulls: { density: -0.22, brightness: -0.05, energy: -1 },
    instead: 'lively',
  },
  {
    group: 'calm',
    words: 'soft, gentle, delicate, tender, quiet, hushed, subtle, subdued, smooth, light',
    also: 'softly, gently=gentle, quietly=quiet, silence=hushed, silent=hushed, whisper=hushed, whispering=hushed, shh=hushed, shhh=hushed, quietness=quiet',
    more: 'softer, smoother=smooth, gentler=gentle, quieter=quiet, turn it down=quiet, volume down=quiet, turn down the volume=quiet, lighter=light',
    pulls: { density: -0.16, brightness: -0.06, energy: -0.8 },
    instead: 'bold',
  },
  {
    group: 'mystical',
    words: 'mystical, mysterious, magical, enchanted, arcane, otherworldly, esoteric, enigmatic, spellbinding',
    also: 'mystic, mystery=mysterious, magic=magical, enchanting=enchanted, fairy tale=enchanted, fairytale, fantasy, wizard',
    pulls: { brightness: -0.04, valence: -0.05 },
  },
  {
    group: 'romantic',
    words: 'romantic, loving, sensual, intimate, passionate, seductive, sexy',
    also: 'romance, love, in love, love song, candlelight, kissing',
    pulls: { density: -0.06, valence: 0.4, energy: -0.3 },
  },
  {
    group: 'aggressive',
    words: 'aggressive, fierce, angry, furious, brutal, raging, violent, savage, vicious',
    also: 'aggression, anger, rage, fury',
    more: 'angrier',
    pulls: { density: 0.18, brightness: 0.05, energy: 1, valence: -0.4 },
    instead: 'gentle',
  },
  {
    group: 'aggressive',
    words: 'heavy, hard, raw, gritty, dirty, hard hitting, crushing, harsh',
    also: 'grit',
    more: 'harder=hard, heavier, dirtier=dirty',
    pulls: { density: 0.14, energy: 0.9, valence: -0.2 },
    instead: 'gentle',
  },
  {
    group: 'playful',
    words: 'playful, bouncy, quirky, whimsical, cheeky, mischievous, cute, funny, silly, goofy, kawaii, fun',
    also: 'playfulness, comic, cartoon',
    pulls: { brightness: 0.1, valence: 0.7, energy: 0.3 },
  },
  {
    group: 'ethereal',
    words: 'ethereal, airy, celestial, heavenly, weightless, shimmering, angelic, glowing',
    also: 'heaven, angel, angels, shimmer',
    pulls: { density: -0.14, brightness: 0.08, energy: -0.4 },
    instead: 'earthy',
  },
  // more moods
  {
    group: 'happy',
    words: 'bright, sparkling, sparkly, shiny, glittering, brilliant, luminous, clear',
    also: 'sparkle, light filled',
    more: 'brighter',
    pulls: { brightness: 0.25, valence: 0.5 },
    instead: 'dark',
  },
  {
    group: 'nostalgic',
    words: 'nostalgic, sentimental, reflective, pensive, thoughtful, contemplative',
    also: 'nostalgia, memories',
    pulls: { density: -0.08, valence: -0.2, energy: -0.3 },
  },
  { group: 'hypnotic', words: 'hypnotic, trancelike, mesmerising, repetitive', also: 'mesmerizing, trance like, looping', pulls: {} },
  {
    group: 'heroic',
    words: 'heroic, majestic, grand, victorious, noble',
    also: 'hero, adventure, adventurous, victory, battle',
    pulls: { density: 0.15, energy: 0.6, valence: 0.4 },
  },
  {
    group: 'groovy',
    words: 'groovy, grooving, danceable',
    also: 'groove, dance, dancing, dancefloor, dance floor, party, in the pocket, danceable music',
    pulls: { density: 0.08, energy: 0.4 },
  },
  { group: 'sacred', words: 'sacred, spiritual, holy', also: 'church, cathedral, temple', pulls: { density: -0.08, energy: -0.3 } },
  { group: 'dramatic', words: 'dramatic, theatrical, emotional, expressive', also: 'drama, emotion, feelings', pulls: { density: 0.08 } },
  { group: 'psychedelic', words: 'psychedelic, trippy, surreal, swirling', also: 'psychedelia', pulls: {} },
  { group: 'elegant', words: 'elegant, graceful, refined, noble', also: 'elegance', pulls: {}, isWeak: true },
  { group: 'cool', words: 'cool, slick, hip, confident', pulls: {}, isWeak: true },
  {
    group: 'cold',
    words: 'cold, icy, frozen, wintry',
    also: 'ice, winter, snow, frost, frosty',
    more: 'colder',
    pulls: { brightness: 0.06, valence: -0.2 },
    instead: 'warm',
    isWeak: true,
  },
  {
    group: 'romantic',
    words: 'warm, cosy warm',
    also: 'warmth',
    more: 'warmer',
    pulls: { brightness: -0.1, valence: 0.3, energy: -0.1 },
    instead: 'cold',
    isWeak: true,
  },
  {
    group: 'stormy',
    words: 'stormy, turbulent, chaotic',
    also: 'storm, thunder, chaos',
    pulls: { density: 0.22, energy: 0.9, valence: -0.3 },
    instead: 'calm',
  },
  { group: 'strange', words: 'strange, weird, alien, experimental', pulls: { valence: -0.1 }, isWeak: true },
  // tempo
  {
    group: 'fast',
    words: 'fast, quick, uptempo, racing, brisk, urgent, rapid',
    also: 'speed, speedy, quickly, up tempo, tempo up, speed up, hurry, faster tempo, pick up the pace, pace',
    more: 'faster, quicker=quick',
    pulls: { tempo: 15, energy: 0.6 },
    instead: 'unhurried',
  },
  {
    group: 'slow',
    words: 'slow, unhurried, slow moving, crawling, glacial',
    also: 'slowly, slow down, slow tempo, ballad, tempo down',
    more: 'slower',
    pulls: { tempo: -15, energy: -0.6 },
    instead: 'uptempo',
  },
  {
    group: 'slow',
    words: 'half time',
    also: 'halftime, half speed, half time feel',
    pulls: { tempo: -12, density: -0.06, energy: -0.4 },
    place: 'colour',
  },
  {
    group: 'fast',
    words: 'double time',
    also: 'double speed, doubletime',
    pulls: { tempo: 12, density: 0.1, energy: 0.6 },
    place: 'colour',
  },
  { group: 'steady', words: 'steady, mid tempo, midtempo, moderate', pulls: {} },
  // density and space
  {
    group: 'dense',
    words: 'dense, busy, complex, layered, intricate, full, lush, rich, thick, fat',
    also: 'density, layers, full band=full',
    more: 'denser, busier=busy, richer=rich, thicker=thick, fatter=fat, fuller=full',
    pulls: { density: 0.25 },
    instead: 'sparse',
  },
  {
    group: 'sparse',
    words: 'sparse, simple, stripped back, minimal, bare, empty, naked',
    also: 'stripped, stripped down, simplicity, breakdown',
    more: 'sparser, simpler=simple',
    pulls: { density: -0.25, energy: -0.3 },
    instead: 'layered',
  },
  {
    group: 'spacious',
    words: 'spacious, vast, open, cavernous, wide, reverberant',
    also: 'reverb, space, hall, big space',
    pulls: { density: -0.06 },
    instead: 'dry',
  },
  { group: 'dry', words: 'dry, close, upfront', pulls: {}, instead: 'spacious', isWeak: true },
  { group: 'echo', words: 'echoing', also: 'echo, echoes, delay, delays', pulls: {} },
  // sound
  {
    group: 'crisp',
    words: 'crisp, sharp, clean, tight, punchy, snappy',
    also: 'punch',
    more: 'crisper, tighter=tight',
    pulls: { brightness: 0.12 },
  },
  { group: 'high', words: 'high, treble', also: 'highs, more highs, higher, higher pitched', pulls: { brightness: 0.15 }, isWeak: true },
  { group: 'deep', words: 'deep, low', also: 'depth', more: 'deeper, lower=low', pulls: { brightness: -0.12 }, isWeak: true },
  { group: 'muffled', words: 'muffled, muddy, filtered, underwater', pulls: { brightness: -0.25 } },
  {
    group: 'distorted',
    words: 'distorted, overdriven, fuzzy, crunchy, saturated',
    also: 'distortion, overdrive, fuzz',
    pulls: { density: 0.05, energy: 0.6 },
    instead: 'clean',
  },
  {
    group: 'dusty',
    words: 'dusty, grainy, worn, tape',
    also: 'cassette, tape hiss, old record, vhs',
    pulls: { brightness: -0.1 },
    isWeak: true,
  },
  { group: 'glitchy', words: 'glitchy, stuttering, chopped', also: 'glitch, glitches', pulls: { density: 0.06 } },
  { group: 'metallic', words: 'metallic, steely', pulls: { brightness: 0.08 }, isWeak: true },
  { group: 'wooden', words: 'wooden, organic, natural, earthy, woody', also: 'wood', pulls: {}, isWeak: true },
  { group: 'acoustic', words: 'acoustic, unplugged', pulls: {}, instead: 'electronic' },
  {
    group: 'electronic',
    words: 'electronic, synthetic, digital, robotic, mechanical',
    also: 'electronics, electronic music, electric, computer, robot',
    pulls: {},
    instead: 'acoustic',
  },
  { group: 'glassy', words: 'glassy, crystalline', also: 'glass, crystal', pulls: { brightness: 0.12 }, isWeak: true },
  { group: 'liquid', words: 'liquid, fluid, watery', pulls: {}, isWeak: true },
  { group: 'flowing', words: 'flowing, legato, sustained, evolving', pulls: {} },
  { group: 'staccato', words: 'staccato, plucky, choppy', pulls: {} },
  { group: 'loose', words: 'loose, swung, shuffled', also: 'shuffle, behind the beat', pulls: {} },
  { group: 'rumbling', words: 'rumbling, booming, thunderous', pulls: { brightness: -0.08, energy: 0.6 } },
  {
    group: 'syncopated',
    words: 'syncopated, polyrhythmic, rhythmic',
    also: 'rhythm, rhythms, polyrhythm, polyrhythms, syncopation',
    pulls: { density: 0.06 },
  },
  { group: 'melodic', words: 'melodic, tuneful, catchy', also: 'melody, melodies, tune, hook, catchy hook', pulls: {} },
  { group: 'harmonic', words: 'harmonic', also: 'harmony, harmonies, chords, rich chords, chord progression', pulls: {} },
  { group: 'dissonant', words: 'dissonant, atonal', also: 'dissonance', pulls: { valence: -0.4 }, instead: 'consonant' },
  {
    group: 'minor',
    words: 'minor key',
    also: 'minor, minor chords, in a minor key, in minor, minor scale',
    pulls: { valence: -0.6 },
    instead: 'major key',
  },
  {
    group: 'major',
    words: 'major key',
    also: 'major, major chords, in a major key, in major, major scale',
    pulls: { valence: 0.6 },
    instead: 'minor key',
  },
  { group: 'dorian', words: 'dorian', pulls: {} },
  { group: 'phrygian', words: 'phrygian', pulls: {} },
  { group: 'lydian', words: 'lydian', pulls: {} },
  { group: 'mixolydian', words: 'mixolydian', pulls: {} },
  { group: 'pentatonic', words: 'pentatonic', pulls: {} },
  // ways of playing and parts of a song
  { group: 'call', words: 'call and response', pulls: {}, place: 'colour' },
  { group: 'solo', words: 'solo', also: 'improvisation, improvised, improvising, soloing', pulls: {}, place: 'colour' },
  { group: 'build', words: 'building', also: 'build, build up, buildup, crescendo, rising', pulls: { density: 0.12, energy: 0.5 } },
  { group: 'offbeat', words: 'offbeat skank', also: 'offbeat, off beat, skank, one drop', pulls: {}, place: 'colour' },
  { group: 'triplet', words: 'triplet feel', also: 'triplets, triplet', pulls: {}, place: 'colour' },
  { group: 'loop', words: 'ostinato', also: 'loop, loops', pulls: {}, place: 'colour', isWeak: true },
  // eras and places
  { group: 'eighties', words: '80s', also: 'eighties, 1980s, 80er', pulls: {}, place: 'colour' },
  { group: 'nineties', words: '90s', also: 'nineties, 1990s, 90er', pulls: {}, place: 'colour' },
  { group: 'seventies', words: '70s', also: 'seventies, 1970s, 70er', pulls: {}, place: 'colour' },
  { group: 'sixties', words: '60s', also: 'sixties, 1960s, 60er', pulls: {}, place: 'colour' },
  { group: 'fifties', words: '50s', also: 'fifties, 1950s', pulls: {}, place: 'colour' },
  { group: 'twenties', words: '20s', also: 'twenties, 1920s, roaring twenties', pulls: {}, place: 'colour', isWeak: true },
  { group: 'vintage', words: 'vintage, retro, old school, classic', also: 'oldschool, oldies, old fashioned', pulls: {} },
  { group: 'futuristic', words: 'futuristic, modern', also: 'future, sci fi, scifi', pulls: {}, isWeak: true },
  {
    group: 'night',
    words: 'late night, night drive',
    also: 'night, nighttime, midnight, nightly, night time',
    pulls: { brightness: -0.08, energy: -0.1 },
    isWeak: true,
  },
  { group: 'morning', words: 'sunrise', also: 'morning, dawn, sunny morning', pulls: { brightness: 0.08 }, place: 'colour', isWeak: true },
  { group: 'sunset', words: 'sunset', also: 'dusk, evening, golden hour', pulls: {}, place: 'colour', isWeak: true },
  {
    group: 'rainy',
    words: 'rainy, autumnal',
    also: 'rainy day, rain, autumn',
    pulls: { brightness: -0.1, valence: -0.2, energy: -0.2 },
    isWeak: true,
  },
  { group: 'cosmic', words: 'cosmic', also: 'cosmos, galaxy, outer space, spaceship, stars, starry, interstellar, universe', pulls: {} },
  { group: 'ocean', words: 'oceanic', also: 'ocean, sea, under the sea', pulls: {}, isWeak: true },
  {
    group: 'beach',
    words: 'beach',
    also: 'beach bar, beach party, island, palm trees',
    pulls: { brightness: 0.08, valence: 0.3 },
    isWeak: true,
  },
  { group: 'forest', words: 'forest', also: 'woods, nature, mountain, mountains', pulls: {}, isWeak: true },
  { group: 'desert', words: 'desert', also: 'sahara', pulls: {}, isWeak: true },
  { group: 'city', words: 'urban', also: 'city, neon, neon city, street', pulls: {}, isWeak: true },
  {
    group: 'cafe',
    words: 'cafe',
    also: 'coffee shop, coffeehouse, bar, cocktail bar',
    pulls: { density: -0.06, energy: -0.3 },
    isWeak: true,
  },
  { group: 'club', words: 'club', also: 'nightclub, clubby, festival', pulls: { density: 0.08, energy: 0.6 }, isWeak: true },
  { group: 'tropical', words: 'tropical, caribbean', also: 'caribic, jamaican', pulls: { brightness: 0.1, valence: 0.3 } },
  { group: 'brazilian', words: 'brazilian', also: 'brazil, rio', pulls: {} },
  { group: 'african', words: 'west african, african', also: 'africa, lagos', pulls: {} },
  { group: 'asian', words: 'japanese, chinese, asian', also: 'japan, tokyo, kyoto, china', pulls: {} },
  { group: 'oriental', words: 'oriental', also: 'egypt, morocco, cairo', pulls: {} },
  { group: 'indian', words: 'indian', also: 'india', pulls: {} },
  { group: 'cuban', words: 'cuban', also: 'cuba, havana', pulls: {} },
  { group: 'western', words: 'western', also: 'wild west, cowboy, spaghetti western', pulls: {} },
  { group: 'arcade', words: 'arcade', also: 'video game, boss battle, boss fight, pixel', pulls: { density: 0.1, energy: 0.5 } },
  { group: 'bold', words: 'bold, restrained, friendly, consonant', pulls: {}, isWeak: true },
];
