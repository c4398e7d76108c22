// One socket's lane, on sockets of paper: who has to wait, who has the next turn, and when it asks whether anybody still reads.
import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { beforeEach, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { createSharedBody, type Line, PROBE, type SharedBody } from '../../server/http/fanout-frame.ts';
import { createLane, type Lane } from '../../server/http/fanout-lane.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';

let clock: FakeClock;
let lane: Lane;
let socket: EventEmitter & { readyState: number; OPEN: number; closedWith?: number; isCut?: boolean };
let connection: EventEmitter & { writableLength: number; writableNeedDrain: boolean };
beforeEach(() => {
  clock = createFakeClock();
  socket = Object.assign(new EventEmitter(), {
    readyState: 1,
    OPEN: 1,
    close(code: number) {
      Object.assign(socket, { closedWith: code, readyState: 2 });
    },
    terminate() {
      socket.isCut = true;
    },
  });
  connection = Object.assign(new EventEmitter(), { writableLength: 0, writableNeedDrain: false });
  lane = createLane(socket as unknown as WebSocket, connection as unknown as Socket, { clock, log: { debug: () => {} } });
});

const setBuffered = (bytes: number) => Object.assign(connection, { writableLength: bytes, writableNeedDrain: bytes > 0 });
/** Writes something now, and tells whether a probe went with it. */
function isProbing(): boolean {
  let probing = false;
  const writer = {
    write(_line: Line, _body: SharedBody, isIncluded: boolean) {
      probing = isIncluded;
    },
  };
  lane.carry(writer, createSharedBody('{}', clock.nowMs()));
  return probing;
}

test('a full buffer makes all wait until it has drained; a large write that is through does not', () => {
  expect(lane.isReady()).toBe(true);
  Object.assign(connection, { writableLength: 0, writableNeedDrain: true });
  expect(lane.isReady()).toBe(true);
  setBuffered(20_000);
  expect(lane.isReady()).toBe(false);
  setBuffered(0);
  connection.emit('drain');
  expect(lane.isReady()).toBe(true);
});

test('who had its turn is last the next time, so that endless sound keeps no state waiting', () => {
  const turns: string[] = [];
  for (const name of ['sound', 'state', 'prompts']) {
    lane.add({
      resume() {
        turns.push(name);
        setBuffered(20_000);
        lane.isReady();
      },
      evict: () => {},
    });
  }
  setBuffered(20_000);
  lane.isReady();
  for (let turn = 0; turn < 5; turn += 1) {
    setBuffered(0);
    connection.emit('drain');
  }
  expect(turns).toEqual(['sound', 'state', 'prompts', 'sound', 'state']);
});

test('every eight seconds a write carries a probe; without its answer nothing is written after one more', async () => {
  expect(isProbing()).toBe(false);
  await clock.advance(8_000);
  expect(isProbing()).toBe(true);
  await clock.advance(1_000);
  expect([isProbing(), lane.isReady()]).toEqual([false, true]);
  await clock.advance(1);
  expect(lane.isReady()).toBe(false);
  socket.emit('pong', Buffer.alloc(0));
  expect(lane.isReady()).toBe(false);
  socket.emit('pong', PROBE);
  expect(lane.isReady()).toBe(true);
  await clock.advance(8_000);
  expect(isProbing()).toBe(true);
});

test('ten seconds of loss close it with 4490, and two more cut it', async () => {
  const sinceMs = clock.nowMs();
  await clock.advance(9_999);
  lane.losing(sinceMs);
  expect(socket.closedWith).toBeUndefined();
  await clock.advance(1);
  lane.losing(sinceMs);
  expect([socket.closedWith, lane.isReady()]).toEqual([4490, false]);
  await clock.advance(2_000);
  expect(socket.isCut).toBe(true);
});

test('a close that gets through cuts nothing, and puts everybody out', async () => {
  const out: string[] = [];
  lane.add({ resume: () => {}, evict: () => void out.push('sound') });
  await clock.advance(10_000);
  lane.losing(0);
  socket.emit('close');
  await clock.advance(5_000);
  expect([socket.isCut, out, clock.pending()]).toEqual([undefined, ['sound'], 0]);
});
