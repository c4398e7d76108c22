// Words that every screen needs, in Japanese: numbers, roles, tempos, who plays, where a screen stands with its room, and what opens what.
import type * as English from '../en/base.ts';
import { createGrammar } from '../grammar.ts';
import type { InAnyLanguage } from '../shape.ts';

// Japanese has one plural form, and counts in figures.
export const { list: spoken, number, percent } = createGrammar('ja');

const TEMPOS: readonly (readonly [upTo: number, word: string])[] = [
  [75, 'ゆっくり'],
  [95, 'ゆったり'],
  [110, '歩く速さ'],
  [130, '軽快'],
  [150, '速い'],
  [Number.POSITIVE_INFINITY, '全速力'],
];

export const tempoWord = (bpm: number): string => TEMPOS.find(([upTo]) => bpm <= upTo)?.[1] ?? '';

const NOTES: Readonly<Record<string, string>> = {
  C: 'ハ',
  D_FLAT: '変ニ',
  D: 'ニ',
  E_FLAT: '変ホ',
  E: 'ホ',
  F: 'ヘ',
  G_FLAT: '変ト',
  G: 'ト',
  A_FLAT: '変イ',
  A: 'イ',
  B_FLAT: '変ロ',
  B: 'ロ',
};

/** "C_MAJOR_A_MINOR" is "ハ長調・イ短調". */
export function scaleWords(scale: string): string {
  const [major = '', minor = ''] = scale.replace('_MINOR', '').split('_MAJOR_');
  return `${NOTES[major] ?? major}長調・${NOTES[minor] ?? minor}短調`;
}

export const words: InAnyLanguage<typeof English.words> = { list: spoken, number, percent };

export const who: InAnyLanguage<typeof English.who> = {
  lyria: '演奏はLyria',
  gemini: '判断はGemini',
  band: '演奏はハウスバンド',
  bandShort: 'ハウスバンド',
  rules: '判断はハウスルール',
  ownHouse: 'ハウスバンドとハウスルール',
  both: (plays, decides) => `${plays}、${decides}`,
  sentences: (plays, decides) => `${plays}。${decides}。`,
  standsIn: (cause) => `Lyriaの代わりにハウスバンドが演奏中(${cause})`,
  ruled: (cause) => `判断はハウスルール(${cause})`,
  cannotPlay: 'Lyriaは今お休みです',
  cannotAsk: '今はGeminiに聞けません',
  cause: () => null,
};

export const roleNames: InAnyLanguage<typeof English.roleNames> = {
  DRUMMER: 'ドラム',
  VIBE_SETTER: 'ムード',
  GENRE_DJ: 'ジャンルDJ',
  INSTRUMENTALIST: '楽器',
  ENERGY: 'エネルギー',
};

export const standing: InAnyLanguage<typeof English.standing> = {
  inTime: '同期中',
  catchingUp: '追いつき中',
  finding: '接続中',
  offline: '圏外',
  houseBand: 'ハウスバンドが代わります',
  pickingUp: 'バンドが立て直し中',
  silent: 'この端末は無音',
};

export const common: InAnyLanguage<typeof English.common> = {
  product: 'Coro',
  home: '最初の画面へ',
  close: '閉じる',
  language: '言語',
  toLight: '明るい表示にする',
  toDark: '暗い表示にする',
};

export const doors: InAnyLanguage<typeof English.doors> = {
  engineRoom: 'エンジンルーム',
  room: 'ルームと参加者',
  invite: 'コードを見せる',
  inviteTitle: 'ようこそ',
  soundDetails: '音の詳細',
};

export const address: InAnyLanguage<typeof English.address> = {
  anyPlayer: 'ほかのプレーヤーで聴く',
  anyPlayerHint: 'VLCやラジオ、もう一台のスピーカーに。ルームが鳴っている間、このアドレスも鳴ります。',
  copy: 'アドレスをコピー',
  copied: 'コピーしました',
  byHand: 'このブラウザではコピーできません。選択してあるので、手でコピーしてください。',
};

export const hold: InAnyLanguage<typeof English.hold> = {
  longer: 'いっぱいになるまで押し続けてください。',
  again: 'もう一度押すと実行します。',
};

export const demo: InAnyLanguage<typeof English.demo> = {
  simulated: '自動',
  named: (name) => `${name}(自動)`,
  petal: (name) => `${name}(自動)`,
  handsOver: (name) => `${name}(自動)がゆずります`,
  playing: (guests) => `自動のゲストが${guests}人、一緒に演奏しています。`,
  sendAway: '帰ってもらう',
  gone: '自動のゲストは帰りました。',
  callBack: '呼び戻す',
  notDone: 'ルームに届きませんでした。もう一度お試しください。',
};

export const pwa: InAnyLanguage<typeof English.pwa> = {
  offlineTitle: 'Coroにつながりません',
  offline: 'ルームと音楽はネットワークの上にあります。つながりしだい、このページは自動で戻ります。',
  retry: 'もう一度試す',
  retrying: '試しています',
  update: '新しいCoroが使えます。',
  reload: '読み込み直す',
  later: 'あとで',
};
