// The desk: four buses, kick ducking, chorus, echo, hall, brightness, loudness and the limiter behind them. Everything that can be
// turned glides, so that nothing clicks; a muted bus ends at exactly nothing.
import { SAMPLE_RATE_HZ } from '../../domain/audio.ts';
import { BUS_NAMES, type Buses, createChannel } from './buses.ts';
import { createEcho } from './echo.ts';
import { gainOf, QUANTUM_FRAMES, sine, smoothing, softClip } from './instruments/wave.ts';
import { createLimiter } from './limiter.ts';
import { createRandom } from './random.ts';
import { createReverb } from './reverb.ts';
import type { MixSettings } from './styles/style.ts';

/** What the desk shall become; reached within about 200 ms. */
export interface MixTarget {
  readonly settings: MixSettings;
  /** 0 to 1. */
  readonly brightness: number;
  readonly framesPerSixteenth: number;
  readonly muteBass: boolean;
  readonly muteDrums: boolean;
  /** Dynamics of the form, in dB. */
  readonly sectionDb: number;
}

/** Sees the buses as they enter the sum: after faders and mutes, before echo and hall. */
export type Tap = (buses: Buses) => void;

export interface Mixer {
  /** Voices add to these between two calls of `process`. */
  readonly buses: Buses;
  aim(target: MixTarget): void;
  /** A kick of this loudness begins at `offset` within the running quantum. */
  kick(offset: number, velocity: number): void;
  /** Mixes one quantum, writes the one before it to `pcm` from `frame` on, and clears the buses. */
  process(pcm: Int16Array, frame: number): void;
}

const GLIDE = 1 - Math.exp(-QUANTUM_FRAMES / (0.065 * SAMPLE_RATE_HZ));
const MUTE_STEP = 1 / (0.15 * SAMPLE_RATE_HZ);
/** A muted bus holds nothing that could click, so it opens at once and the first blow keeps its edge. */
const UNMUTE_STEP = 1 / (0.004 * SAMPLE_RATE_HZ);
const CHORUS_SIZE = 2_048;
const CHORUS_MASK = CHORUS_SIZE - 1;
/** -16 LUFS as mean power of both channels together, K-weighted. */
const TARGET_DB = -16 + 0.691;
const RIDER_LIMIT_DB = 3;
const RIDER_MEMORY = QUANTUM_FRAMES / (5 * SAMPLE_RATE_HZ);

/** Treble ceiling at a brightness: 1 kHz at 0, 9 kHz in the middle, 20 kHz at 1. */
export function brightnessHz(brightness: number): number {
  return brightness < 0.5 ? 1_000 * 9 ** (brightness * 2) : 9_000 * (20 / 9) ** (brightness * 2 - 1);
}

export function createMixer(seed: number, tap: Tap | null = null): Mixer {
  const random = createRandom(seed ^ 0x5bd1e995);
  const limiter = createLimiter(seed ^ 0x2545f491);
  const reverb = createReverb();
  const echo = createEcho();
  const buses = { drums: createChannel(), bass: createChannel(), music: createChannel(), lead: createChannel() };
  const sum = createChannel();
  const hallSend = new Float64Array(QUANTUM_FRAMES);
  const echoSend = new Float64Array(QUANTUM_FRAMES);
  const chorusLine = new Float64Array(CHORUS_SIZE);
  let target: MixTarget | null = null;

  /** Linear gains and other turned things, on their way. */
  const now = {
    drums: 1,
    bass: 1,
    music: 1,
    lead: 1,
    hallDrums: 0,
    hallMusic: 0,
    hallLead: 0,
    echo: 0,
    duckMusic: 0,
    duckBass: 0,
    chorus: 0,
    vinyl: 0,
    drive: 0,
    octave: 13,
    tilt: 1,
    loudness: 1,
    musicHighpass: 140,
    seconds: 1.4,
  };
  const s = {
    muteDrums: 1,
    muteBass: 1,
    duck: 0,
    duckWanted: 0,
    duckOffset: -1,
    duckVelocity: 0,
    duckDecay: 0.999,
    write: 0,
    turn: 0,
    highL1: 0,
    highL2: 0,
    highR1: 0,
    highR2: 0,
    leadHighL: 0,
    leadHighR: 0,
    subL: 0,
    subR: 0,
    tiltL: 0,
    tiltR: 0,
    lowL: 0,
    bandL: 0,
    lowR: 0,
    bandR: 0,
    hiss: 0,
    crackle: 0,
    shelfL: 0,
    shelfR: 0,
    rumbleL: 0,
    rumbleR: 0,
    power: 10 ** (TARGET_DB / 10),
    rider: 0,
  };
  let isFirst = true;
  const duckCoef = smoothing(2);
  const shelfCoef = 1 - Math.exp((-2 * Math.PI * 1_500) / SAMPLE_RATE_HZ);
  const tiltCoef = 1 - Math.exp((-2 * Math.PI * 1_200) / SAMPLE_RATE_HZ);
  const subCoef = 1 - Math.exp((-2 * Math.PI * 28) / SAMPLE_RATE_HZ);
  const rumbleCoef = 1 - Math.exp((-2 * Math.PI * 60) / SAMPLE_RATE_HZ);

  function glide(): void {
    if (target === null) return;
    const { settings, brightness, sectionDb } = target;
    const share = isFirst ? 1 : GLIDE;
    isFirst = false;
    const move = (from: number, to: number) => from + (to - from) * share;
    now.drums = move(now.drums, gainOf(settings.drums));
    now.bass = move(now.bass, gainOf(settings.bass));
    now.music = move(now.music, gainOf(settings.music));
    now.lead = move(now.lead, gainOf(settings.lead));
    now.hallDrums = move(now.hallDrums, gainOf(settings.reverbDrums));
    now.hallMusic = move(now.hallMusic, gainOf(settings.reverbMusic));
    now.hallLead = move(now.hallLead, gainOf(settings.reverbLead));
    now.echo = move(now.echo, gainOf(settings.delaySend));
    now.duckMusic = move(now.duckMusic, 1 - gainOf(-settings.duckMusic));
    now.duckBass = move(now.duckBass, 1 - gainOf(-settings.duckBass));
    now.chorus = move(now.chorus, settings.chorus);
    now.vinyl = move(now.vinyl, settings.vinyl);
    now.drive = move(now.drive, settings.drive);
    now.octave = move(now.octave, Math.log2(brightnessHz(brightness)) + 0.6 * Math.log2(settings.lowpassHz / 18_000));
    now.tilt = move(now.tilt, 2 ** ((brightness - 0.5) * 2.4));
    now.musicHighpass = move(now.musicHighpass, settings.musicHighpassHz);
    now.seconds = move(now.seconds, settings.reverbSeconds);
    now.loudness = move(now.loudness, gainOf(settings.trim + sectionDb + s.rider));
    s.duckDecay = 1 - smoothing(settings.duckMs * 0.6);
    reverb.set(now.seconds, 0.45 - 0.25 * brightness);
    echo.set(target.framesPerSixteenth * settings.delaySixteenths, settings.delayFeedback);
  }

  function fade(level: number, isMuted: boolean): number {
    return isMuted ? Math.max(0, level - MUTE_STEP) : Math.min(1, level + UNMUTE_STEP);
  }

  /** Faders, mutes and ducking, in place; fills the sends. */
  function mixBuses(): void {
    const isDrumsMuted = target?.muteDrums ?? false;
    const isBassMuted = target?.muteBass ?? false;
    const highCoef = 1 - Math.exp((-2 * Math.PI * now.musicHighpass) / SAMPLE_RATE_HZ);
    const { drums, bass, music, lead } = buses;
    s.turn += (0.57 * QUANTUM_FRAMES) / SAMPLE_RATE_HZ;
    const tapLeft = 430 + 110 * sine(s.turn);
    const tapRight = 570 + 110 * sine(s.turn + 0.3);
    for (let i = 0; i < QUANTUM_FRAMES; i += 1) {
      if (i === s.duckOffset) s.duckWanted = s.duckVelocity;
      s.duckWanted *= s.duckDecay;
      s.duck += (s.duckWanted - s.duck) * duckCoef;
      s.muteDrums = fade(s.muteDrums, isDrumsMuted);
      s.muteBass = fade(s.muteBass, isBassMuted);
      const drumGain = now.drums * s.muteDrums;
      const bassGain = now.bass * s.muteBass * (1 - now.duckBass * s.duck);
      const musicGain = now.music * (1 - now.duckMusic * s.duck);
      const leadGain = now.lead * (1 - now.duckMusic * 0.4 * s.duck);

      const dl = (drums.left[i] as number) * drumGain;
      const dr = (drums.right[i] as number) * drumGain;
      drums.left[i] = dl;
      drums.right[i] = dr;
      const low = ((bass.left[i] as number) + (bass.right[i] as number)) * 0.5 * bassGain;
      bass.left[i] = low;
      bass.right[i] = low;

      const rawL = music.left[i] as number;
      const rawR = music.right[i] as number;
      s.highL1 += (rawL - s.highL1) * highCoef;
      s.highR1 += (rawR - s.highR1) * highCoef;
      const onceL = rawL - s.highL1;
      const onceR = rawR - s.highR1;
      s.highL2 += (onceL - s.highL2) * highCoef;
      s.highR2 += (onceR - s.highR2) * highCoef;
      const cleanL = onceL - s.highL2;
      const cleanR = onceR - s.highR2;
      chorusLine[s.write & CHORUS_MASK] = (cleanL + cleanR) * 0.5;
      const ml = (cleanL + now.chorus * 0.6 * readChorus(tapLeft)) * musicGain;
      const mr = (cleanR + now.chorus * 0.6 * readChorus(tapRight)) * musicGain;
      s.write += 1;
      music.left[i] = ml;
      music.right[i] = mr;

      s.leadHighL += ((lead.left[i] as number) - s.leadHighL) * highCoef;
      s.leadHighR += ((lead.right[i] as number) - s.leadHighR) * highCoef;
      const ll = ((lead.left[i] as number) - s.leadHighL) * leadGain;
      const lr = ((lead.right[i] as number) - s.leadHighR) * leadGain;
      lead.left[i] = ll;
      lead.right[i] = lr;

      hallSend[i] = (dl + dr) * now.hallDrums + (ml + mr) * now.hallMusic + (ll + lr) * now.hallLead;
      echoSend[i] = ((ml + mr) * 0.6 + ll + lr) * 0.5 * now.echo;
      sum.left[i] = dl + low + ml + ll;
      sum.right[i] = dr + low + mr + lr;
    }
    s.duckOffset = -1;
  }

  function readChorus(frames: number): number {
    const position = s.write - frames;
    const whole = Math.floor(position);
    const part = position - whole;
    return (chorusLine[whole & CHORUS_MASK] as number) * (1 - part) + (chorusLine[(whole + 1) & CHORUS_MASK] as number) * part;
  }

  /** Brightness, warmth, dust and loudness of the whole, in place. */
  function master(): void {
    const cutoff = Math.min(2 ** now.octave, 20_000);
    const g = Math.tan((Math.PI * cutoff) / SAMPLE_RATE_HZ);
    const a1 = 1 / (1 + g * (g + Math.SQRT2));
    const a2 = g * a1;
    const a3 = g * a2;
    const push = gainOf(now.drive);
    const { left, right } = sum;
    const { tilt, loudness } = now;
    const dust = now.vinyl;
    let power = 0;
    for (let i = 0; i < QUANTUM_FRAMES; i += 1) {
      let l = left[i] as number;
      let r = right[i] as number;
      if (dust > 0.01) {
        if (random() < dust * 0.00009) s.crackle = (random() - 0.5) * 0.16 * random();
        s.hiss += (random() - 0.5 - s.hiss) * 0.4;
        const noise = (s.crackle + s.hiss * 0.0022) * dust;
        s.crackle *= -0.62;
        l += noise;
        r += noise * 0.8;
      }
      s.subL += (l - s.subL) * subCoef;
      s.subR += (r - s.subR) * subCoef;
      l -= s.subL;
      r -= s.subR;
      s.tiltL += (l - s.tiltL) * tiltCoef;
      s.tiltR += (r - s.tiltR) * tiltCoef;
      l = s.tiltL + (l - s.tiltL) * tilt;
      r = s.tiltR + (r - s.tiltR) * tilt;
      const l3 = l - s.lowL;
      const l1 = a1 * s.bandL + a2 * l3;
      const l2 = s.lowL + a2 * s.bandL + a3 * l3;
      s.bandL = l1 + l1 - s.bandL;
      s.lowL = l2 + l2 - s.lowL;
      const r3 = r - s.lowR;
      const r1 = a1 * s.bandR + a2 * r3;
      const r2 = s.lowR + a2 * s.bandR + a3 * r3;
      s.bandR = r1 + r1 - s.bandR;
      s.lowR = r2 + r2 - s.lowR;
      // The soft clip is where warmth comes from; the level in front of it decides how much.
      l = softClip(l2 * push * 0.6) / 0.6;
      r = softClip(r2 * push * 0.6) / 0.6;
      s.rumbleL += (l - s.rumbleL) * rumbleCoef;
      s.rumbleR += (r - s.rumbleR) * rumbleCoef;
      s.shelfL += (l - s.rumbleL - s.shelfL) * shelfCoef;
      s.shelfR += (r - s.rumbleR - s.shelfR) * shelfCoef;
      const kl = (l - s.rumbleL) * 1.58 - s.shelfL * 0.58;
      const kr = (r - s.rumbleR) * 1.58 - s.shelfR * 0.58;
      power += kl * kl + kr * kr;
      left[i] = l * loudness;
      right[i] = r * loudness;
    }
    ride(power / QUANTUM_FRAMES);
  }

  /** Evens out what instruments and wishes do to the loudness, slowly and by at most 3 dB: the form keeps its dynamics. */
  function ride(power: number): void {
    const leveled = power * gainOf(target?.settings.trim ?? 0) ** 2;
    if (leveled < 1e-5) return;
    s.power += (leveled - s.power) * RIDER_MEMORY;
    s.rider = Math.max(-RIDER_LIMIT_DB, Math.min(RIDER_LIMIT_DB, TARGET_DB - 10 * Math.log10(s.power)));
  }

  return {
    buses,
    aim(next) {
      target = next;
    },
    kick(offset, velocity) {
      s.duckOffset = offset;
      s.duckVelocity = Math.min(1, velocity);
    },
    process(pcm, frame) {
      glide();
      mixBuses();
      tap?.(buses);
      reverb.process(hallSend, sum.left, sum.right, QUANTUM_FRAMES);
      echo.process(echoSend, sum.left, sum.right, QUANTUM_FRAMES);
      master();
      limiter.process(sum.left, sum.right, pcm, frame);
      for (const name of BUS_NAMES) {
        buses[name].left.fill(0);
        buses[name].right.fill(0);
      }
    },
  };
}
