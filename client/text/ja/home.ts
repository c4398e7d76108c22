// Every sentence of Home, in Japanese. Short, warm, exact; says what happens next.
import type * as English from '../en/home.ts';
import type { InAnyLanguage } from '../shape.ts';

export const home: InAnyLanguage<typeof English.home> = {
  title: ['ひとつの曲を、', 'みんなの手で。'],
  intro: 'ルームを大きな画面に映しましょう。終わらないひとつの音楽を、みんながスマホで動かします。',
  start: 'ルームを開く',
  starting: '開いています',
  code: 'または大きな画面のコードを入力',
  codeHere: 'ここに映すルームのコードを入力',
  how: '遊び方',
  howTitle: 'ひとつのルーム、ひとつの曲',
  howSteps: [
    'いちばん大きな画面でルームを開きます。',
    'コードを読み取ると役割が決まります。テンポ、ムード、ジャンル、楽器、エネルギーのどれかです。',
    'みんなの手が同じ音楽を動かします。今だれの手が聞こえているかは、花が教えます。',
  ],
  howClose: 'わかりました',
  back: (name) => `${name}に戻る`,
  live: '演奏中のルーム',
  empty: '公開中の演奏はまだありません。',
  emptyNext: '今夜の最初の音になりませんか。',
  summary: (isPlaying, players, free) =>
    `${isPlaying ? '演奏中' : 'まもなく開始'}、${players === 0 ? 'まだ誰もいません' : `${players}人`}${free === 0 ? '、満席' : ''}`,
  looking: 'ルームを探しています',
  noLineNext: 'つながりしだい、ここにルームが並びます。',
  tryNow: '今すぐ試す',
  watch: '見る',
  watchRoom: (name) => `${name}をこの画面に映す`,
  alone: 'ひとりで試す',
  aloneHint: '自動のゲスト4人が一緒に演奏します。',
  aloneStarting: 'ゲストを呼んでいます',
  aloneBusy: '自動のゲストはみな出払っています。1分後にお試しください。',
  display: 'これが大きな画面です',
  locked: '、パスワードが必要',
  unknown: (code) => `${code}のルームは見つかりません。大きな画面をもう一度ご確認ください。`,
  noLine: 'サーバーから返事がありません。再試行しています。',
  noStart: 'ルームを開けませんでした。少ししてからもう一度お試しください。',
  tooMany: 'ここから多くのルームが開かれました。1分後にお試しください。',
};
