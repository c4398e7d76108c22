// One thread that plays several rooms: renders and encodes each room's blocks when they are due, one at a time and in turn, so that
// intents and pings are heard in between. A room that fails is reported and dropped; the others play on. All its rooms share one font.
import { readFile } from 'node:fs/promises';
import type { MessagePort } from 'node:worker_threads';
import { rmsOf, SAMPLE_RATE_HZ } from '../../domain/audio.ts';
import type { AudioEncoder, CreateAudioEncoder } from '../../ports/audio-encoder.ts';
import { type Band, BLOCK_SAMPLES, createBand } from './band.ts';
import { createSlate, type FromWorker, sharedNowMs, type ToWorker } from './messages.ts';
import { dueFrame, staggeredStartMs, waitMs } from './pacing.ts';
import { readSampleFont, type SampleFont } from './sample-font.ts';

interface Room {
  readonly band: Band;
  readonly encoder: AudioEncoder;
  readonly startedAtMs: number;
  nextFrame: number;
  wantsPcm: boolean;
}

/** A room this far behind (the machine slept, or is far too slow) begins a new epoch instead of catching up. */
const LOST_MS = 5_000;
/** Longer than any recording takes to decode. */
const DECODE_MS = 20;
/** Together they use every kind of voice. */
const REHEARSED = ['jazz, flute, harp', 'synthwave, marimba', 'house, rhodes, kalimba'];
const REHEARSED_BLOCKS = 25;

/** The band plays on without its recordings when they cannot be read. */
async function openFont(): Promise<SampleFont | null> {
  try {
    return await readSampleFont(new Uint8Array(await readFile(new URL('./font/acoustic.sf3', import.meta.url))));
  } catch (error) {
    process.emitWarning(`The band plays without its recorded instruments: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

/** Plays until the thread ends. Resolves when the font is there and rooms may come. */
export async function playRooms(port: MessagePort, createEncoder: CreateAudioEncoder): Promise<void> {
  const say = (message: FromWorker, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);
  const rooms = new Map<number, Room>();
  /** Nobody's, until the main thread says where. */
  let slate = createSlate();
  let timer: NodeJS.Timeout | null = null;
  let immediate: NodeJS.Immediate | null = null;
  const font = await openFont();
  let isFontDecoded = font === null;
  const rehearsal = rehearse();
  let isRehearsed = false;

  /** A few seconds of different styles that nobody hears: what has been run is compiled, and the first room need not wait for that. */
  function* rehearse(): Generator<void> {
    const encoder = createEncoder();
    const block = new Int16Array(BLOCK_SAMPLES);
    const steering = { bpm: 120, density: 0.8, brightness: 0.5, scale: null, muteBass: false, muteDrums: false, revision: 0 };
    for (const text of REHEARSED) {
      const band = createBand({ seed: 1, startBar: 8, intent: { prompts: [{ text, weight: 1 }], steering }, font });
      for (let blocks = 0; blocks < REHEARSED_BLOCKS; blocks += 1) {
        band.render(block);
        encoder.encode(block);
        yield;
      }
    }
    encoder.close();
  }

  function end(run: number): void {
    rooms.get(run)?.encoder.close();
    rooms.delete(run);
  }

  function fail(run: number, error: unknown): void {
    end(run);
    say({ kind: 'FAILED', run, why: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }

  /** One room's work: noted before it begins, and what goes wrong is that room's alone. */
  function work(run: number, act: () => void): void {
    Atomics.store(slate, 0, run);
    try {
      act();
    } catch (error) {
      fail(run, error);
    }
    Atomics.store(slate, 0, 0);
  }

  /** At most one block for each room; then the messages have their turn. */
  function turn(): void {
    timer = null;
    immediate = null;
    for (const [run, room] of rooms) {
      const nowMs = sharedNowMs();
      const behindFrames = dueFrame(room.startedAtMs, nowMs) - room.nextFrame;
      if (behindFrames <= 0) continue;
      if (behindFrames > (LOST_MS / 1_000) * SAMPLE_RATE_HZ) {
        fail(run, 'fell too far behind real time');
        continue;
      }
      work(run, () => {
        const beganAtMs = sharedNowMs();
        const pcm = new Int16Array(BLOCK_SAMPLES);
        const { startFrame, revision, beats } = room.band.render(pcm);
        room.nextFrame = startFrame + BLOCK_SAMPLES / 2;
        const packets = room.encoder.encode(pcm);
        const renderMs = sharedNowMs() - beganAtMs;
        say(
          { kind: 'BLOCK', run, startFrame, packets, pcm: room.wantsPcm ? pcm : null, rms: rmsOf(pcm), revision, beats, renderMs },
          room.wantsPcm ? [pcm.buffer] : [],
        );
      });
    }
    rest();
  }

  function rest(): void {
    if (timer !== null) clearTimeout(timer);
    if (immediate !== null) clearImmediate(immediate);
    timer = null;
    immediate = null;
    let wait = Number.POSITIVE_INFINITY;
    const nowMs = sharedNowMs();
    for (const { startedAtMs, nextFrame } of rooms.values()) wait = Math.min(wait, waitMs(startedAtMs, nowMs, nextFrame));
    if (wait === 0) immediate = setImmediate(turn);
    else if (!isFontDecoded && wait > DECODE_MS) immediate = setImmediate(decode);
    else if (!isRehearsed && rooms.size === 0) immediate = setImmediate(rehearseOn);
    else if (wait < Number.POSITIVE_INFINITY) timer = setTimeout(turn, Math.ceil(wait));
  }

  /** Time that no room needs goes into decoding, a recording at a time: later notes begin without it. */
  function decode(): void {
    isFontDecoded = !font?.decodeNext();
    rest();
  }

  /** A block at a time, and only as long as nobody plays: from then on the rooms are the rehearsal. */
  function rehearseOn(): void {
    isRehearsed = rehearsal.next().done === true;
    rest();
  }

  function wantPcm({ run, isWanted }: Extract<ToWorker, { readonly kind: 'WANT_PCM' }>): void {
    const room = rooms.get(run);
    if (room !== undefined) room.wantsPcm = isWanted;
  }

  function start(terms: Extract<ToWorker, { readonly kind: 'START' }>): void {
    const { run, startFrame, wantsPcm } = terms;
    const band = createBand({ ...terms, font });
    const startedAtMs = terms.startedAtMs ?? staggeredStartMs(sharedNowMs(), run);
    rooms.set(run, { band, encoder: createEncoder(), startedAtMs, nextFrame: startFrame, wantsPcm });
  }

  function tellTurn({ run, turn, id }: Extract<ToWorker, { readonly kind: 'TURN' }>): void {
    const room = rooms.get(run);
    if (room !== undefined) say({ kind: 'TURN', run, mark: room.band.turn(turn, id) });
  }

  port.on('message', (message: ToWorker) => {
    if (message.kind === 'PING') say({ kind: 'PONG' });
    else if (message.kind === 'NOTE_IN') slate = message.slate;
    else if (message.kind === 'STOP') end(message.run);
    else if (message.kind === 'STEER') work(message.run, () => rooms.get(message.run)?.band.steer(message.intent));
    else if (message.kind === 'TURN') work(message.run, () => tellTurn(message));
    else if (message.kind === 'WANT_PCM') wantPcm(message);
    else work(message.run, () => start(message));
    if (message.kind === 'START' || message.kind === 'STOP') rest();
  });

  say({ kind: 'READY' });
  rest();
}
