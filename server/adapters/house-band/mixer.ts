// The desk: four buses, faders, mutes, kick ducking, echo and hall, and the order of everything behind them. Everything that can be
// turned glides, so that nothing clicks; a muted bus ends at exactly nothing.
import { SAMPLE_RATE_HZ } from '../../domain/audio.ts';
import { BUS_NAMES, type Buses, createChannel } from './buses.ts';
import { createChorus } from './chorus.ts';
import { createDcBlock } from './dc-block.ts';
import { createEcho } from './echo.ts';
import { gainOf, QUANTUM_FRAMES, smoothing } from './instruments/wave.ts';
import { createLimiter } from './limiter.ts';
import { createMaster } from './master.ts';
import { createReverb } from './reverb.ts';
import { createRider } from './rider.ts';
import { createStrips } from './strips.ts';
import type { MixSettings } from './styles/style.ts';
import { createTone } from './tone.ts';

/** What the desk shall become; reached within about 200 ms. */
export interface MixTarget {
  readonly settings: MixSettings;
  /** 0 to 1. */
  readonly brightness: number;
  readonly framesPerSixteenth: number;
  readonly muteBass: boolean;
  readonly muteDrums: boolean;
  /** All but bass and drums. */
  readonly muteRest?: boolean;
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
  /** Mixes one quantum, writes the one of `LATENCY_FRAMES` ago to `pcm` from `frame` on, and clears the buses. */
  process(pcm: Int16Array, frame: number): void;
}

const GLIDE = 1 - Math.exp(-QUANTUM_FRAMES / (0.065 * SAMPLE_RATE_HZ));
const MUTE_STEP = 1 / (0.15 * SAMPLE_RATE_HZ);
/** A muted bus holds nothing that could click, so it opens at once and the first blow keeps its edge. */
const UNMUTE_STEP = 1 / (0.004 * SAMPLE_RATE_HZ);
/** A thin intro or break is meant: the rider listens only to what the form makes louder than this. */
const THIN_DB = -2;
const DUCK_ATTACK = smoothing(2);

/** Treble ceiling at a brightness: 1 kHz at 0, 10 kHz in the middle, 20 kHz at 1. */
export function brightnessHz(brightness: number): number {
  return brightness < 0.5 ? 1_000 * 10 ** (brightness * 2) : 10_000 * 2 ** (brightness * 2 - 1);
}

export function createMixer(seed: number, tap: Tap | null = null): Mixer {
  const strips = createStrips();
  const chorus = createChorus();
  const tone = createTone(seed ^ 0x1b873593);
  const reverb = createReverb();
  const echo = createEcho();
  const master = createMaster(seed ^ 0x5bd1e995);
  const rider = createRider();
  const dcBlock = createDcBlock();
  const limiter = createLimiter(seed ^ 0x2545f491);
  const buses = { drums: createChannel(), bass: createChannel(), music: createChannel(), lead: createChannel() };
  const sum = createChannel();
  const hallSend = new Float64Array(QUANTUM_FRAMES);
  const echoSend = new Float64Array(QUANTUM_FRAMES);
  let target: MixTarget | null = null;

  /** Linear gains and other turned things, on their way. */
  const now = {
    drums: 1,
    bass: 1,
    music: 1,
    lead: 1,
    dip: 1,
    air: 0,
    width: 1,
    hallDrums: 0,
    hallMusic: 0,
    hallLead: 0,
    echo: 0,
    feedback: 0.3,
    duckMusic: 0,
    duckBass: 0,
    chorus: 0,
    vinyl: 0,
    push: 1,
    octave: 13,
    tilt: 1,
    loudness: 1,
    musicHighpass: 140,
    seconds: 1.4,
    damping: 0.3,
  };
  const s = { muteDrums: 1, muteBass: 1, muteRest: 1, duck: 0, duckWanted: 0, duckOffset: -1, duckVelocity: 0, duckDecay: 0.999 };
  let isFirst = true;

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
    now.dip = move(now.dip, gainOf(settings.dip));
    now.air = move(now.air, settings.air);
    now.width = move(now.width, settings.width);
    now.hallDrums = move(now.hallDrums, gainOf(settings.reverbDrums));
    now.hallMusic = move(now.hallMusic, gainOf(settings.reverbMusic));
    now.hallLead = move(now.hallLead, gainOf(settings.reverbLead));
    now.echo = move(now.echo, gainOf(settings.delaySend));
    now.feedback = move(now.feedback, settings.delayFeedback);
    now.duckMusic = move(now.duckMusic, 1 - gainOf(-settings.duckMusic));
    now.duckBass = move(now.duckBass, 1 - gainOf(-settings.duckBass));
    now.chorus = move(now.chorus, settings.chorus);
    now.vinyl = move(now.vinyl, settings.vinyl);
    now.push = move(now.push, gainOf(settings.drive));
    now.octave = move(now.octave, Math.log2(brightnessHz(brightness)) + 0.6 * Math.log2(settings.lowpassHz / 18_000));
    now.tilt = move(now.tilt, 2 ** ((brightness - 0.5) * 2.8));
    now.musicHighpass = move(now.musicHighpass, settings.musicHighpassHz);
    now.seconds = move(now.seconds, settings.reverbSeconds);
    now.damping = move(now.damping, 0.45 - 0.25 * brightness);
    now.loudness = move(now.loudness, gainOf(settings.trim + sectionDb * settings.form + rider.gainDb()));
    s.duckDecay = 1 - smoothing(settings.duckMs * 0.6);
    reverb.set(now.seconds, now.damping);
    echo.set(target.framesPerSixteenth * settings.delaySixteenths, now.feedback);
  }

  function fade(level: number, isMuted: boolean): number {
    return isMuted ? Math.max(0, level - MUTE_STEP) : Math.min(1, level + UNMUTE_STEP);
  }

  /** Faders, mutes and ducking, in place; fills the sends, and the sum with all but the bass. */
  function mixBuses(): void {
    const isDrumsMuted = target?.muteDrums ?? false;
    const isBassMuted = target?.muteBass ?? false;
    const isRestMuted = target?.muteRest ?? false;
    const { drums, bass, music, lead } = buses;
    for (let i = 0; i < QUANTUM_FRAMES; i += 1) {
      if (i === s.duckOffset) s.duckWanted = s.duckVelocity;
      s.duckWanted *= s.duckDecay;
      s.duck += (s.duckWanted - s.duck) * DUCK_ATTACK;
      s.muteDrums = fade(s.muteDrums, isDrumsMuted);
      s.muteBass = fade(s.muteBass, isBassMuted);
      s.muteRest = fade(s.muteRest, isRestMuted);
      const drumGain = now.drums * s.muteDrums;
      const bassGain = now.bass * s.muteBass * (1 - now.duckBass * s.duck);
      const musicGain = now.music * s.muteRest * (1 - now.duckMusic * s.duck);
      const leadGain = now.lead * s.muteRest * (1 - now.duckMusic * 0.4 * s.duck);

      const dl = (drums.left[i] as number) * drumGain;
      const dr = (drums.right[i] as number) * drumGain;
      drums.left[i] = dl;
      drums.right[i] = dr;
      bass.left[i] = (bass.left[i] as number) * bassGain;
      bass.right[i] = (bass.right[i] as number) * bassGain;
      const ml = (music.left[i] as number) * musicGain;
      const mr = (music.right[i] as number) * musicGain;
      music.left[i] = ml;
      music.right[i] = mr;
      const ll = (lead.left[i] as number) * leadGain;
      const lr = (lead.right[i] as number) * leadGain;
      lead.left[i] = ll;
      lead.right[i] = lr;

      hallSend[i] = (dl + dr) * now.hallDrums + (ml + mr) * now.hallMusic + (ll + lr) * now.hallLead;
      echoSend[i] = ((ml + mr) * 0.6 + ll + lr) * 0.5 * now.echo;
      sum.left[i] = dl + ml + ll;
      sum.right[i] = dr + mr + lr;
    }
    s.duckOffset = -1;
  }

  function addBass(): void {
    for (let i = 0; i < QUANTUM_FRAMES; i += 1) {
      sum.left[i] = (sum.left[i] as number) + (buses.bass.left[i] as number);
      sum.right[i] = (sum.right[i] as number) + (buses.bass.right[i] as number);
    }
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
      strips.process(buses, now.musicHighpass, now.width);
      chorus.process(buses.music.left, buses.music.right, now.chorus * 0.6);
      mixBuses();
      tap?.(buses);
      tone.process(sum.left, sum.right, now.dip, now.air);
      addBass();
      reverb.process(hallSend, sum.left, sum.right, QUANTUM_FRAMES);
      echo.process(echoSend, sum.left, sum.right, QUANTUM_FRAMES);
      const power = master.process(sum.left, sum.right, now);
      if (target !== null && target.sectionDb > THIN_DB) rider.hear(power * gainOf(target.settings.trim) ** 2);
      dcBlock.process(sum.left, sum.right);
      limiter.process(sum.left, sum.right, pcm, frame);
      for (const name of BUS_NAMES) {
        buses[name].left.fill(0);
        buses[name].right.fill(0);
      }
    },
  };
}
