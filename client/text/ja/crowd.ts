// Every sentence of the crowd in Japanese: calls, reactions, and phones that hear the room.
import type { Call } from '../../crowd/call.ts';
import type { CrowdForm, Reaction } from '../../graphql/generated/graphql.ts';
import type * as English from '../en/crowd.ts';
import type { InAnyLanguage } from '../shape.ts';
import { spoken } from './base.ts';

const NAMES: Readonly<Record<CrowdForm, string>> = {
  DROP: 'ドロップ',
  BREAKDOWN: 'ブレイク',
  KEY_LIFT: 'キーアップ',
  HALF_TIME: 'ハーフタイム',
};
const LANDED: Readonly<Record<CrowdForm, string>> = {
  DROP: 'ドロップ!',
  BREAKDOWN: '静寂',
  KEY_LIFT: '上へ!',
  HALF_TIME: 'スローモーション',
};
const REACTIONS: Readonly<Record<Reaction, string>> = {
  CLAP: '拍手',
  FIRE: '炎',
  HEART: 'ハート',
  LAUGH: '笑い',
  STAR: '星',
  WOW: 'わあ',
};

const missing = ({ votes, needed }: { readonly votes: number; readonly needed: number }): number => Math.max(1, needed - votes);
const state = (call: Call, form: CrowdForm): string => {
  if ('form' in call && call.form !== form) return `${NAMES[call.form]}のあとで`;
  switch (call.kind) {
    case 'open':
      return call.hasVoted ? `参加しました。あと${missing(call)}人` : `あと${missing(call)}人で決まり`;
    case 'countdown':
      return `手を上げて。あと${call.seconds}`;
    case 'landed':
      return LANDED[call.form];
    case 'resting':
      return `${call.seconds}秒後にまた`;
    case 'off':
      return 'ホストがあとに取ってあります';
    case 'closed':
      return '音楽が始まってから';
    default:
      return '呼びかける';
  }
};

export const crowd: InAnyLanguage<typeof English.crowd> = {
  title: 'みんなで',
  names: NAMES,
  purposes: {
    DROP: '盛り上げて、一気に全部。',
    BREAKDOWN: 'ドラムとベースが抜けます。',
    KEY_LIFT: '全体が2段上がります。',
    HALF_TIME: 'ビートが半分の速さに。',
  },
  more: (isHearing) => `みんなでできること${isHearing ? '。ルームに聞こえています。' : ''}`,
  button: (call) => {
    switch (call.kind) {
      case 'open':
        return `${NAMES[call.form]}に${call.hasVoted ? '手を上げました' : '手を上げる'}: ${call.needed}人中${call.votes}人`;
      case 'countdown':
        return `まもなく${NAMES[call.form]}`;
      case 'landed':
        return LANDED[call.form];
      case 'resting':
        return '今は休憩中。少ししたら次のドロップを呼べます';
      case 'off':
        return 'ドロップはホストがあとに取ってあります';
      case 'closed':
        return 'ドロップは音楽が鳴っている間に';
      default:
        return 'ドロップを呼ぶ';
    }
  },
  short: (call) => {
    switch (call.kind) {
      case 'open':
        return `${call.votes}/${call.needed}`;
      case 'countdown':
      case 'resting':
        return String(call.seconds);
      default:
        return 'ドロップ';
    }
  },
  state,
  line: (call) => {
    switch (call.kind) {
      case 'open':
        return `${NAMES[call.form]}、ほしい人は? あと${missing(call)}人`;
      case 'countdown':
        return `手を上げて。${NAMES[call.form]}まで`;
      case 'landed':
        return LANDED[call.form];
      default:
        return '';
    }
  },
  carried: (form) => `${NAMES[form]}が来ます`,
  calledIt: () => 'が呼びました',
  andMore: (n) => `ほか${n}人`,
  asks: 'みんなに聞く',
  ask: (call, form) => (call.kind === 'ready' ? `${NAMES[form]}を呼びかける` : `${NAMES[form]}: ${state(call, form)}`),
  refusals: {
    CONFLICT: '今は別の呼びかけの最中です。参加するか、少しお待ちください。',
    RATE_LIMITED: '今は休憩中です。少ししてからまた呼んでください。',
    FORBIDDEN: 'ホストがあとに取ってあります。',
    NETWORK: '届きませんでした。つながりしだい届きます。',
    OTHER: 'うまくいきませんでした。もう一度お試しください。',
  },
  tremble: 'ルームに合わせてスマホを振動させる',

  reactions: {
    open: '画面に投げる',
    label: 'リアクション',
    names: { CLAP: '拍手', FIRE: '炎', HEART: 'ハート', LAUGH: '笑い', STAR: '星', WOW: 'わあ' },
    tooMany: '一度にたくさん届きました。少し休みましょう。',
    failed: '画面に届きませんでした。',
    summary: (counts) => (counts.length === 0 ? '' : `ルームから${spoken(counts.map(([reaction, n]) => `${REACTIONS[reaction]}${n}`))}`),
  },

  ear: {
    title: 'ルームに声を届ける',
    promise: 'このスマホが拍手や歓声を聞いて、その大きさだけをルームに伝えます。音は外に出ません。',
    on: 'ルームに聞こえています',
    starting: '許可を待っています',
    paused: 'このページが見えない間は休みます',
    level: 'まわりの音の大きさ',
    denied: 'このページではマイクが閉じられています。サイトの設定で開いてから、もう一度オンにしてください。',
    missing: 'マイクが見つかりません。つなぐか、ほかのスマホに任せましょう。',
    insecure: 'マイクはhttpsで始まるアドレスでだけ使えます。ホストに聞いてください。',
    silenced: 'ホストの設定でお休み中なので、今は反映されません。',
  },

  energy: {
    quiet: 'ルームは聴き入っています',
    warm: 'ルームが温まっています',
    roaring: '大歓声が音楽を持ち上げています',
  },
};
