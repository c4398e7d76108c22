// Reads the SoundFont with the recorded instruments and hands out its recordings, decoded once for all rooms of a thread.
// Only reads: what sounds is the sampler's affair. A preset that is not in the font is missing, never replaced by another.
import { BasicSoundBank, GeneratorTypes, SoundBankLoader, SpessaLog, type VoiceParameters } from 'spessasynth_core';
import { SAMPLE_RATE_HZ } from '../../domain/audio.ts';
import { mendLoop } from './font-loops.ts';
import { gainOf } from './instruments/wave.ts';

/** One recording and how the font wants it played. */
export interface Recording {
  readonly data: Float32Array;
  /** The note at which one frame of the recording lasts one frame of ours; not whole. */
  readonly rootMidi: number;
  /** Frames; the end is exclusive. Both are the length of the data when it does not loop. */
  readonly loopStart: number;
  readonly loopEnd: number;
  readonly isLooped: boolean;
  readonly gain: number;
  readonly cutoffHz: number;
  readonly attackFrames: number;
  /** Frames at full level, attack included. */
  readonly holdFrames: number;
  readonly decayDbPerFrame: number;
  readonly sustainDb: number;
}

export interface SampleFont {
  /** The recording nearest to a note (whole, 0 to 127); `null`: none in this font. Decodes it if it has not been. */
  recording(program: number, midi: number): Recording | null;
  /** Decodes one more recording ahead of its first note; false when nothing is left to do. */
  decodeNext(): boolean;
}

/** Presets answer for the velocity of a note that is neither soft nor hard: the font's own layers differ in filter only. */
const VELOCITY = 90;
/** SoundFonts state attenuation in a unit that every player takes for 0.4 of it, since the first of them did. */
const ATTENUATION_SHARE = 0.4;
/** A decay runs to -100 dB. */
const DECAY_DB = 100;

/** Rejects when the bytes are not a SoundFont. */
export async function readSampleFont(file: Uint8Array<ArrayBuffer>): Promise<SampleFont> {
  // It would write to the console.
  SpessaLog.setLogLevel(false, false, false);
  await BasicSoundBank.isSF3DecoderReady;
  const bank = SoundBankLoader.fromArrayBuffer(file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength));
  const presets = new Map(
    bank.presets
      .filter(({ bankMSB, bankLSB, isDrum }) => bankMSB === 0 && bankLSB === 0 && !isDrum)
      .map((preset) => [preset.program, preset]),
  );
  const known = new Map<number, Recording | null>();
  const undecoded = [...bank.samples];
  /** Recordings whose loop has been mended; notes share them. */
  const mended = new Set<Float32Array>();

  return {
    recording(program, midi) {
      const place = program * 128 + midi;
      const found = known.get(place);
      if (found !== undefined) return found;
      const [layer] = presets.get(program)?.getVoiceParameters(midi, VELOCITY) ?? [];
      const recording = layer === undefined ? null : recordingOf(layer);
      if (recording?.isLooped && !mended.has(recording.data)) {
        mended.add(recording.data);
        mendLoop(recording);
      }
      known.set(place, recording);
      return recording;
    },
    decodeNext() {
      undecoded.pop()?.getAudioData();
      return undecoded.length > 0;
    },
  };
}

/** `null` when it cannot be decoded: the reader gives silence then. */
function recordingOf({ generators, sample }: VoiceParameters): Recording | null {
  const data = sample.getAudioData();
  if (!data.some((value) => value !== 0)) return null;
  const read = (type: number) => generators[type] ?? 0;
  const seconds = (type: number) => 2 ** (read(type) / 1_200);
  const ownKey = read(GeneratorTypes.overridingRootKey);
  const key = ownKey >= 0 ? ownKey : sample.originalKey;
  const cents = read(GeneratorTypes.coarseTune) * 100 + read(GeneratorTypes.fineTune) + sample.pitchCorrection;
  const isLooped = (read(GeneratorTypes.sampleModes) & 1) === 1 && sample.loopEnd > sample.loopStart;
  const attackFrames = Math.round(seconds(GeneratorTypes.attackVolEnv) * SAMPLE_RATE_HZ);
  return {
    data,
    rootMidi: key - cents / 100 - 12 * Math.log2(sample.sampleRate / SAMPLE_RATE_HZ),
    loopStart: isLooped ? sample.loopStart : data.length,
    loopEnd: isLooped ? Math.min(sample.loopEnd, data.length) : data.length,
    isLooped,
    gain: gainOf((-read(GeneratorTypes.initialAttenuation) / 10) * ATTENUATION_SHARE),
    cutoffHz: 8.176 * 2 ** (read(GeneratorTypes.initialFilterFc) / 1_200),
    attackFrames,
    holdFrames: attackFrames + Math.round(seconds(GeneratorTypes.holdVolEnv) * SAMPLE_RATE_HZ),
    decayDbPerFrame: DECAY_DB / (seconds(GeneratorTypes.decayVolEnv) * SAMPLE_RATE_HZ),
    sustainDb: Math.min(DECAY_DB, Math.max(0, read(GeneratorTypes.sustainVolEnv) / 10)),
  };
}
