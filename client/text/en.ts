// Every sentence of the host's strip and what screens share, in English. Short, warm, exact; says what happens next.

export const common = {
  product: 'Coro',
  home: 'Back to the start',
  close: 'Close',
  toLight: 'Switch to the light look',
  toDark: 'Switch to the dark look',
} as const;

/** The host's strip; everything else of the stage stands in `stage-en.ts`. */
export const stage = {
  play: 'Start the music',
  stop: 'Stop the music',
  controls: 'Stage controls',
  volume: 'Volume',
  volumeWords: (percent: number) => `${percent} percent`,
  mute: 'Mute this screen',
  unmute: 'Sound on this screen',
  fullscreen: 'Fill the screen',
  leaveFullscreen: 'Leave full screen',
} as const;

const whole = (value: number) => Math.round(value).toLocaleString('en');
const times = (n: number) => (n === 0 ? 'never' : n === 1 ? 'once' : `${whole(n)} times`);

export const soundDetails = {
  title: 'Sound details',
  why: 'A wireless loudspeaker is late by an amount that only ears can find. Start the click on two devices and move the slider until they click as one.',
  click: 'Play the click',
  stopClick: 'Stop the click',
  nudge: 'This device plays',
  nudgeWords: (nudgeMs: number) => (nudgeMs === 0 ? 'as the room does' : `${Math.abs(nudgeMs)} ms ${nudgeMs < 0 ? 'earlier' : 'later'}`),
  earlier: 'Earlier',
  later: 'Later',
  ms: (ms: number) => `${whole(ms)} ms`,
  times,
  delay: 'The room waits',
  delayWords: (roomDelayMs: number | null, behindMs: number) => {
    if (roomDelayMs === null) return 'no sound yet';
    return behindMs < 1 ? `${whole(roomDelayMs)} ms` : `${whole(roomDelayMs)} ms, this device ${whole(behindMs)} more`;
  },
  store: 'In store',
  underruns: 'Sound broke off',
  underrunWords: (underruns: number, silentMs: number) =>
    underruns === 0 ? times(0) : `${times(underruns)}, ${whole(silentMs)} ms of silence`,
  packets: 'Packets',
  packetWords: (late: number, lost: number) => `${whole(late)} late, ${whole(lost)} lost`,
  seeks: 'Jumped',
  stream: 'Stream',
  streamWords: (kbitPerSecond: number, decoder: 'webcodecs' | 'wasm' | null) =>
    decoder === null
      ? `${whole(kbitPerSecond)} kbit/s`
      : `${whole(kbitPerSecond)} kbit/s, ${decoder === 'wasm' ? 'WebAssembly' : 'browser'} decoder`,
  clock: 'Clock',
  clockWords: (clock: { readonly offsetMs: number; readonly errorMs: number } | null) =>
    clock === null
      ? 'not known yet'
      : `${whole(Math.abs(clock.offsetMs))} ms ${clock.offsetMs < 0 ? 'ahead' : 'behind'}, within ${clock.errorMs.toFixed(1)} ms`,
  output: 'Output',
  worklet: 'audio worklet',
  simpleOutput: 'on the page',
  plays: 'Music',
  decides: 'Choices',
  anyPlayer: 'Listen in any player',
  anyPlayerHint: 'For VLC, a radio, a second loudspeaker: this address plays whenever the room does.',
  copyAddress: 'Copy the address',
  copiedAddress: 'Copied',
  byHand: 'This browser does not copy. The address is selected: copy it by hand.',
} as const;
