// Every sentence of the stage, in Japanese. Short, warm, exact; says what happens next.
import type * as English from '../en/stage.ts';
import type { InAnyLanguage } from '../shape.ts';
import { percent, scaleWords, spoken, tempoWord } from './base.ts';

const SECTIONS: Readonly<Record<string, string>> = { intro: 'イントロ', verse: 'Aメロ', chorus: 'サビ', break: 'ブレイク' };

/** At most three names, for nobody listens to ten. */
const people = (names: readonly string[]): string =>
  names.length <= 3 ? `${spoken(names)}さん` : `${names.slice(0, 2).join('、')}さん、ほか${names.length - 2}人`;

export const stage: InAnyLanguage<typeof English.stage> = {
  title: (name) => `${name}のステージ`,
  scan: '花にカメラを向けるか、入力',
  at: 'アドレス',
  qr: (url) => `${url}を開くQRコード`,
  code: (code) => `ルームコード ${code}`,
  freeSeat: '空席',
  start: 'スタート',
  starting: 'バンドが来ます',
  seatsLabel: '席',
  more: (n) => `ほか${n}人`,
  live: 'ライブ',
  elapsed: (minutes) => {
    if (minutes === 0) return '始まったばかり';
    return minutes < 60 ? `${minutes}分` : `${Math.floor(minutes / 60)}時間${String(minutes % 60).padStart(2, '0')}分`;
  },
  hearing: '今の音',
  nothingYet: '最初の音が近づいています。',
  coming: (credit) => (credit === '' ? 'まもなく' : `まもなく: ${credit}`),
  credit: (names) => {
    const [first = '', second, ...rest] = names;
    if (second === undefined) return first;
    return rest.length === 0 ? `${first}と${second}` : `${first}と${second}、ほか${rest.length}人`;
  },
  room: 'ルーム',
  weight: (share) => `音楽の${percent(share)}`,
  justNow: 'さっき',
  nothingHappened: '最初のひと触れから物語が始まります。',
  tempo: (heard) => `${tempoWord(heard)}、毎分${heard}拍`,
  tempoOnItsWay: (heard, target) => `${heard} → ${target} bpm`,
  tempoSpoken: (heard, target) => `毎分${heard}拍から${target}拍へ`,
  lands: 'まもなく',
  chord: (chord) => chord.replace('#', '♯').replace(/^([A-G])b/, '$1♭'),
  key: (scale, engine) => (scale === null ? `キーは${engine === 'LYRIA' ? 'Lyria' : 'バンド'}におまかせ` : scaleWords(scale)),
  keyLands: (scale) => `次は${scaleWords(scale)}`,
  stillSounding: (prompts) => `もう少し聞こえます: ${prompts}`,
  section: (section, bar) => (section === '' ? `${bar + 1}小節目` : `${SECTIONS[section] ?? section}、${bar + 1}小節目`),
  noSection: 'カウント中',
  influence: '影響力',
  person: '名前',
  role: '役割',
  share: '音楽に占める割合',
  quiet: 'お休み',
  away: '離席',
  greeting: (names, players) => (players === 1 ? `${people(names)}が一番乗りです。` : `${people(names)}が来ました。今${players}人です。`),
  inviteFirst: '音楽はもう鳴っています。最初の手になりませんか。',
  inviteAll: '押したほうへ音楽は動きます。どうぞ。',
  emptyTitle: '花びらが5枚空いています',
  empty: 'コードを見せるか、しばらくひとりでどうぞ。',
  gate: '一度タップすると、ルームに音が出ます。',
  joining: 'ルームに接続中',
  password: 'このルームにはパスワードがあります。招いた人が知っています。',
  passwordLabel: 'パスワード',
  open: 'ステージを開く',
  wrongPassword: 'このルームのパスワードではありません。',
  locked: 'ホストがルームに鍵をかけています。開けてもらいましょう。',
  unknown: (code) => `${code}のルームは見つかりません。`,
  failed: 'ステージを開けませんでした。再試行しています。',
  removed: 'この画面はルームから外されました。',
  ended: 'ルームは終わりました',
  endedText: '音楽をありがとうございました。',
  again: '新しいルームを開く',
  onlyHost: '音楽を始めたり止めたりできるのはホストだけです。',
  engineFailed: 'バンドが迷子になったので、呼び戻しています。',
};

export const strip: InAnyLanguage<typeof English.strip> = {
  play: '音楽を始める',
  stop: '音楽を止める',
  controls: 'ステージの操作',
  volume: '音量',
  volumeWords: (share) => `${share}パーセント`,
  mute: 'この画面を消音',
  unmute: 'この画面で音を出す',
  fullscreen: '全画面にする',
  leaveFullscreen: '全画面をやめる',
};
