// Lyria RealTime as a music engine that never falls silent: the house band plays until Lyria can, whenever it cannot, and hands over on
// a bar line. Decides who is heard and when; what Lyria needs is the station's business.
import { CHUNK_FRAMES, rmsOf, SAMPLE_RATE_HZ } from '../../domain/audio.ts';
import type { EngineHealth, EngineKind } from '../../domain/live.ts';
import { CoroError } from '../../errors.ts';
import type { CreateAudioEncoder } from '../../ports/audio-encoder.ts';
import type { Clock } from '../../ports/clock.ts';
import { type BeatMark, type StartMusicEngine, TURNS, type Turn, type TurnMark } from '../../ports/music-engine.ts';
import type { Randomness } from '../../ports/tickets.ts';
import { type Bridge, createBridge } from './bridge.ts';
import type { Deck } from './deck.ts';
import { GETTING_READY, SENTENCES } from './failures.ts';
import { checkIntent } from './intent-check.ts';
import { createKeyGate } from './key-gate.ts';
import { createMixer } from './mixer.ts';
import { createMusicClient } from './music-client.ts';
import type { CreateSocket, SocketLimits } from './socket-factory.ts';
import { createStation, STATION_LIMITS, type StationLimits } from './station.ts';
import { createTurnSteering, isTurnPrompt } from './turn-steering.ts';

export interface LyriaEnginesOptions {
  readonly apiKey: string;
  /** `null`: Google's own address. */
  readonly baseUrl: string | null;
  readonly clock: Clock;
  readonly randomness: Pick<Randomness, 'integer'>;
  /** Plays whenever Lyria cannot. */
  readonly startBridge: StartMusicEngine;
  readonly createEncoder: CreateAudioEncoder;
  readonly model?: string;
  readonly apiVersion?: string;
  /** Of the key, for all rooms. */
  readonly mostSessions?: number;
  readonly startEveryMs?: number;
  readonly limits?: Partial<StationLimits>;
  readonly socketLimits?: Partial<SocketLimits>;
  /** Makes the sockets; for tests that want to watch them. */
  readonly createSocket?: CreateSocket;
}

const GOOGLE = 'https://generativelanguage.googleapis.com';
const MODEL = 'lyria-realtime-exp';
const API_VERSION = 'v1beta';
/** More than four sessions of one key are refused, and so are two that start too near to one another. */
const MOST_SESSIONS = 4;
const START_EVERY_MS = 15_000;

const AHEAD_MS = 400;
const BLOCK_MS = 100;
/** A block that is due so soon is mixed even if a source has no sound for it. */
const LATEST_MS = 150;
const FADE_FRAMES = 2 * SAMPLE_RATE_HZ;
/** A source that begins or fades in has this much in hand. */
const CUED_FRAMES = 0.3 * SAMPLE_RATE_HZ;
/** With so little left and nothing to follow, the house band gets ready, and then comes in. */
const BRIDGE_READY_FRAMES = 0.7 * SAMPLE_RATE_HZ;
const BRIDGE_NOW_FRAMES = 0.35 * SAMPLE_RATE_HZ;
/** A chunk that is being made already does not follow any more: the one after it begins so far behind the sound in hand. */
const MADE_FRAMES = 2 * SAMPLE_RATE_HZ;
/** After so many blocks that lacked sound (5 s) there is nobody left to wait for, or the machine has slept. */
const MOST_STARVED_BLOCKS = 50;
const SEEDS = 2 ** 31;
const BRIDGE_GONE = 'The music has stopped; it is being started again.';

/** Engines for all rooms of one key. */
export function createLyriaEngines(options: LyriaEnginesOptions): StartMusicEngine {
  const { clock, randomness, startBridge } = options;
  const limits = { ...STATION_LIMITS, ...options.limits };
  const gate = createKeyGate({
    clock,
    mostSessions: options.mostSessions ?? MOST_SESSIONS,
    startEveryMs: options.startEveryMs ?? START_EVERY_MS,
  });
  const open = createMusicClient({
    apiKey: options.apiKey,
    baseUrl: options.baseUrl ?? GOOGLE,
    apiVersion: options.apiVersion ?? API_VERSION,
    model: options.model ?? MODEL,
    clock,
    ...(options.socketLimits && { socketLimits: options.socketLimits }),
    ...(options.createSocket && { createSocket: options.createSocket }),
  });

  return ({ seed, intent: first, listener, wantsPcm: wantsPcmFirst = false }) => {
    checkIntent(first);
    let intent = first;
    let wantsPcm = wantsPcmFirst;
    const encoder = options.createEncoder();
    let isStopped = false;
    let bridge: Bridge | null = null;
    let bridges = 0;
    let startedAtMs: number | null = null;
    let blocks = 0;
    let starvedBlocks = 0;
    let hasFailed = false;
    let told = '';
    /** Frame of the room until which the band plays a turn that somebody asked for. */
    let turnsUntil = 0;
    let cancelPace = () => {};
    /** The step of a turn that the station was last told of. */
    let step = '';
    const mixer = createMixer();
    const turns = createTurnSteering();
    const station = createStation({ open, gate, clock, randomness, limits, intent, onRefused: tellDeclined });

    /** What belongs to a turn is nobody's wish: the turn goes without its word. */
    function tellDeclined(text: string): void {
      if (!isTurnPrompt(text)) listener.declined?.(text);
    }

    function callBridge(): Bridge {
      bridge ??= createBridge({
        startEngine: startBridge,
        seed: (seed + bridges++) % SEEDS,
        intent,
        onSound: () => play(),
        onTurn: tellTurn,
        onFailed: losesBridge,
      });
      return bridge;
    }

    function tellTurn({ beginsAtFrame, landsAtFrame, endsAtFrame, ...turn }: TurnMark): void {
      const shift = mixer.shift();
      turnsUntil = endsAtFrame + shift;
      listener.turn?.({ ...turn, beginsAtFrame: beginsAtFrame + shift, landsAtFrame: landsAtFrame + shift, endsAtFrame: turnsUntil });
    }

    /** Where the next chunk begins on which a change can be heard. */
    function nextMadeFrame(): number {
      return mixer.position() + (mixer.newest()?.readyFrames() ?? 0) + MADE_FRAMES;
    }

    /** A chunk is made from what is asked for in its middle. */
    const shapedFrame = () => nextMadeFrame() + MADE_FRAMES / 2;

    function steerStation(): void {
      step = turns.stepAt(shapedFrame());
      station.steer(turns.shape(intent, shapedFrame()));
    }

    function turnLyria(turn: Turn, id: string, barFrames: number): void {
      const barLine = mixer.barFrom(nextMadeFrame());
      const mark = barLine && turns.ask(turn, id, { nowFrame: mixer.position(), barLine, barFrames });
      if (!mark) return;
      steerStation();
      listener.turn?.(mark);
    }

    /** Lyria tells no sections: those of its turn stand on its beats. */
    function withSection(mark: BeatMark): BeatMark {
      return mark.section === '' ? { ...mark, section: turns.sectionAt(mark.atFrame) } : mark;
    }

    function dismissBridge(): void {
      bridge?.stop().catch(() => {});
      bridge = null;
    }

    /** Nobody is left to play when the one that is heard fails; one that waits is called again when it is needed. */
    function losesBridge(): void {
      const wasHeard = bridge !== null && (mixer.newest() === bridge || mixer.newest() === null);
      dismissBridge();
      if (wasHeard) fail();
    }

    /** Whoever listens starts another engine. */
    function fail(): void {
      if (hasFailed || isStopped) return;
      hasFailed = true;
      listener.health('FAILED', BRIDGE_GONE);
    }

    function tell(): void {
      if (hasFailed || mixer.isFading() || mixer.newest() === null) return;
      const plays: EngineKind = mixer.newest()?.kind ?? 'HOUSE_BAND';
      const trouble = station.trouble();
      const isWell = plays === 'LYRIA' || trouble === null;
      const reason = plays === 'LYRIA' ? null : trouble === null ? GETTING_READY : SENTENCES[trouble];
      const health: EngineHealth = isWell ? 'PLAYING' : 'DEGRADED';
      if (told === `${plays} ${health} ${reason}`) return;
      told = `${plays} ${health} ${reason}`;
      listener.health(health, reason, plays);
    }

    function fade(deck: Deck, offset: number): void {
      const left = station.onAir()?.readyFrames();
      const spareFrames = Math.max(0, (deck.levelMs() - limits.onAirMs) * (SAMPLE_RATE_HZ / 1_000));
      deck.cue(Math.ceil(deck.readyFrames() - spareFrames));
      mixer.fadeTo(deck, offset, mixer.newest()?.kind === 'LYRIA' ? Math.min(FADE_FRAMES, (left ?? 0) - offset) : FADE_FRAMES);
      station.putOnAir(deck);
    }

    function fadeToBridge(left: number, offset: number): void {
      const band = callBridge();
      band.cue(CUED_FRAMES);
      mixer.fadeTo(band, offset, Math.min(FADE_FRAMES, left - offset));
      station.takeOffAir();
      turns.forget();
      steerStation();
    }

    /** Where the next bar begins; at once when what is left would not last until then and, if nothing more comes, through a fade. */
    function seam(left: number, isFlowing: boolean): number | null {
      return mixer.barInNextBlock() ?? (left < (isFlowing ? BRIDGE_NOW_FRAMES : FADE_FRAMES + CHUNK_FRAMES) ? 0 : null);
    }

    /** Decides about the block that comes next. */
    function conduct(): void {
      const heard = mixer.newest();
      const deck = station.ready();
      if (heard === null) begin(deck);
      else if (mixer.isFading()) return;
      else if (heard.kind === 'HOUSE_BAND') {
        const bar = deck === null || mixer.position() < turnsUntil ? null : mixer.barInNextBlock();
        if (deck !== null && bar !== null) fade(deck, bar);
      } else conductLyria(heard.readyFrames(), heard.barFrames(), deck);
    }

    function begin(deck: Deck | null): void {
      const band = callBridge();
      if (band.readyFrames() >= CUED_FRAMES) mixer.begin(band);
      else if (deck !== null) {
        mixer.begin(deck);
        station.putOnAir(deck);
        dismissBridge();
      }
    }

    function conductLyria(left: number, barFrames: number, deck: Deck | null): void {
      const isFlowing = station.isFlowing();
      if (deck !== null) {
        const at = seam(left, isFlowing);
        if (at !== null) fade(deck, at);
        return;
      }
      const isLow = left < BRIDGE_READY_FRAMES || (!isFlowing && left < 2 * FADE_FRAMES + barFrames);
      if (!isLow) {
        if (bridge !== null) dismissBridge();
        return;
      }
      if (callBridge().readyFrames() < CUED_FRAMES) return;
      const at = isFlowing && left >= BRIDGE_NOW_FRAMES ? null : seam(left, isFlowing);
      if (at !== null) fadeToBridge(left, at);
    }

    function play(): void {
      const nowMs = clock.nowMs();
      while (!isStopped && !hasFailed) {
        if (startedAtMs !== null && blocks * BLOCK_MS > nowMs - startedAtMs + AHEAD_MS) return;
        conduct();
        const isLate = startedAtMs !== null && startedAtMs + blocks * BLOCK_MS - nowMs < LATEST_MS;
        const isShort = mixer.readyFrames() < CHUNK_FRAMES;
        if (mixer.newest() === null || (isShort && !isLate)) return;
        starvedBlocks = isShort ? starvedBlocks + 1 : 0;
        if (starvedBlocks > MOST_STARVED_BLOCKS) {
          fail();
          return;
        }
        startedAtMs ??= nowMs;
        const { startFrame, pcm, revision, marks, gone } = mixer.render();
        blocks += 1;
        if (gone !== null && gone === bridge) dismissBridge();
        for (const mark of marks) listener.beat(withSection(mark));
        tell();
        listener.block({ startFrame, packets: encoder.encode(pcm), pcm: wantsPcm ? pcm : null, rms: rmsOf(pcm), revision });
      }
    }

    function pace(): void {
      cancelPace = clock.after(BLOCK_MS, pace);
      station.look();
      if (turns.stepAt(shapedFrame()) !== step) steerStation();
      play();
      tell();
    }

    callBridge();
    cancelPace = clock.after(0, pace);

    return {
      kind: 'LYRIA',
      steer(next) {
        checkIntent(next);
        intent = next;
        steerStation();
        bridge?.steer(next);
      },
      turn(turn, id) {
        if (!TURNS.includes(turn)) throw new CoroError('BAD_INPUT', 'Lyria knows no such turn.', { field: 'turn' });
        const heard = mixer.newest();
        if (bridge !== null && heard === bridge) bridge.turn(turn, id);
        else if (heard !== null) turnLyria(turn, id, heard.barFrames());
      },
      wantPcm(isWanted) {
        wantsPcm = isWanted;
      },
      resetContext: station.renew,
      async stop() {
        isStopped = true;
        cancelPace();
        station.close();
        encoder.close();
        const last = bridge;
        bridge = null;
        await last?.stop();
      },
    };
  };
}
