// Every sentence of the sheets that open over a room, in Japanese: room and people, engine room, sound details. What is set, who will
// notice, and what a refused change can be told.
import type * as English from '../en/sheets.ts';
import type { InAnyLanguage } from '../shape.ts';
import { number, percent, scaleWords } from './base.ts';

export const roomSheet: InAnyLanguage<typeof English.roomSheet> = {
  undo: '元に戻す',
  save: '保存',

  invite: '招く',
  codeLabel: (code) => `ルームコード ${[...code].join(' ')}`,
  qr: (url) => `${url}を開くQRコード`,
  link: 'このルームへのリンク',
  linkHint: '開けばすぐに参加して演奏できます。',
  linkLocked: '鍵がかかっているので、今は新しい人が入れません。',
  linkPassword: 'パスワードを聞かれるので、一緒に伝えてください。',
  copyLink: 'リンクをコピー',
  share: 'リンクを共有',
  shareText: (name) => `${name}で一緒に演奏しませんか`,

  people: '参加者',
  you: 'あなた',
  simulated: '自動',
  host: 'ホスト',
  coHost: '副ホスト',
  away: '離席',
  silenced: 'お休み',
  screen: '大きな画面',
  shareSpoken: (share) => `音楽の${share}パーセント`,
  sharePercent: percent,
  listeners: (n) => `ほかに${n}人が聴いています。`,
  more: (name) => `${name}さんにできること`,
  leaving: 'まもなく退出',
  keep: (name) => `${name}さんを残す`,
  keepShort: '残す',
  acts: {
    silence: 'しばらくお休みにする',
    hear: 'お休みを終える',
    'name-co-host': '副ホストにする',
    'take-co-host': '副ホストから外す',
    'make-host': '長押しでホストにする',
    remove: 'ルームから外す',
  },
  actNotes: {
    silence: '操作は残りますが、何も動きません。本人のスマホに表示されます。',
    hear: 'その手が再び音楽を動かします。',
    'name-co-host': 'この画面を開けるようになります。みんなの物語に載ります。',
    'take-co-host': '相手のスマホでこの画面が閉じます。',
    'make-host': 'ルームはその人のものになります。みんなの物語に載ります。',
    remove: '席はすぐに空き、相手のスマホは入口に戻ります。',
  },
  done: {
    silence: (name) => `${name}さんはしばらくお休みです。`,
    hear: (name) => `${name}さんの音が戻りました。`,
    'name-co-host': (name) => `${name}さんが手伝います。`,
    'take-co-host': (name) => `${name}さんは副ホストではなくなりました。`,
    'make-host': (name) => `${name}さんがホストになりました。`,
    remove: (name) => `${name}さんはまもなく退出します。`,
  },

  settings: 'ルーム',
  name: '名前',
  nameNote: 'ステージ、全員のスマホ、ルームの一覧に表示されます。',
  named: (name) => `ルームの名前は「${name}」です。`,
  listing: '公開の一覧に載せる',
  listingOn: '最初の画面で誰でもこのルームを見つけられます。',
  listingOff: 'コードかリンクを持つ人だけが見つけられます。',
  listed: (isPublic) => (isPublic ? '公開の一覧に載りました。' : '公開の一覧から外れました。'),
  lock: '鍵をかける',
  lockOn: '新しい人は入れません。席のある人はそのままです。',
  lockOff: 'コードがあれば入れます。',
  locked: (isLocked) => (isLocked ? '鍵をかけました。' : '鍵を開けました。'),
  password: 'パスワード',
  passwordOff: 'まだありません。決めると新しい人だけが入力します。中の人には影響しません。',
  passwordOn: '新しい人は入力が必要です。中の人には影響しません。',
  passwordNew: '新しいパスワード',
  passwordShow: '入力を表示',
  passwordSet: '設定',
  passwordClear: 'パスワードをなくす',
  passwordDone: 'パスワードを設定しました。招く人に伝えてください。',
  passwordGone: 'パスワードはなくなりました。',
  limit: '演奏者の席',
  limitNote: '埋まると、新しい人は聴くだけになります。席を失う人はいません。',
  fewer: '席を1つ減らす',
  moreSeats: '席を1つ増やす',
  limited: (seats) => `席は${seats}つになりました。`,

  crowd: 'みんなが呼べるもの',
  crowdNote: '呼べるものは、すぐに全員のスマホに出ます。',
  forms: { DROP: 'ドロップ', BREAKDOWN: 'ブレイク', KEY_LIFT: 'キーアップ', HALF_TIME: 'ハーフタイム' },
  formNotes: {
    DROP: '盛り上げて、一気に全部。',
    BREAKDOWN: 'ドラムとベースが8小節抜けます。',
    KEY_LIFT: '16小節の間、2段上がります。',
    HALF_TIME: 'ドラムとベースが半分の速さに。',
  },
  allowed: (form, isAllowed) => (isAllowed ? `${form}: みんなが呼べます。` : `${form}: あとに取っておきます。`),

  elsewhere: 'この画面の外へ',
  api: 'APIを開く',
  apiNote: 'この画面のすべてを、試せる呼び出しとして。音楽の横に開きます。',

  hostPlace: 'ホストの席',
  takeBack: 'ホストに戻る',
  takeBackNote: (name) =>
    name === null
      ? 'このルームを開いたのはあなたです。今はホストがいません。'
      : `このルームを開いたのはあなたです。今のホストは${name}さんです。`,
  tookBack: 'ルームはまたあなたのものです。',

  end: '全員のルームを終える',
  endNote: '音楽が止まり、すべての席が空きます。このルームには誰も戻れません。',
  endHold: '長押しでルームを終える',

  ranges: {
    name: (min, max) => `名前は${min}文字から${max}文字で、見える文字が1つは必要です。`,
    password: (min, max) => `パスワードは${min}文字から${max}文字です。`,
    playerLimit: (min, max) => `${min}席から${max}席までです。`,
  },
  refusals: {
    UNAUTHENTICATED: 'この席はもう使えません。もう一度ルームに入ってください。',
    ROOM_NOT_FOUND: 'このルームは終わりました。',
    RATE_LIMITED: '一度に多すぎました。少し待ってからお試しください。',
    UNAVAILABLE: 'ルームがひと息ついています。少ししてからお試しください。',
    NETWORK: '届きませんでした。つながったらもう一度お試しください。',
    INTERNAL: 'うまくいきませんでした。もう一度お試しください。',
  },
  otherwise: () => '今はできません。ルームの様子が変わったのかもしれません。もう一度ご確認ください。',
};

const OWN_CHOICE = 'Lyriaにおまかせ';

export const engineRoom: InAnyLanguage<typeof English.engineRoom> = {
  prompts: '今の音楽',
  noPrompts: 'まだありません。誰かの最初のひと触れで始まります。',
  weight: percent,
  credit: (name, share) => `${name} ${percent(share)}`,
  fromRoom: 'ルームから',
  coming: 'まもなく',
  leaving: 'もう少し聞こえます',
  held: '自分で決める',
  heldHint: 'ここでの設定は、ルームの決定より優先されます。',
  onlyLyria: 'Lyria専用',
  onlyLyriaHint: 'ハウスバンドでは使いません。設定はLyriaのために残ります。',
  lyria: 'Lyriaの演奏',
  lyriaHint: 'そのままなら、Lyriaが自分で道を見つけます。',
  scale: 'キー',
  letRoomChoose: 'ルームに任せる',
  scaleWords,
  keySounds: (scale, engine) =>
    scale === null ? `キーは${engine === 'LYRIA' ? 'Lyria' : 'バンド'}におまかせです。` : `今は${scaleWords(scale)}です。`,
  keyOnItsWay: (scale) => `まもなく${scaleWords(scale)}になります。`,
  muteBass: 'ベースを消音',
  muteDrums: 'ドラムを消音',
  onlyBassAndDrums: 'ベースとドラムだけ',
  mutedByRoom: 'ルームがすでに消音しています。',
  landing: 'まもなく反映されます。',
  guidance: '忠実さ',
  guidanceHint: '指示にどれだけ忠実か。強いほど変化が急になります。',
  temperature: '温度',
  temperatureHint: '音楽の冒険の度合い。',
  topK: 'Top-k',
  topKHint: 'Lyriaが次の一手をいくつの候補から選ぶか。1から1000。',
  seed: 'シード',
  seedHint: '同じシードと同じ指示なら、ほぼ同じ音楽になります。0から2147483647。',
  number: (value) => (value === null ? OWN_CHOICE : number(value)),
  ownChoice: OWN_CHOICE,
  leave: 'Lyriaに任せる',
  leaveSpoken: (label) => `${label}をLyriaに任せる`,
  notWhole: (label, [min, max]) => `${label}は${min}から${max}までの整数です。`,
  mode: 'モード',
  modes: { QUALITY: '音質', DIVERSITY: '変化', VOCALIZATION: '声' },
  modeHints: { QUALITY: 'いちばん良い音。', DIVERSITY: 'いちばん変化に富む。', VOCALIZATION: '言葉のない歌声。' },
  reset: 'ここまでの音楽を忘れる',
  resetHint: 'Lyriaはこれまでの演奏を手放し、今の希望から新しく始めます。音は途切れません。元には戻せません。',
  resetHold: '長押しで新しく始める',
  resetDone: 'Lyriaが新しく始めます。',
  resetSilent: '音楽が鳴っていないので、忘れるものがありません。',
  onlyHosts: 'エンジンを設定できるのはホストと副ホストだけです。',
};

const whole = (value: number) => number(Math.round(value));
const times = (n: number) => (n === 0 ? 'なし' : `${whole(n)}回`);

export const soundDetails: InAnyLanguage<typeof English.soundDetails> = {
  why: 'ワイヤレスのスピーカーの遅れは、耳でしか分かりません。2台でクリックを鳴らし、ひとつに聞こえるまでスライダーを動かします。',
  click: 'クリックを鳴らす',
  stopClick: 'クリックを止める',
  nudge: 'この端末の音',
  nudgeWords: (nudgeMs) => (nudgeMs === 0 ? 'ルームと同じ' : `${Math.abs(nudgeMs)} ms ${nudgeMs < 0 ? '早く' : '遅く'}`),
  earlier: '早く',
  later: '遅く',
  ms: (ms) => `${whole(ms)} ms`,
  times,
  delay: 'ルームの待ち時間',
  delayWords: (roomDelayMs, behindMs) => {
    if (roomDelayMs === null) return 'まだ音がありません';
    return behindMs < 1 ? `${whole(roomDelayMs)} ms` : `${whole(roomDelayMs)} ms、この端末はさらに${whole(behindMs)} ms`;
  },
  store: '蓄え',
  underruns: '音切れ',
  underrunWords: (underruns, silentMs) => (underruns === 0 ? times(0) : `${times(underruns)}、無音${whole(silentMs)} ms`),
  packets: 'パケット',
  packetWords: (late, lost) => `遅延${whole(late)}、消失${whole(lost)}`,
  seeks: '飛び越し',
  stream: 'ストリーム',
  streamWords: (kbitPerSecond, decoder) =>
    decoder === null
      ? `${whole(kbitPerSecond)} kbit/s`
      : `${whole(kbitPerSecond)} kbit/s、${decoder === 'wasm' ? 'WebAssembly' : 'ブラウザ'}で復号`,
  clock: '時計',
  clockWords: (clock) =>
    clock === null
      ? 'まだ不明'
      : `${whole(Math.abs(clock.offsetMs))} ms ${clock.offsetMs < 0 ? '進み' : '遅れ'}、誤差${number(clock.errorMs)} ms以内`,
  output: '出力',
  worklet: 'オーディオワークレット',
  simpleOutput: 'ページ内',
  plays: '演奏',
  decides: '判断',
};
