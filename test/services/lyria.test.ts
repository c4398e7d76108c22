// The music of rooms: one engine each, followed, rested, restarted; and sound that says when it is due and what it was made from.
import { OpusDecoder } from 'opus-decoder';
import { describe, expect, it, vi } from 'vitest';
import { createOpusEncoder } from '../../server/adapters/opus/encoder.ts';
import type { RoomCommand } from '../../server/domain/room-state.ts';
import type { AudioEncoder } from '../../server/ports/audio-encoder.ts';
import type { RoomMessage } from '../../server/ports/room-bus.ts';
import { createLyria } from '../../server/services/lyria.ts';
import { createFakeClock, settled } from '../support/fake-clock.ts';
import { createFakeEngines, type FakeEngine, toneOfBlock } from '../support/fake-engine.ts';
import { CODE, createLiveRoom, participant, wish } from '../support/live-room.ts';

type Sound = Extract<RoomMessage, { kind: 'AUDIO' }>;

interface Wanted {
  readonly isPaced?: boolean;
  readonly encode?: AudioEncoder['encode'];
  readonly resetContext?: () => void;
}

function setUp({ isPaced = true, encode, resetContext }: Wanted = {}) {
  const clock = createFakeClock();
  const engines = createFakeEngines(isPaced ? clock : undefined, encode);
  const room = createLiveRoom();
  const apply = vi.fn(async (_code: string, _command: RoomCommand) => null);
  const log = { warn: vi.fn() };
  let ids = 0;
  const lyria = createLyria({
    bus: room.bus,
    clock,
    startEngine: (facts) => Object.assign(engines.start(facts), resetContext && { resetContext }),
    randomness: { integer: (below) => below - 1, id: () => `epoch-${ids++}` },
    apply,
    log,
    store: room.store,
  });
  const chunks = () => room.bus.log.filter((message): message is Sound => message.kind === 'AUDIO').map(({ chunk }) => chunk);
  const lives = () => room.bus.log.flatMap((message) => (message.kind === 'LIVE' ? [message.live] : []));
  const play = () => room.change({ isPlaying: true, startedAtMs: clock.nowMs() });
  return { clock, engines, room, apply, log, lyria, chunks, lives, play };
}

describe('an engine for a room', () => {
  it('starts with the music, from the decision and the target, and stops with it', async () => {
    const { engines, room, lyria, play, clock } = setUp();
    expect(engines.all).toHaveLength(0);
    play();
    expect(engines.all).toHaveLength(1);
    expect(engines.all[0]?.intents[0]).toEqual({
      prompts: [{ text: 'lofi hip hop', weight: 1 }],
      steering: room.state().target,
      controls: { guidance: null, temperature: null, topK: null, seed: null, onlyBassAndDrums: false, mode: 'QUALITY' },
    });
    expect(lyria.liveOf(CODE).health).toBe('STARTING');
    await clock.advance(100);
    expect(lyria.liveOf(CODE)).toMatchObject({ health: 'PLAYING', engine: 'HOUSE_BAND', reason: null });
    room.change({ isPlaying: false });
    expect(engines.running()).toBe(0);
    expect(lyria.liveOf(CODE)).toMatchObject({ health: 'IDLE', reason: null, heard: null, position: null });
  });

  it('is one, however often the room says that it plays', async () => {
    const { engines, play, clock } = setUp();
    play();
    play();
    await clock.advance(1_000);
    play();
    expect(engines.all).toHaveLength(1);
  });

  it('two quick starts never make two engines: the second waits until the first has stopped', async () => {
    const { engines, room, play } = setUp();
    let release = () => {};
    engines.holdStops(
      new Promise((resolve) => {
        release = resolve;
      }),
    );
    play();
    room.change({ isPlaying: false });
    play();
    await settled();
    expect(engines.all).toHaveLength(1);
    release();
    await settled();
    expect(engines.all).toHaveLength(2);
    expect(engines.running()).toBe(1);
  });

  it('is told what the host holds, and forgets the music once for each time that it is asked to', async () => {
    const forgetting: number[] = [];
    const { engines, room, play, clock } = setUp({ resetContext: () => void forgetting.push(engines.all[0]?.intents.length ?? 0) });
    room.change({ contextResets: 3 });
    play();
    const [engine] = engines.all;
    const revision = room.state().target.revision + 1;
    const controls = { ...room.state().controls, guidance: 4.5, scale: 'C_MAJOR_A_MINOR' } as const;
    room.change({ controls, contextResets: 4, target: { ...room.state().target, revision } });
    expect(engine?.intents.at(-1)?.controls).toEqual({ ...engine?.intents[0]?.controls, guidance: 4.5 });
    // After the intent that came with it, and not when it starts in a room where this was asked before.
    expect(forgetting).toEqual([2]);
    room.change({});
    await clock.advance(1_000);
    expect(forgetting).toEqual([2]);
    room.change({ contextResets: 5 });
    expect(forgetting).toEqual([2, 2]);
  });

  it('that has nothing to forget plays on', async () => {
    const { room, play, clock, chunks, log } = setUp();
    play();
    room.change({ contextResets: 1 });
    await clock.advance(1_000);
    expect(chunks().length).toBeGreaterThan(10);
    expect(log.warn).not.toHaveBeenCalled();
  });

  it('that declines a prompt has the room told, until it has ended', async () => {
    const { engines, room, apply, play } = setUp();
    play();
    engines.all[0]?.listener.declined?.('lofi hip hop');
    expect(apply).toHaveBeenCalledWith(CODE, { kind: 'DECLINE_PROMPT', text: 'lofi hip hop' });
    room.change({ isPlaying: false });
    await settled();
    apply.mockClear();
    engines.all[0]?.listener.declined?.('lofi hip hop');
    expect(apply).not.toHaveBeenCalled();
  });

  it('plays on when it refuses an intent, and takes the next one', async () => {
    const { clock, engines, room, log, chunks, play } = setUp();
    play();
    await clock.advance(1_000);
    engines.refuseNext();
    room.change({ target: { ...room.state().target, bpm: 71, revision: room.state().target.revision + 1 } });
    expect(log.warn).toHaveBeenCalledTimes(1);
    const before = chunks().length;
    await clock.advance(1_000);
    expect(chunks().length).toBeGreaterThan(before);
    room.change({ target: { ...room.state().target, bpm: 72, revision: room.state().target.revision + 1 } });
    expect(engines.all.map(({ intents }) => intents.at(-1)?.steering.bpm)).toEqual([72]);
  });

  it('is steered at once when a fader moves, and not when nothing that it plays has changed', () => {
    const { engines, room, play } = setUp();
    play();
    const target = { ...room.state().target, bpm: 128, revision: 2 };
    room.change({ target });
    expect(engines.all[0]?.intents).toHaveLength(2);
    expect(engines.all[0]?.intents.at(-1)?.steering).toEqual(target);
    room.change({ name: 'Another name' });
    expect(engines.all[0]?.intents).toHaveLength(2);
    const { decision } = room.state();
    const mix = { ...decision.mix, prompts: [{ text: 'funk', weight: 1, credits: [] }] };
    room.change({ decision: { ...decision, mix, revision: 3 }, target: { ...target, revision: 3 } });
    expect(engines.all[0]?.intents.at(-1)?.prompts).toEqual([{ text: 'funk', weight: 1 }]);
  });

  it('follows the newest state only: one that comes late changes nothing', () => {
    const { engines, room, play } = setUp();
    const { state: before } = room.change({ name: 'Before' });
    play();
    room.bus.publish({ kind: 'ROOM', state: before, events: [] });
    expect(engines.running()).toBe(1);
  });

  it('is freed with its room', async () => {
    const { engines, room, play, clock, lyria } = setUp();
    play();
    await clock.advance(1_000);
    const leave = lyria.attend(CODE, 'OPUS');
    room.change({ isPlaying: false, isClosed: true });
    expect(engines.running()).toBe(0);
    leave();
    await clock.advance(60_000);
    expect(lyria.liveOf(CODE).version).toBe(0);
    expect(lyria.ringOf(CODE)).toEqual([]);
    expect(clock.pending()).toBe(0);
  });

  it('of a room that was playing before the process began is taken up', async () => {
    const clock = createFakeClock();
    const engines = createFakeEngines();
    const room = createLiveRoom({ isPlaying: true, startedAtMs: 0 });
    createLyria({
      bus: room.bus,
      clock,
      startEngine: engines.start,
      randomness: { integer: () => 0, id: () => 'e' },
      apply: async () => null,
      log: { warn: () => {} },
      store: room.store,
    });
    await settled();
    expect(engines.running()).toBe(1);
  });

  it('stop ends all, waits for the engines, and leaves nothing behind', async () => {
    const { engines, lyria, play, clock, room } = setUp();
    play();
    await clock.advance(500);
    await lyria.stop();
    expect(engines.running()).toBe(0);
    expect(clock.pending()).toBe(0);
    expect(room.bus.subscriptions()).toBe(0);
    play();
    expect(engines.all).toHaveLength(1);
  });
});

describe('sound', () => {
  it('has an epoch, counts from 0 and says when it is due: 300 ms after the first block', async () => {
    const { chunks, play, clock, engines, lyria } = setUp({ isPaced: false });
    lyria.attend(CODE, 'PCM_S16LE');
    play();
    await clock.advance(80);
    const startedAtMs = clock.nowMs();
    for (let block = 0; block < 3; block += 1) engines.all[0]?.render();
    const pcm = chunks().map((chunk) => chunk.as('PCM_S16LE'));
    expect(pcm.map((chunk) => chunk?.seq)).toEqual([0, 1, 2]);
    expect(pcm.map((chunk) => chunk?.epoch)).toEqual(['epoch-0', 'epoch-0', 'epoch-0']);
    expect(pcm.map((chunk) => chunk?.startFrame)).toEqual([0, 4_800, 9_600]);
    expect(pcm.map((chunk) => (chunk?.playAtMs ?? 0) - startedAtMs)).toEqual([300, 400, 500]);
    expect(pcm[0]).toMatchObject({ frames: 4_800, sampleRate: 48_000, channels: 2, encoding: 'PCM_S16LE' });
  });

  it('as Opus is five packets, 312 frames earlier, put into words once for everybody', () => {
    const { chunks, play, engines, clock } = setUp({ isPaced: false });
    play();
    engines.all[0]?.render();
    engines.all[0]?.render();
    const [, second] = chunks();
    const opus = second?.as('OPUS');
    expect(second?.as('OPUS')).toBe(opus);
    expect(opus).toMatchObject({ startFrame: 4_488, frames: 4_800, encoding: 'OPUS', seq: 1 });
    expect(opus?.playAtMs).toBe(clock.nowMs() + 400 - 6.5);
    expect(opus?.packets).toEqual([0, 1, 2, 3, 4].map((index) => Buffer.from([1, index]).toString('base64')));
  });

  it('as PCM is the very block, made when first asked for and then shared', () => {
    const { chunks, play, engines, lyria } = setUp({ isPaced: false });
    lyria.attend(CODE, 'PCM_S16LE');
    play();
    for (let block = 0; block < 4; block += 1) engines.all[0]?.render();
    const third = chunks()[3]?.as('PCM_S16LE');
    const bytes = Buffer.from(third?.packets[0] ?? '', 'base64');
    expect(third?.packets).toHaveLength(1);
    expect(bytes.equals(Buffer.from(toneOfBlock(3).buffer))).toBe(true);
    expect(chunks()[3]?.as('PCM_S16LE')).toBe(third);
  });

  it('as PCM is made only while somebody wants it, and for 10 s after', async () => {
    const { lyria, chunks, engines, play, clock } = setUp();
    const newest = () => chunks().at(-1)?.as('PCM_S16LE') ?? null;
    play();
    lyria.attend(CODE, 'OPUS');
    await clock.advance(1_000);
    expect(newest()).toBeNull();
    const leave = [lyria.attend(CODE, 'PCM_S16LE'), lyria.attend(CODE, 'PCM_S16LE')];
    await clock.advance(100);
    expect(newest()).not.toBeNull();
    leave[0]?.();
    await clock.advance(20_000);
    expect(newest()).not.toBeNull();
    leave[1]?.();
    await clock.advance(9_000);
    lyria.attend(CODE, 'PCM_S16LE')();
    await clock.advance(9_900);
    expect(newest()).not.toBeNull();
    await clock.advance(200);
    expect(newest()).toBeNull();
    expect(engines.all).toHaveLength(1);
  });

  it('as Opus comes out of a decoder exactly where its start frame says', async () => {
    const { chunks, play, engines } = setUp({ isPaced: false, encode: createOpusEncoder().encode });
    play();
    for (let block = 0; block < 20; block += 1) engines.all[0]?.render();
    const decoder = new OpusDecoder({ channels: 2 });
    await decoder.ready;
    const packets = chunks().flatMap((chunk) => (chunk.as('OPUS')?.packets ?? []).map((packet) => Buffer.from(packet, 'base64')));
    const decoded = decoder.decodeFrames(packets).channelData[0] as Float32Array;
    decoder.free();
    const firstFrame = chunks()[0]?.as('OPUS')?.startFrame ?? Number.NaN;
    const tones = Array.from({ length: 20 }, (_, block) => toneOfBlock(block));
    let signal = 0;
    let noise = 0;
    for (let frame = 4_800; frame < 90_000; frame += 1) {
      const sent = (tones[Math.floor(frame / 4_800)]?.[(frame % 4_800) * 2] as number) / 32_768;
      signal += sent ** 2;
      noise += (sent - (decoded[frame - firstFrame] as number)) ** 2;
    }
    expect(10 * Math.log10(signal / noise)).toBeGreaterThan(20);
  });

  it('stays in the ring for 10 s', async () => {
    const { lyria, play, clock } = setUp();
    play();
    lyria.attend(CODE, 'OPUS');
    await clock.advance(15_000);
    const ring = lyria.ringOf(CODE);
    expect(ring).toHaveLength(100);
    expect(ring.at(-1)?.seq).toBe((ring[0]?.seq ?? 0) + 99);
  });

  it('reaches the bus about 700 ms before it is due', async () => {
    const { room, play, clock, lyria } = setUp();
    lyria.attend(CODE, 'PCM_S16LE');
    const aheadMs: number[] = [];
    room.bus.subscribe(CODE, (message) => {
      if (message.kind === 'AUDIO') aheadMs.push((message.chunk.as('PCM_S16LE')?.playAtMs ?? 0) - clock.nowMs());
    });
    play();
    await clock.advance(3_000);
    expect(Math.min(...aheadMs.slice(5))).toBe(700);
    expect(Math.max(...aheadMs.slice(5))).toBe(700);
  });

  it('is due later for everybody once one listener needs that, and says so; the time without the delay stays even', async () => {
    const { lyria, chunks, play, clock } = setUp();
    const sound = () => chunks().flatMap((chunk) => chunk.as('OPUS') ?? []);
    play();
    lyria.attend(CODE, 'OPUS');
    await clock.advance(2_000);
    const before = sound().length;
    expect(lyria.reportArrival(CODE, 'ben', 450)).toBe(true);
    expect(lyria.reportArrival(CODE, 'ann', 5_000)).toBe(false);
    await clock.advance(2_000);
    expect(sound().map(({ delayMs }) => delayMs)).toEqual(sound().map((_, seq) => (seq < before ? 300 : 550)));
    const even = sound().map(({ playAtMs, delayMs }) => playAtMs - delayMs);
    expect(even.slice(1).map((dueMs, seq) => dueMs - (even[seq] as number))).toEqual(Array(even.length - 1).fill(100));
    await clock.advance(60_000);
    expect(sound().at(-1)?.delayMs).toBeLessThan(550);
  });

  it('is heard as late as it is due: what a screen shows waits with the ear', async () => {
    const { lyria, play, clock, engines } = setUp({ isPaced: false });
    play();
    lyria.reportArrival(CODE, 'ben', 900);
    engines.all[0]?.listener.beat({ atFrame: 0, revision: 1, bar: 0, beat: 0, section: 'intro', chord: 'Am', bpm: 90 });
    engines.all[0]?.render();
    await clock.advance(900);
    expect(lyria.liveOf(CODE).position).toBeNull();
    await clock.advance(200);
    expect(lyria.liveOf(CODE).position).toMatchObject({ bar: 0, chord: 'Am' });
  });

  it('of a room that plays nothing here has nobody to wait for', () => {
    expect(setUp().lyria.reportArrival('ZZZZZZ', 'ann', 100)).toBe(false);
  });

  it('of an engine that was stopped goes nowhere', async () => {
    const { engines, room, play, chunks } = setUp({ isPaced: false });
    play();
    engines.all[0]?.render();
    room.change({ isPlaying: false });
    engines.all[0]?.render();
    engines.all[0]?.listener.health('FAILED', 'too late');
    expect(chunks()).toHaveLength(1);
    expect(room.bus.log.at(-1)).toMatchObject({ kind: 'LIVE', live: { health: 'IDLE' } });
  });
});

describe('what is heard', () => {
  it('is told per bar, when the bar sounds and not when it is rendered', async () => {
    const { lyria, lives, play, clock } = setUp();
    play();
    await clock.advance(250);
    expect(lyria.liveOf(CODE).position).toBeNull();
    await clock.advance(150);
    expect(lyria.liveOf(CODE).position).toEqual({ bar: 0, beat: 0, section: 'verse', chord: 'Am', atFrame: 0 });
    await clock.advance(1_800);
    expect(lyria.liveOf(CODE).position?.bar).toBe(0);
    await clock.advance(200);
    expect(lyria.liveOf(CODE).position).toMatchObject({ bar: 1, beat: 0, atFrame: 96_000 });
    expect(new Set(lives().map(({ position }) => position?.bar))).toEqual(new Set([undefined, 0, 1]));
  });

  it('follows the audio: a fader is heard when the sound made from it sounds', async () => {
    const { lyria, room, play, clock } = setUp();
    play();
    await clock.advance(1_000);
    const first = room.state().target;
    expect(lyria.liveOf(CODE).heard).toEqual(first);
    const target = { ...first, density: 0.9, revision: 2 };
    room.change({ target });
    await clock.advance(600);
    expect(lyria.liveOf(CODE).heard).toEqual(first);
    await clock.advance(400);
    expect(lyria.liveOf(CODE).heard).toEqual(target);
  });

  it('is exact when faders moved faster than the music could', async () => {
    const { lyria, room, play, clock } = setUp();
    play();
    await clock.advance(1_000);
    for (let revision = 2; revision <= 6; revision += 1) room.change({ target: { ...room.state().target, bpm: 90 + revision, revision } });
    await clock.advance(2_000);
    expect(lyria.liveOf(CODE).heard).toMatchObject({ bpm: 96, revision: 6 });
  });

  it('every change of the record has a version of its own, and nothing is told twice', async () => {
    const { lives, play, clock } = setUp();
    play();
    await clock.advance(5_000);
    const versions = lives().map(({ version }) => version);
    expect(versions).toEqual(versions.map((_, at) => at + 1));
    expect(versions.length).toBeLessThan(10);
  });

  it('listeners who come and go change the version, but make no news', async () => {
    const { lyria, lives, play, clock } = setUp();
    play();
    await clock.advance(1_000);
    const told = lives().length;
    const leave = Array.from({ length: 100 }, () => lyria.attend(CODE, 'OPUS'));
    for (const go of leave) go();
    expect(lives()).toHaveLength(told);
    expect(lyria.liveOf(CODE).version).toBe((lives().at(-1)?.version ?? 0) + 200);
  });

  it('a wish that was accepted becomes sounding when its revision is heard, and is told once', async () => {
    const { apply, room, play, clock } = setUp();
    play();
    await clock.advance(1_000);
    const accepted = participant('ben', { wish: wish({ fate: 'ACCEPTED', revision: 2 }) });
    room.change({ participants: [participant('ann'), accepted], target: { ...room.state().target, revision: 2 } });
    await clock.advance(500);
    expect(apply).not.toHaveBeenCalled();
    await clock.advance(500);
    expect(apply.mock.calls).toEqual([[CODE, { kind: 'HEAR', revision: 2 }]]);
    await clock.advance(3_000);
    expect(apply).toHaveBeenCalledTimes(1);
  });

  it('own words as a genre are a wish, too; waiting and declined ones are not', async () => {
    const { apply, room, play, clock } = setUp();
    play();
    const waiting = participant('ann', { wish: wish({ fate: 'WAITING' }), genreWish: wish({ fate: 'DECLINED', field: 'genre' }) });
    room.change({ participants: [waiting] });
    await clock.advance(1_000);
    expect(apply).not.toHaveBeenCalled();
    const genreWish = wish({ fate: 'ACCEPTED', revision: 1, field: 'genre' });
    room.change({ participants: [participant('ann', { genreWish })] });
    await clock.advance(200);
    expect(apply).toHaveBeenCalledWith(CODE, { kind: 'HEAR', revision: 1 });
  });
});

describe('ears', () => {
  it('without any the music rests after 30 s, says so, and goes on in a new epoch when one comes', async () => {
    const { engines, lyria, play, clock, chunks } = setUp();
    play();
    await clock.advance(29_900);
    expect(engines.running()).toBe(1);
    await clock.advance(200);
    expect(engines.running()).toBe(0);
    expect(lyria.liveOf(CODE)).toMatchObject({ health: 'IDLE', heard: null, position: null });
    expect(lyria.liveOf(CODE).reason).toContain('Nobody is listening');
    lyria.attend(CODE, 'OPUS');
    await clock.advance(100);
    expect(engines.running()).toBe(1);
    expect(lyria.liveOf(CODE)).toMatchObject({ health: 'PLAYING', reason: null, ears: 1 });
    expect(chunks().at(-1)).toMatchObject({ epoch: 'epoch-1' });
    expect(lyria.ringOf(CODE)[0]).toMatchObject({ epoch: 'epoch-1', seq: 0 });
  });

  it('one is enough; the 30 s begin when the last has gone', async () => {
    const { engines, lyria, play, clock } = setUp();
    play();
    const leave = [lyria.attend(CODE, 'OPUS'), lyria.attend(CODE, 'OPUS')];
    await clock.advance(60_000);
    leave[0]?.();
    leave[0]?.();
    expect(lyria.liveOf(CODE).ears).toBe(1);
    await clock.advance(60_000);
    leave[1]?.();
    await clock.advance(20_000);
    const again = lyria.attend(CODE, 'OPUS');
    await clock.advance(20_000);
    again();
    await clock.advance(29_000);
    expect(engines.all).toHaveLength(1);
    expect(engines.running()).toBe(1);
    await clock.advance(1_100);
    expect(engines.running()).toBe(0);
  });

  it('that come to a room nobody knows leave no trace', () => {
    const { lyria } = setUp();
    lyria.attend('NOBODY', 'OPUS')();
    expect(lyria.liveOf('NOBODY').version).toBe(0);
  });

  it('a rest ends with the music: started again it plays for 30 s', async () => {
    const { engines, room, play, clock } = setUp();
    play();
    await clock.advance(31_000);
    room.change({ isPlaying: false });
    play();
    await clock.advance(29_000);
    expect(engines.running()).toBe(1);
  });
});

describe('an engine that is quicker than its start', () => {
  /** An engine that does something with its listener before it has been handed over. */
  function startingWith(act: (engine: FakeEngine) => void) {
    const clock = createFakeClock();
    const engines = createFakeEngines();
    const room = createLiveRoom();
    const lyria = createLyria({
      bus: room.bus,
      clock,
      startEngine(start) {
        const engine = engines.start(start);
        act(engines.all.at(-1) as FakeEngine);
        return engine;
      },
      randomness: { integer: () => 0, id: () => 'e' },
      apply: async () => null,
      log: { warn: () => {} },
    });
    return { clock, engines, room, lyria, play: () => room.change({ isPlaying: true, startedAtMs: clock.nowMs() }) };
  }

  it('is heard from its first block on', () => {
    const { lyria, play } = startingWith((engine) => engine.render());
    play();
    expect(lyria.liveOf(CODE).health).toBe('PLAYING');
    expect(lyria.ringOf(CODE)).toHaveLength(1);
  });

  it('is stopped when it gives up at once', async () => {
    const { lyria, play, engines } = startingWith((engine) => engine.listener.health('FAILED', 'No band today.'));
    play();
    await settled();
    expect(engines.all).toHaveLength(1);
    expect(engines.running()).toBe(0);
    expect(lyria.liveOf(CODE)).toMatchObject({ health: 'FAILED', reason: 'No band today.' });
  });

  it('is stopped when the room stops meanwhile, and told what is new when the room changes meanwhile', () => {
    const stopped = startingWith(() => stopped.room.change({ isPlaying: false }));
    stopped.play();
    expect(stopped.engines.running()).toBe(0);
    const changed = startingWith(() => changed.room.change({ target: { ...changed.room.state().target, bpm: 120, revision: 2 } }));
    changed.play();
    expect(changed.engines.all.map(({ intents }) => intents.map(({ steering }) => steering.bpm))).toEqual([[90, 120]]);
  });
});

describe('trouble', () => {
  it('an engine that does not start is tried again after 2, 4 and 8 s, and the room is told', async () => {
    const { engines, lyria, play, clock, log } = setUp();
    lyria.attend(CODE, 'OPUS');
    for (const delayMs of [2_000, 4_000, 8_000]) {
      engines.failNext();
      if (delayMs === 2_000) play();
      else await clock.advance(delayMs / 2);
      expect(lyria.liveOf(CODE).health).toBe('FAILED');
      expect(lyria.liveOf(CODE).reason).toBe('The music could not be played; it is being started again.');
    }
    expect(log.warn).toHaveBeenCalledTimes(3);
    await clock.advance(7_900);
    expect(engines.all).toHaveLength(0);
    await clock.advance(200);
    expect(engines.running()).toBe(1);
    expect(lyria.liveOf(CODE)).toMatchObject({ health: 'PLAYING', reason: null });
  });

  it('an engine that gives up is stopped and replaced, in a new epoch, with its own words as the reason', async () => {
    const { engines, lyria, play, clock, chunks } = setUp();
    play();
    await clock.advance(500);
    engines.all[0]?.listener.health('FAILED', 'The band has left.');
    expect(engines.running()).toBe(0);
    expect(lyria.liveOf(CODE)).toMatchObject({ health: 'FAILED', reason: 'The band has left.', heard: null });
    await clock.advance(2_000);
    expect(engines.running()).toBe(1);
    expect(chunks().at(-1)?.epoch).toBe('epoch-1');
  });

  it('ten seconds of sound make the next failure a first one again', async () => {
    const { engines, lyria, play, clock } = setUp();
    lyria.attend(CODE, 'OPUS');
    play();
    for (let time = 0; time < 3; time += 1) {
      await clock.advance(12_000);
      engines.all.at(-1)?.listener.health('FAILED', null);
      await clock.advance(2_000);
      expect(engines.running()).toBe(1);
    }
  });

  it('a degraded engine plays on and says why', async () => {
    const { engines, lyria, play, clock } = setUp();
    play();
    await clock.advance(500);
    engines.all[0]?.listener.health('DEGRADED', 'A player is being replaced.');
    expect(lyria.liveOf(CODE)).toMatchObject({ health: 'DEGRADED', reason: 'A player is being replaced.' });
    await clock.advance(200);
    expect(lyria.liveOf(CODE).health).toBe('DEGRADED');
    engines.all[0]?.listener.health('PLAYING', null);
    expect(lyria.liveOf(CODE)).toMatchObject({ health: 'PLAYING', reason: null });
  });

  it('an engine that lets another stand in says so, and who plays is told with the reason', async () => {
    const { engines, lyria, play, clock } = setUp();
    play();
    await clock.advance(500);
    engines.all[0]?.listener.health('PLAYING', null, 'LYRIA');
    expect(lyria.liveOf(CODE)).toMatchObject({ engine: 'LYRIA', health: 'PLAYING', reason: null });
    engines.all[0]?.listener.health('DEGRADED', 'The house band stands in.', 'HOUSE_BAND');
    expect(lyria.liveOf(CODE)).toMatchObject({ engine: 'HOUSE_BAND', health: 'DEGRADED', reason: 'The house band stands in.' });
  });

  it('an engine that says nothing for five seconds is replaced', async () => {
    const { engines, play, clock, lyria } = setUp({ isPaced: false });
    play();
    engines.all[0]?.render();
    await clock.advance(5_000);
    expect(engines.running()).toBe(1);
    await clock.advance(200);
    expect(lyria.liveOf(CODE).health).toBe('FAILED');
    await clock.advance(2_000);
    expect(engines.all).toHaveLength(2);
  });

  it('a stop ends the attempts', async () => {
    const { engines, room, play, clock, lyria } = setUp();
    engines.failNext();
    play();
    room.change({ isPlaying: false });
    expect(lyria.liveOf(CODE)).toMatchObject({ health: 'IDLE', reason: null });
    await clock.advance(60_000);
    expect(engines.all).toHaveLength(0);
    expect(clock.pending()).toBe(0);
  });
});
