// The live probe and the stand-in agree with one another, and the probe sees where a service differs.
import { expect, test } from 'vitest';
import { type ProbeOptions, type ProbeRow, probeAnswer, probeMusic } from '../../scripts/probe/google-probe.ts';
import { createSystemClock } from '../../server/adapters/system/clock.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { readFaults } from '../support/fake-google/faults.ts';
import { type FakeGoogle, startFakeGoogle } from '../support/fake-google/server.ts';
import type { FakeGoogleSettings } from '../support/fake-google/settings.ts';
import { KEY } from '../support/lyria-rig.ts';
import { createWireWatch } from '../support/wire-watch.ts';

const options = ({ baseUrl }: FakeGoogle, clock: ProbeOptions['clock']): ProbeOptions => ({
  apiKey: KEY,
  baseUrl,
  musicModel: 'lyria-realtime-exp',
  textModel: 'gemini-3.5-flash-lite',
  clock,
  listenMs: 20_000,
});
const different = (rows: readonly ProbeRow[]) => rows.flatMap(({ fact, agrees }) => (agrees ? [] : [fact]));

async function listen(settings: Partial<FakeGoogleSettings>): Promise<string[]> {
  const wire = createWireWatch();
  let google: FakeGoogle | null = null;
  const clock = createFakeClock(undefined, () => wire.still(google));
  google = await startFakeGoogle({ clock, settings });
  const rows = probeMusic({ ...options(google, clock), createSocket: wire.createSocket });
  await clock.advance(20_000);
  await google.close();
  return different(await rows);
}

async function ask(...faults: string[]): Promise<string[]> {
  const clock = createSystemClock();
  const settings = readFaults(faults);
  if ('length' in settings) throw new Error(`No such fault: ${settings}`);
  const google = await startFakeGoogle({ clock, settings });
  const rows = await probeAnswer(options(google, clock));
  await google.close();
  return different(rows);
}

test('nothing differs at the stand-in', async () => {
  expect(await listen({})).toEqual([]);
  expect(await ask()).toEqual([]);
});

test('what differs is found', async () => {
  expect(await listen({ frames: 'TEXT', chunkMs: 1_000, mimeType: 'audio/wav', rate: 0.5 })).toEqual([
    'sound of one chunk',
    'made of real time',
    'frames',
    'label',
  ]);
  expect(await listen({ acceptsKey: () => false })).toContain('the session stays open');
  expect(await ask('answer:cut')).toEqual(['it finishes with', 'it fits the schema']);
  expect(await ask('answer:429')).toEqual(['an answer comes']);
  expect(await ask('answer:blocked')).toEqual(['it finishes with', 'it fits the schema']);
});

test('faults that nobody knows are named', () => {
  expect(readFaults(['drop@30', 'explode', 'answer:maybe'])).toEqual(['explode', 'answer:maybe']);
});
