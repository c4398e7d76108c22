// What is turned away before it is read: orders, code, contact data, tricks of writing, blocked words. Gives kind reasons to the
// author and changes nothing else; it does not judge taste.
import { level, wordsOf } from './levelling.ts';

/** Why a text was turned away, in a sentence for its author. */
export const REASONS = {
  tooLong: 'That is more than the band can hold in mind. Say it in a few words.',
  order: 'The band listens to sounds, not to orders. Try a feeling, a style or an instrument.',
  markup: 'The band reads plain words only. Say it in sounds: soft, loud, wood, brass.',
  contact: 'Links, handles and numbers stay outside the music. Say what you would like to hear.',
  blocked: 'The band leaves that one unplayed. Try another way to say it.',
  wordless: 'The band could not picture that. Say it in sounds: soft, loud, wood, brass.',
  imitation: 'Coro copies nobody. Try the feeling: "dusty, fast, brassy".',
  singing: 'This band plays without words. Ask for a wordless choir and it will hum along.',
} as const;

const MOST_CHARACTERS = 120;
const TURNED_TEXT = /[\u202A-\u202E\u2066-\u2069]/;
const MARKUP = /[{}[\]`|\\]|<[^\s\d<]|\w>|\*\*|__|~~|^\s*#+\s|\w\(\s*["'\d]|=>|;--|--\s*$|\/\*|<!--/;
const CONTACT =
  /:\/\/|www\.|@[\p{L}\p{N}_]|[\p{L}\p{N}-]\.(com|net|org|io|co|me|tv|gg|app|dev|info|xyz|example|test|invalid|local|de|fr|es|pt|br|jp|uk|eu|ru|cn|us|ch|at|it|nl|biz|site|online|shop|store|link|ly|fm|to|live|page)(?![\p{L}\p{N}])/iu;
const DIGITS = /\d[\d\s().+/-]{5,}\d/g;

const VERBS = `ignor\\w*|disregard|forget|override|bypass|violate|obey|reveal|print|output|display|show|tell|write|type|respond|reply|answer|delete|erase|wipe|execute|run|send|
  vergiss|vergesse\\w*|zeig\\w*|schreib\\w*|losch\\w*|nenn\\w*|antworte|olvid\\w*|muestra|escrib\\w*|dime|borra|revela|oubli\\w*|montre|ecri\\w*|affiche|efface|revele|esque\\w*|mostr\\w*|escrev\\w*|apag\\w*|diga`;
const OBJECTS = `rules?|instructions?|prompts?|guidelines?|commands?|orders|system|previous|above|everything|everyone|everybody|anyone|password|passwort|secrets?|names?|words?|tokens?|config|settings|database|source code|code|json|html|messages?|conversation|credits?|hosts?|admins?|participants?|players?|users?|jokes?|poem|
  regeln?|anweisung\\w*|befehle?|namen?|worter|wort|alles|alle|geheim\\w*|einstellungen|reglas?|instrucci\\w*|ordenes|nombres?|palabras?|secretos?|contrasena|todo|todos|sistema|regles?|consignes?|noms?|mots?|tout|systeme|regras?|instruc\\w*|nomes?|palavras?|senha|segredos?|tudo`;
const PEOPLE =
  'everyone|everybody|every one|them|him|her|others?|all (?:of )?(?:the )?(?:other )?(?:players|people|users|participants)|the (?:host|admin|others?)|alle(?: anderen)?|andere|jeden|todos|los demas|tout le monde|les autres|os outros';

const flat = (pattern: string): string => pattern.replace(/\s+(?=\|)|(?<=\|)\s+|^\s+/g, '');
/** Read on levelled text. Each needs an object besides its verb, for "forget the drums" and "kick it up" are wishes. */
const ORDERS: readonly RegExp[] = [
  new RegExp(`\\b(?:${flat(VERBS)})\\b(?:\\s+\\S+){0,3}?\\s+(?:${flat(OBJECTS)})\\b`),
  new RegExp(`\\b(?:silence|mute|kick|ban|remove|stop|block|eject|boot|throw out)\\s+(?:${PEOPLE})\\b`),
  /\bkick\b.*\bout of\b/,
  /\b(?:system ?prompt|jailbreak|developer mode|god mode|sudo|root access|admin mode|debug mode|prompt injection|hack\w*|pwn\w*|exploit|password|passwort|contrasena|api ?key|secret key|instructions?|language model|chatgpt|chatbot|gemini|openai)\b/,
  /\byou are (?:now|a|an|no longer)\b|\bact as\b|\bpretend\b|\broleplay\b|\byou must\b|\byou have to\b|\byou will now\b|\bdo as i say\b|\bobey\b|\bfrom now on\b/,
  /\bi ?a?m (?:the |your |an? )?(?:new |real |only )?(?:hosts?|admin\w*|owner|boss|developer|moderator|operator|creator|maintainer|dj here)\b|\bas (?:the |your |an? )?(?:host|admin\w*|owner|boss|developer|moderator)\b|\bhost here\b|\bspeaking as\b/,
  /\bich bin (?:der|die|dein|euer|hier der)?\s*(?:host|gastgeber\w*|admin\w*|chef\w*|besitzer\w*|entwickler\w*)\b|\bsoy (?:el |la |tu )?(?:anfitri\w*|admin\w*|dueno|duena|jef[ea]|host)\b|\bje suis (?:l|le |la |ton )?\s*(?:hote|admin\w*|chef|patron|proprietaire)\b|\b(?:eu )?sou (?:o |a |teu )?(?:anfitri\w*|admin\w*|dono|dona|chefe|host)\b/,
  /\b(?:my|our|mine) (?:influence|weight|share|vote|votes|inputs?)\b|\binfluence\b|\b(?:einfluss|influencia|weights?)\b|\b(?:call|text|message|dm|contact|follow|obey|tell) (?:me|us|my)\b/,
  /\bonly (?:listen to|obey|follow|the word)\b|\bdo not (?:listen|obey|follow)\b|\bdrop (?:table|database)\b|\bselect \w+ from\b|\bscript\b|\bonerror\b|\balert\b|\bjavascript\b|\beval\b|\bnull\b|\bundefined\b/,
  /\b(?:ignorier\w*|ignoriere|ignora|ignorez|ignore|ignorem?)\b(?!\s+(?:the |die |das |la |el |o )?(?:drums?|bass|beats?|piano|guitar|synths?)\b)/,
  /無視|指示|命令|ルール|プロンプト|管理者|ホスト(?:だ|です)|パスワード|システム|従え|秘密を/,
];

/**
 * Whether a free text may be read as a wish at all.
 * @param text raw, as it was typed.
 * @param blockedWords policy; words or phrases, compared word by word after levelling.
 * @returns the reason for its author when it may not, else `null`.
 */
export function turnedAway(text: string, blockedWords: readonly string[]): string | null {
  if ([...text].length > MOST_CHARACTERS) return REASONS.tooLong;
  if (TURNED_TEXT.test(text)) return REASONS.markup;
  const plain = text.normalize('NFKC');
  const words = ` ${wordsOf(text).join(' ')} `;
  const isBlocked = blockedWords.some((blocked) => {
    const wanted = wordsOf(blocked).join(' ');
    return wanted !== '' && words.includes(` ${wanted} `);
  });
  if (isBlocked) return REASONS.blocked;
  if (!/\p{L}|\d/u.test(plain)) return REASONS.wordless;
  if (CONTACT.test(plain)) return REASONS.contact;
  if ((plain.match(DIGITS) ?? []).some((run) => run.replace(/\D/g, '').length >= 7)) return REASONS.contact;
  if (MARKUP.test(plain.replace(/<3/g, ''))) return REASONS.markup;
  const levelled = level(text)
    .replace(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim();
  return ORDERS.some((order) => order.test(levelled)) ? REASONS.order : null;
}
