// An ear inside a page: everything that the page sends to its loudspeaker is tapped on the way, whatever code sends it.
// Installed before any script of the page; knows nothing of Coro's own audio code.
import type { Page } from 'playwright-core';

export interface Ear {
  /** `performance.now()` of the newest click, and of the first sound after it. */
  tapAtMs: number;
  soundAtMs: number;
  /** RMS of each block of 1,024 frames since the page was opened, with its time. */
  levels: { atMs: number; rms: number }[];
  /** The last 20 s of sound, mono, newest last. */
  samples: Float32Array[];
}

declare global {
  interface Window {
    coroEar: Ear;
  }
}

const AUDIBLE = 0.001;

/** Given to `openPage` as `beforeScripts`; must stand alone, for it is sent into the page as text. */
export function installEar(): void {
  const ear: Ear = { tapAtMs: 0, soundAtMs: 0, levels: [], samples: [] };
  window.coroEar = ear;
  addEventListener(
    'click',
    () => {
      ear.tapAtMs = performance.now();
      ear.soundAtMs = 0;
    },
    { capture: true },
  );
  const taps = new WeakMap<BaseAudioContext, ScriptProcessorNode>();
  const tapOf = (context: AudioContext): ScriptProcessorNode => {
    const known = taps.get(context);
    if (known) return known;
    const tap = context.createScriptProcessor(1024, 2, 1);
    tap.onaudioprocess = ({ inputBuffer }) => {
      const left = inputBuffer.getChannelData(0);
      const right = inputBuffer.getChannelData(1);
      const mono = left.map((sample, index) => (sample + (right[index] ?? 0)) / 2);
      const rms = Math.sqrt(mono.reduce((sum, sample) => sum + sample * sample, 0) / mono.length);
      const atMs = performance.now();
      if (rms > 0.001 && ear.soundAtMs === 0) ear.soundAtMs = atMs;
      ear.levels.push({ atMs, rms });
      ear.samples.push(mono);
      if (ear.samples.length > 940) ear.samples.shift();
    };
    taps.set(context, tap);
    connect.call(tap, context.destination);
    return tap;
  };
  const connect = AudioNode.prototype.connect as (this: AudioNode, ...args: unknown[]) => AudioNode;
  AudioNode.prototype.connect = function (this: AudioNode, ...args: unknown[]) {
    if (args[0] === this.context.destination && this.context instanceof AudioContext) connect.call(this, tapOf(this.context));
    return connect.apply(this, args);
  } as AudioNode['connect'];
}

/** Milliseconds from the newest click to the first sound after it; waits for it. */
export async function tapToSoundMs(page: Page): Promise<number> {
  await page.waitForFunction(() => window.coroEar.soundAtMs > 0, null, { polling: 20, timeout: 20_000 });
  return page.evaluate(() => window.coroEar.soundAtMs - window.coroEar.tapAtMs);
}

/** Mean RMS of the last second. */
export function loudness(page: Page): Promise<number> {
  return page.evaluate(() => {
    const recent = window.coroEar.levels.slice(-47);
    return recent.reduce((sum, { rms }) => sum + rms, 0) / Math.max(1, recent.length);
  });
}

export async function waitForSound(page: Page): Promise<void> {
  await page.waitForFunction((audible) => window.coroEar.levels.slice(-10).filter(({ rms }) => rms > audible).length >= 5, AUDIBLE, {
    polling: 50,
    timeout: 20_000,
  });
}

/** The last `seconds` of sound, mono, 48 kHz. */
export async function recentSound(page: Page, seconds: number): Promise<Float32Array> {
  const base64 = await page.evaluate(
    (blocks) => {
      const parts = window.coroEar.samples.slice(-blocks);
      const bytes = new Uint8Array(parts.length * 1024 * 2);
      const view = new DataView(bytes.buffer);
      parts.forEach((part, block) => {
        part.forEach((sample, index) => {
          view.setInt16((block * 1024 + index) * 2, Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), true);
        });
      });
      let text = '';
      for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
      return btoa(text);
    },
    Math.ceil((seconds * 48_000) / 1024),
  );
  const bytes = Buffer.from(base64, 'base64');
  return Float32Array.from({ length: bytes.length / 2 }, (_unused, index) => bytes.readInt16LE(index * 2) / 32_768);
}
