// The smallest page with the real audio engine: one button, and a log of what is heard that tests read. No part of the product.
// Query: `socket`: address of the GraphQL socket; `auto`: listen without a touch; `code`: the room.
import { createAudioEngine } from '../../../client/audio/engine.ts';
import type { HeardPoll } from './polls.ts';

const query = new URLSearchParams(location.search);
const audio = createAudioEngine({ url: query.get('socket') ?? `ws://${location.host}/graphql` });
const code = query.get('code') ?? 'TONE';
const polls: HeardPoll[] = [];
const states: string[] = [];
let tappedAtMs = 0;

document.querySelector('#tap')?.addEventListener('click', () => {
  tappedAtMs ||= performance.now();
  audio.unlock();
  audio.listen(code, 'a-ticket');
});
if (query.has('auto')) audio.listen(code, 'a-ticket');

audio.subscribe(() => states.push(audio.getStatus().state));

const wave = new Float32Array(2_048);
const spectrum = new Float32Array(1_024);

setInterval(() => {
  const { analyser } = audio;
  if (analyser === null) return;
  // The product's picture wants smooth bars; here the newest pitch alone counts.
  analyser.smoothingTimeConstant = 0;
  analyser.getFloatTimeDomainData(wave);
  analyser.getFloatFrequencyData(spectrum);
  const played = audio.playedFrame();
  polls.push({
    atMs: performance.now() - tappedAtMs,
    wallMs: performance.timeOrigin + performance.now(),
    rms: Math.sqrt(wave.reduce((sum, value) => sum + value * value, 0) / wave.length),
    peak: wave.reduce((highest, value) => Math.max(highest, Math.abs(value)), 0),
    pitchHz: strongestHz(analyser.context.sampleRate),
    serverNowMs: audio.serverNowMs(),
    frame: played?.frame ?? null,
    epoch: played?.epoch ?? null,
    state: audio.getStatus().state,
  });
}, 20);

/** The top of a parabola through the strongest bin and its neighbours: much finer than a bin. */
function strongestHz(sampleRateHz: number): number {
  let peak = 1;
  for (let bin = 1; bin < spectrum.length - 1; bin += 1) if ((spectrum[bin] ?? 0) > (spectrum[peak] ?? 0)) peak = bin;
  const [a = 0, b = 0, c = 0] = spectrum.subarray(peak - 1, peak + 2);
  const curve = a - 2 * b + c;
  return ((peak + (curve === 0 ? 0 : (a - c) / (2 * curve))) * sampleRateHz) / wave.length;
}

Object.assign(window, { audio, polls, states });
