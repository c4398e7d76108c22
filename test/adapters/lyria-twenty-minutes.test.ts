// Twenty minutes of a room on a bad day: Lyria makes music slower than it is heard, sessions end without a word, a connection breaks.
// The figures are those that a room can feel: silence, changes of band, and how long a change takes to be heard.
import { expect, test } from 'vitest';
import { MIN_DELAY_MS } from '../../server/domain/room-delay.ts';
import type { MusicIntent } from '../../server/ports/music-engine.ts';
import type { Visit } from '../support/fake-google/settings.ts';
import { createLyriaRig, INTENT, STEERING, stretches } from '../support/lyria-rig.ts';

const MINUTES = 20;
const ASK_EVERY_MS = 8_000;
const FAULTS: Readonly<Record<number, Visit>> = {
  2: { acts: [{ afterMs: 40_000, act: { kind: 'CLOSE', code: 1011, reason: 'The session has reached its maximum duration.' } }] },
  5: { acts: [{ afterMs: 31_000, act: { kind: 'DROP' } }] },
  8: { acts: [{ afterMs: 30_000, act: { kind: 'CLOSE', code: 1011, reason: 'internal error' } }] },
};

function intentOf(revision: number): MusicIntent {
  const texts = ['deep house', 'warm rhodes', 'dub techno'];
  const prompts = [
    { text: texts[revision % 3] as string, weight: 0.7 },
    { text: texts[(revision + 1) % 3] as string, weight: 0.3 },
  ];
  return { prompts, steering: { ...STEERING, density: (revision % 100) / 100, revision } };
}

test('twenty minutes at 0.97x with ended sessions and a broken connection: no silence, a bridge per fault, changes within 8 s', async () => {
  const rig = await createLyriaRig({ rate: 0.97, visit: (connection) => FAULTS[connection] ?? {} });
  const { ear, engine } = rig.room(INTENT);
  const startMs = rig.clock.nowMs();
  const askedAtMs = new Map([[1, startMs]]);
  for (let revision = 2; rig.clock.nowMs() - startMs < MINUTES * 60_000; revision += 1) {
    await rig.clock.advance(ASK_EVERY_MS);
    askedAtMs.set(revision, rig.clock.nowMs());
    engine.steer(intentOf(revision));
  }
  await rig.clock.advance(ASK_EVERY_MS);
  await rig.close();

  const silence = ear.blocks.reduce((sum, { silentMs }) => sum + (silentMs > 5 ? silentMs : 0), 0);
  const bridges = stretches(ear).filter(({ from }) => from === 'BAND').length - 1;
  const firstSoundMs = ear.blocks[0]?.atMs ?? 0;
  const lagsMs = [...askedAtMs].slice(1).map(([revision, atMs]) => {
    const block = ear.blocks.find((heard) => heard.revision >= revision);
    return block === undefined ? Number.POSITIVE_INFINITY : firstSoundMs + MIN_DELAY_MS + block.startFrame / 48 + 100 - atMs;
  });
  expect(silence).toBe(0);
  expect(bridges).toBeLessThanOrEqual(Object.keys(FAULTS).length);
  expect(Math.max(...lagsMs)).toBeLessThanOrEqual(8_000);
  expect(ear.blocks.map(({ startFrame }) => startFrame)).toEqual(ear.blocks.map((_, index) => index * 4_800));

  // What is said to be heard is what the sound was made from.
  for (const { mark, revision } of ear.blocks) {
    if (mark === null || revision < 2) continue;
    const { density } = rig.google.peers[mark.connection]?.made.get(mark.revision)?.config ?? {};
    expect(density).toBe(intentOf(revision).steering.density);
  }
}, 120_000);
