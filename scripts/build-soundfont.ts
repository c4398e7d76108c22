// Cuts the band's SoundFont out of a complete General MIDI one: only the presets and notes that the band plays, recordings left
// compressed as they are. `npx tsx scripts/build-soundfont.ts path/to/FluidR3Mono_GM.sf3`; see server/adapters/house-band/font/README.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BasicPreset, BasicSoundBank, SoundBankLoader } from 'spessasynth_core';
import { SAMPLED } from '../server/adapters/house-band/sounds/sampled.ts';

const [source] = process.argv.slice(2);
if (source === undefined) {
  process.stderr.write('Usage: npx tsx scripts/build-soundfont.ts path/to/FluidR3Mono_GM.sf3\n');
  process.exit(1);
}
const target = fileURLToPath(new URL('../server/adapters/house-band/font/acoustic.sf3', import.meta.url));
const file = new Uint8Array(readFileSync(source));
const whole = SoundBankLoader.fromArrayBuffer(file.buffer);
await BasicSoundBank.isSF3DecoderReady;

const subset = new BasicSoundBank();
const wanted = new Map<BasicPreset, Map<number, Set<number>>>();
const velocities = new Set(Array.from({ length: 127 }, (_, index) => index + 1));
for (const { program, keys } of Object.values(SAMPLED)) {
  const isIt = (preset: BasicPreset) => preset.program === program && preset.bankMSB === 0 && preset.bankLSB === 0 && !preset.isDrum;
  const preset = whole.presets.find(isIt);
  if (preset === undefined) throw new Error(`${source} has no preset ${program}.`);
  const copy = subset.presets.find(isIt) ?? subset.clonePreset(preset);
  const notes = wanted.get(copy) ?? new Map<number, Set<number>>();
  for (let midi = keys[0]; midi <= keys[1]; midi += 1) notes.set(midi, velocities);
  wanted.set(copy, notes);
}
subset.trim(wanted);
// The date is the source's too, so that the same source gives the same file.
subset.soundBankInfo = { ...whole.soundBankInfo, name: 'Coro acoustic, a subset of Fluid (R3) Mono GM' };
const bytes = new Uint8Array(subset.writeSF2({ software: 'Coro build-soundfont' }));
writeFileSync(target, bytes);
const names = subset.presets.map(({ program, name }) => `${program} ${name}`).join(', ');
process.stdout.write(`${target}: ${(bytes.length / 1e6).toFixed(2)} MB, ${subset.samples.length} recordings; ${names}\n`);
