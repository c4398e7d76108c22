// The stand-in's faults by name, for a command line: which settings a list of words means. Every mistake is told at once.
import type { Act, Answer, FakeGoogleSettings, Visit } from './settings.ts';

export const FAULTS_HELP = `Faults of the music, "@" a time in seconds after the connection:
  400 403 429 503 hang reset     how the connection is met
  key model quota silent         ... or what follows the setup
  drop@30 deaf@30 garbage@30     the connection breaks, no longer answers, or sends nonsense
  stall@30:17 rate@30:0.8        no sound for 17 s; slower from then on
  close@30:1011                  closed with this code
  throttled filter:WORD          no sound at all; prompts with the word are refused
Faults of the answers:
  answer:cut answer:blocked answer:safety answer:html answer:reset answer:hang answer:redirect
  answer:429                     or another status`;

const MEETINGS: Readonly<Record<string, Visit>> = {
  hang: { handshake: 'HANG' },
  reset: { handshake: 'RESET' },
  silent: { setup: 'NEVER' },
  throttled: { isThrottled: true },
  key: { refuse: { code: 1007, reason: 'API key not valid.' } },
  model: { refuse: { code: 1008, reason: 'The model is not available to this project.' } },
  quota: { refuse: { code: 1011, reason: 'You exceeded your current quota.' } },
};

const ANSWERS: Readonly<Record<string, Answer>> = {
  cut: { kind: 'CUT' },
  blocked: { kind: 'BLOCKED' },
  safety: { kind: 'SAFETY' },
  html: { kind: 'BODY', status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' },
  reset: { kind: 'RESET' },
  hang: { kind: 'HANG' },
  redirect: { kind: 'REDIRECT', to: 'http://127.0.0.1:9/' },
};

function actOf(name: string, value: number): Act | null {
  if (name === 'drop') return { kind: 'DROP' };
  if (name === 'deaf') return { kind: 'DEAF' };
  if (name === 'garbage') return { kind: 'SEND', data: '{"serverContent":' };
  if (name === 'stall') return { kind: 'STALL', ms: value * 1_000 };
  if (name === 'rate') return { kind: 'RATE', rate: value };
  return name === 'close' ? { kind: 'CLOSE', code: value, reason: 'Closed on demand.' } : null;
}

function visitOf(word: string): Visit | null {
  if (/^[45]\d\d$/.test(word)) return { handshake: Number(word) };
  const [, name = '', seconds, value = '0'] = /^(\w+)@([\d.]+)(?::([\d.]+))?$/.exec(word) ?? [];
  const act = actOf(name, Number(value));
  return act === null ? (MEETINGS[word] ?? null) : { acts: [{ afterMs: Number(seconds) * 1_000, act }] };
}

function answerOf(name: string): Answer | null {
  return /^[45]\d\d$/.test(name) ? { kind: 'STATUS', status: Number(name), retryDelay: '27s' } : (ANSWERS[name] ?? null);
}

/** The settings, or the words that mean nothing. */
export function readFaults(words: readonly string[]): Partial<FakeGoogleSettings> | readonly string[] {
  const unknown: string[] = [];
  const refused: string[] = [];
  let visit: Visit = {};
  let answer: Answer = { kind: 'TEXT' };
  for (const word of words) {
    const [, kind, name = ''] = /^(filter|answer):(.+)$/.exec(word) ?? [];
    const found = kind === 'answer' ? answerOf(name) : kind === 'filter' ? null : visitOf(word);
    if (kind === 'filter') refused.push(name.toLowerCase());
    else if (found === null) unknown.push(word);
    else if ('kind' in found) answer = found;
    else visit = { ...visit, ...found, acts: [...(visit.acts ?? []), ...(found.acts ?? [])] };
  }
  if (unknown.length > 0) return unknown;
  const filter = (text: string) => (refused.some((part) => text.toLowerCase().includes(part)) ? 'The prompt was filtered.' : null);
  return { visit: () => visit, answer: () => answer, filter };
}
