// Little words that steer the others ("no", "less", "a bit", "only"), words that mean nothing here, and words that must not be
// mistaken for misspelt music. Plain tables, in the five other languages too.

/**
 * `no`: the next things are unwanted. `less`, `more`, `mild`, `strong`: how much. `only`: nothing but. `add`: ends a negation.
 * `but`: starts a new thought. `name`: what follows is somebody's name. `sing`: asks for sung words. `too`: more than wanted.
 */
export type Operator = 'no' | 'less' | 'more' | 'mild' | 'strong' | 'only' | 'add' | 'but' | 'or' | 'name' | 'sing' | 'too' | 'enough';

export const OPERATORS: Readonly<Record<Operator, string>> = {
  no: `no, not, without, never, zero, none of, none, nothing, remove, kill, kill the, drop the, mute, mute the, cut, cut the, lose, lose the, dont, dont want, do not, do not want,
    no longer, no more, nicht mehr, no mas, ne plus, nao mais, stop, stop the, get rid of, take out, take away, turn off, ban, forget, forget the, forget about, ignore, ignore the, leave out, cut out, skip, avoid, instead of, rather than, anything but, free of, minus, hate, enough of,
    kein, keine, keinen, keiner, keinerlei, ohne, nicht, nie, nichts, niemals, statt, anstatt, weg mit, hor auf mit, schluss mit,
    sin, nada de, nada, ningun, ninguna, quita, quitar, quiten, fuera, en vez de, en lugar de, nunca,
    sans, pas, pas de, aucun, aucune, rien, jamais, enleve, enlever, retire, retirer, au lieu de, ni,
    sem, nao, nenhum, nenhuma, tira, tire, tirar, em vez de`,
  less: `less, fewer, reduce, lower the, tone down, turn down, a bit less, not so much, not so, not so many, not as much, not as, not that, not very, down with, ease off, tame, dial back, pull back,
    weniger, nicht so, nicht so viel, nicht sehr, leiser mit,
    menos, no tan, no muy, baja, baja el, bajar, reduce,
    moins, moins de, pas si, pas tres, pas trop, baisse, reduis,
    nao muito, nao tao, menos, reduza, diminui, diminua,
    sukunaku, hikaeme, hikaeme no`,
  too: `too, too much, too many, way too, way too much, zu, zu viel, zu viele, viel zu, demasiado, demasiada, trop de, trop, demais`,
  enough: `not enough, nicht genug, no suficiente, pas assez, nao o suficiente`,
  more: `more, plus, extra, increase, turn up, boost, crank up, crank, raise, louder on, bring up, even,
    mehr, noch, noch mehr,
    mas, sube, subir, sube el, aumenta,
    plus de, davantage, encore, augmente, monte,
    mais, aumente, aumenta,
    motto`,
  mild: `a bit, a little, a little bit, a tiny bit, slightly, somewhat, kinda, kind of, sort of, touch of, a touch of, hint of, a hint of, bit, tiny, little, subtle touch of, a pinch of, pinch of, just a touch of, a dash of, dash of, slight,
    ein bisschen, bisschen, bissle, etwas, ein wenig, wenig, leicht, ein klein wenig, ein hauch, hauch,
    un poco, un poco de, un poquito, un poquito de, poco, algo de, ligeramente,
    un peu, un peu de, legerement, un soupcon de, une touche de,
    um pouco, um pouco de, um pouquinho, um pouquinho de, pouco, pouquinho, levemente,
    sukoshi, chotto`,
  strong: `very, really, so, super, totally, extremely, ultra, insanely, mega, way, much, lots of, lots, a lot, a lot of, alot, heaps of, tons of, max, far, seriously, completely, mostly, mainly, heavily, full of, maximum, hella, crazy amount of,
    sehr, extrem, total, viel, richtig, ganz, besonders, voll viel, ganz viel, wirklich, deutlich,
    muy, mucho, mucha, muchos, muchas, bastante, realmente,
    tres, beaucoup, beaucoup de, vraiment, bien plus,
    muito, muita, muitos, muitas, bem, bastante,
    totemo, sugoku, meccha`,
  only: `only, nothing but, solo only, exclusively, purely,
    nur, bloss, ausschliesslich, nichts als,
    solamente, solo con, unicamente, nada mas que,
    seulement, uniquement, rien que, juste,
    apenas, somente, so com, nada alem de`,
  add: `with, add, bring in, featuring, feat of, mit, con, avec, com, dazu, anade, ajoute, adiciona`,
  but: 'but, yet, though, then, however, now, instead, aber, sondern, dafur, pero, sino, porem, puis',
  or: 'or, nor, and, oder, und, ou, et, o, y, e, u',
  name: `by, like, in the style of, style of, sounds like, sound like, sounding like, inspired by, a la, featuring artist, feat, ft, remix of, cover of, as played by, covered by, similar to, reminiscent of,
    von, wie, im stil von, im stile von, klingt wie,
    como, al estilo de, estilo de, parecido a, de estilo,
    comme, dans le style de, facon, a la maniere de, par,
    tipo, no estilo de, ao estilo de, igual a`,
  sing: `sing, sings, sing me, sing along, rap about, lyrics, lyric, with lyrics, song about, sing about, sing us, recite, spoken word,
    singe, sing mir, singen, songtext, liedtext, canta, cantar, cantame, letra, chante, chanter, paroles, cante`,
};

/** Words around a wish that ask for nothing. */
export const IDLE_WORDS = `some, gimme, que sea, que sean, vibes, vibe, set, bring, pon, mets, toca, coloca, id love, i love, we love, would love, love it, love this, love to, my house, our house, your house, in the house, please, pls, plz, i, im, id, ill, we, you, me, my, us, our, your, lets, let, would, could, can, should, will, shall, want, wanna, wants, wish, need, make, making, made, give, get, have, has, had, go, going, gonna, do, does, be, been, are, was, were, am, is, it, its,
  the, a, an, and, of, in, on, to, for, over, under, from, at, into, as, this, that, these, those, there, here, something, anything, everything, thing, things, stuff, any, all, bit, at all, music, song, songs, track, tracks, sound, sounds, sounding, sounded, vibe, vibes only, feel, feeling, feels, feelings, style, styles, type,
  now, again, today, tonight, time, moment, little, also, too, just, maybe, perhaps, kind, sort, half, part, parts, mixed, mix, mixing, meets, vs, versus, blend, blended, crossed, cross, combined, combine, between, up, down, out, off, into, around, through, back, try, keep, start, begin, turn, put, take, change, switch, play, playing, played, hear, hearing, love, like, likes, really, hey, hi, hello, yo, ok, okay, yes, yeah, thanks, thank, cool, nice, good, great, awesome, best, better, beautiful, lovely, band, dj, guys, everyone, people, room, one, two, first, second, more, level, levels, volume, instrument, instruments, genre, mood, tempo, key, scale, bpm, background, lead, line, lines, texture, textures, tone, tones, touch, pattern, patterns, character, tint, flavour, flavor, notes, note, note by note, what about, how about, if, when, where, who, which, than, then, them, they, he, she, her, his,
  bitte, ich, du, wir, uns, mir, mich, mal, doch, gern, gerne, mochte, mochten, will, wollen, hatte, hatten, kannst, konnt, konnen, spiel, spielt, mach, macht, das, die, der, den, dem, des, ein, eine, einen, einem, einer, eines, es, ist, und, auch, so, von, vom, zu, zum, zur, im, am, auf, fur, uber, musik, lied, stimmung, klang, klange, sound, jetzt, hier, gar, alles, lieber, als, bei, was, ware, schon, schones,
  algo, por, favor, quiero, queremos, quisiera, pon, poner, toca, tocar, el, la, los, las, lo, un, una, unos, unas, de, del, al, en, y, e, o, para, musica, cancion, sonido, que, me, nos, se, es, sea, ritmo, ahora, aqui, esta, este, esto, todo, si, tan, porfa, dame, danos, haz, hazlo, ambiente, estilo,
  sil, vous, te, plait, svp, stp, je, tu, nous, on, veux, voudrais, voudrait, aimerais, mets, mettez, joue, jouez, le, les, du, des, une, au, aux, dans, sur, pour, et, est, ce, cette, ca, musique, chanson, son, tout, ici, maintenant, fais, faites, ambiance, ait, ne, quelque, chose,
  eu, quero, queria, toque, tocar, coloca, coloque, os, as, um, uma, uns, umas, do, da, dos, das, no, na, nos, nas, em, por, pra, para, musica, cancao, som, isso, este, agora, aqui, tudo, faz, faca, gostaria, ambiente, clima, a gente, gente, ao, aos`;

/** Postpositions and particles of Japanese, and its operators, longest first when they overlap. */
export const JAPANESE_OPERATORS: readonly (readonly [string, Operator])[] = [
  ['もっと', 'more'],
  ['もう少し', 'more'],
  ['少しだけ', 'mild'],
  ['少し', 'mild'],
  ['すこし', 'mild'],
  ['ちょっと', 'mild'],
  ['とても', 'strong'],
  ['すごく', 'strong'],
  ['めっちゃ', 'strong'],
  ['かなり', 'strong'],
];

/** Japanese puts these behind what they are about. */
export const JAPANESE_AFTERTHOUGHTS: readonly (readonly [string, 'no' | 'less' | 'more' | 'only'])[] = [
  ['なし', 'no'],
  ['無し', 'no'],
  ['抜き', 'no'],
  ['ぬき', 'no'],
  ['いらない', 'no'],
  ['要らない', 'no'],
  ['ない', 'no'],
  ['じゃない', 'no'],
  ['ではない', 'no'],
  ['くない', 'no'],
  ['やめて', 'no'],
  ['消して', 'no'],
  ['控えめ', 'less'],
  ['ひかえめ', 'less'],
  ['少なめ', 'less'],
  ['少なく', 'less'],
  ['減らして', 'less'],
  ['抑えて', 'less'],
  ['多め', 'more'],
  ['増やして', 'more'],
  ['強め', 'more'],
  ['だけ', 'only'],
  ['のみ', 'only'],
];

export const JAPANESE_PARTICLES: readonly string[] = [
  ...'のなにでをがはともへやねよかしてください'.split(''),
  'ください',
  'して',
  'お願いします',
  'お願い',
  'ほしい',
  '欲しい',
  '聴きたい',
  '聞きたい',
  '音楽',
  '曲',
  '感じ',
  'みたい',
  'っぽい',
  'ような',
  'から',
  'より',
  'まで',
  'です',
  'ます',
  'い',
  'く',
  'め',
  '、',
  'ー',
];

/** The same in romaji, only where another Japanese word stands beside it ("doramu nashi"). */
export const ROMAJI_AFTERTHOUGHTS: Readonly<Record<string, 'no' | 'less' | 'more' | 'only'>> = {
  nashi: 'no',
  nashide: 'no',
  nai: 'no',
  janai: 'no',
  nuki: 'no',
  iranai: 'no',
  sukuname: 'less',
  hikaeme: 'less',
  oome: 'more',
  dake: 'only',
  nomi: 'only',
};

/** Words behind the thing that still mean "without it" ("drums weg", "drums off"). */
export const TRAILING_NO: readonly string[] = ['weg', 'raus', 'aus', 'off', 'out', 'away', 'fuera', 'gone'];

/** Ordinary words one letter away from a musical one: never read as a slip of the thumb. */
export const ORDINARY_WORDS = `horse, forget, forgot, forgive, drugs, drug, mouse, planet, plane, planes, table, train, trail, truck, track, trick, light, lights, right, might, fight, sight, eight, weight, height, wait, quite, quiz, price, prince, pride, party, pasta, pizza, paste, place, plate, please, plea, pleas, pause, cause, house party, hours, hour, course, nurse, curse, purse, sheep, sleet, street, steep, steel, steal, stead, sweat, sweater, sheet, shirt, short, shore, shark, spark, stark, start, smart, heart, hearts, heat, wheat, cheat, chest, chess, chase, cheese, choose, chosen, chord, chore, child, chili, chilly, china, chair, choir, chance, change, range, orange, strange, stranger, danger, ranger, anger, hanger, hunger, paint, point, plain, plant, plants, planted, blank, black, block, clock, click, clerk, clean, clear, cloud, crowd, crown, brown, drown, frown, grown, flown, flame, frame, blame, shame, shape, grape, drape, drake, brake, break, bread, dread, tread, thread, treat, trust, trash, crash, flash, flesh, fresh, fleet, fluent, flour, floor, flood, blood, bloom, broom, groom, gloom, bride, bridge, ridge, fridge, guilt, built, build, guide, guess, guest, quest, quick, quiet, queen, green, greed, grief, brief, thief, chief, hello, cello, yellow, fellow, mellow, hollow, follow, pillow, willow, violet, violent, valley, volley, money, honey, monkey, donkey, turkey, jersey, happen, happens, puppy, guppy, floating, flirting, fasting, dating, rating, rocket, pocket, racket, jacket, packet, ticket, bucket, rocky, lucky, ducky, ranch, branch, bench, beach, peach, teach, reach, coach, couch, touch, dutch, batch, catch, match, watch, witch, switch, pitch, ditch, sitting, setting, letting, petting, getting, singer, finger, ginger, linger, string, strong, stringy, spring, sprint, print, printer, paper, piper, viper, wiper, tiger, fiber, never, fever, lever, river, liver, lover, cover, hover, power, tower, lower, flower, shower, slower, solar, polar, sugar, scare, score, store, stove, stone, alone, along, among, phone, prone, throne, trunk, drunk, drink, think, thing, thank, thick, stick, stuck, stack, stock, stork, storm, story, sorry, worry, merry, berry, ferry, carry, curry, hurry, furry, fairy, dairy, daily, daisy, crazy, hazel, hotel, motel, model, modal, medal, metal, petal, pedal, panel, chapel, travel, marvel, gravel, grave, brave, crave, waves, water, later, laser, loser, closer, poster, foster, master, faster, easter, eastern, western, disc, disk, discord, record, second, reason, season, person, prison, poison, potion, lotion, motion, notion, nation, station, action, ration, cabin, robin, coffin, muffin, basic, basil, basis, basin, bison, bacon, beacon, salon, salad, solid, salty, party, dirty, thirty, sporty, forty, ballet, ballot, bullet, wallet, valet, vocal, local, focal, total, vital, tidal, medical, magical, musical, radical, tropic, topic, tonic, toxic, comic, cosmic, politics, classes, classic, tank, tanks, thanks, table, cable, fable, bible, title, little, battle, bottle, cattle, kettle, settle, candle, handle, bundle, drummer, summer, bummer, hammer, grammar, winner, dinner, thinner, sinner, inner, infer, enter, center, winter, hinter, hunter, kitchen, chicken, trumped, trumpeter, garbage, garden, harden, marina, arena, banana, bananas, manga, mango, lemon, melon, demon, venom, horn, corn, thorn, torn, worn, born, barn, yarn, harm, farm, charm, alarm, swarm, warmer, former, farmer, poster, piston, pistol, piece, pieces, niece, peace, space, spice, slice, twice, voice, choice, juice, joker, poker, broker, smoke, smoker, spoke, broke, stroke, strike, bible, biker, hiker, maker, taker, baker, shaken, taken, token, broken, golden, wooden, sudden, hidden, forgiven, given, driven, seven, eleven, heaven, haven, raven, oven, woven, women, woman, human, title, bunny, funky town, sunny, funny, penny, tommy, mommy, dummy, tummy, gummy, yummy, honest, modest, forest, interest, contest, latest, detest, attest, protest, dream, cream, scream, steam, stream, bream, tease, lease, crease, grease, please, tender, render, sender, gender, vendor, slender, blender, spender, wander, wonder, under, thunder, fender, lender, bender, weather, whether, feather, leather, father, mother, brother, bother, other, another, rather, gather, lather`;
