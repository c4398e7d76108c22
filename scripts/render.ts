// `npm run render`: plays the house band without a room into a WAV file, a MIDI file and a spectrogram, to be heard and judged.
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { encode } from 'fast-png';
import { conduct } from '../server/adapters/house-band/conductor.ts';
import { readSampleFont, type SampleFont } from '../server/adapters/house-band/sample-font.ts';
import { writeMidi } from './render/midi.ts';
import { helpText, type RenderOptions, readCommandLine } from './render/options.ts';
import { framesOf, perform } from './render/performance.ts';
import { progressLine } from './render/progress.ts';
import { createSpectrogram } from './render/spectrogram.ts';
import { wavHeader, wavSamples } from './render/wav.ts';

const FONT = new URL('../server/adapters/house-band/font/acoustic.sf3', import.meta.url);
const PROGRESS_EVERY_MS = 100;

const commandLine = readCommandLine(process.argv.slice(2));
if (commandLine.kind === 'HELP') process.stdout.write(helpText());
else if (commandLine.kind === 'MISTAKES') fail(commandLine.lines);
else {
  try {
    render(commandLine.options, await readSampleFont(new Uint8Array(readFileSync(FONT))));
  } catch (error) {
    // A full disk or a folder that may not be written to: the system's sentence says it all. Everything else is our fault.
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    fail([`The files could not be written. ${error.message}`]);
  }
}

function fail(lines: readonly string[]): void {
  process.stderr.write(lines.map((line) => `${line}\n`).join(''));
  process.exitCode = 1;
}

function render(options: RenderOptions, font: SampleFont): void {
  const frames = framesOf(options);
  const spectrogram = createSpectrogram(frames);
  const startedMs = performance.now();
  const progress = createProgress(frames, startedMs);
  const { out } = options;
  mkdirSync(dirname(out), { recursive: true });
  const wav = openSync(`${out}.wav`, 'w');
  try {
    writeSync(wav, wavHeader(frames));
    const played = perform(
      options,
      {
        heard(pcm, framesSoFar) {
          writeSync(wav, wavSamples(pcm));
          spectrogram.hear(pcm);
          progress(framesSoFar);
        },
      },
      font,
    );
    writeFileSync(`${out}.mid`, writeMidi(played, options.intent.steering.bpm));
    writeFileSync(`${out}.png`, encode({ ...spectrogram.draw(), channels: 3 }));
  } finally {
    closeSync(wav);
  }
  const tookS = (performance.now() - startedMs) / 1_000;
  const { unrecognised } = conduct(options.intent.prompts, null);
  if (unrecognised.length > 0) process.stdout.write(`The band does not know: ${unrecognised.join(', ')}\n`);
  process.stdout.write(`${out}.wav, ${out}.mid and ${out}.png: ${options.seconds} s of music in ${tookS.toFixed(1)} s\n`);
}

/** A bar for people; nothing when the output goes to a file or another program. */
function createProgress(total: number, startedMs: number): (done: number) => void {
  if (!process.stderr.isTTY) return () => {};
  let toldMs = 0;
  return (done) => {
    const nowMs = performance.now();
    if (done < total && nowMs - toldMs < PROGRESS_EVERY_MS) return;
    toldMs = nowMs;
    process.stderr.write(`\r\u001b[K${progressLine({ done, total, elapsedMs: nowMs - startedMs })}${done < total ? '' : '\n'}`);
  };
}
