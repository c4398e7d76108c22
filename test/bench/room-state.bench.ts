// How long one participant's change takes to everybody's screen: 100 subscribers in a process of their own, `updateInput` by HTTP,
// `roomState` by WebSocket. Prints figures and judges nothing. `tsx test/bench/room-state.bench.ts [--json]`
import { type ChildProcess, fork } from 'node:child_process';
import { cpus } from 'node:os';
import { buildApp } from '../support/build-app.ts';
import { connect, dataOf, post, type Stream } from '../support/third-party.ts';

const SUBSCRIBERS = 100;
const ROUNDS = 60;
const WARM_UP = 10;
const GOAL_P99_MS = 100;
const WATCH =
  'subscription($code: String!) { roomState(code: $code) { version target { bpm } participants { displayName influence input { bpm } } } }';
const STEER = 'mutation($code: String!, $bpm: Int!) { updateInput(code: $code, input: { bpm: $bpm }) { id } }';

interface Figures {
  readonly subscribers: number;
  readonly deliveries: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly goalP99Ms: number;
}

/** Milliseconds from sending the change until this subscriber has it. */
function arrival(stream: Stream, bpm: number, sentMs: number): Promise<number> {
  return stream.until(({ roomState }) => roomState.target.bpm === bpm).then(() => performance.now() - sentMs);
}

async function measure(url: string): Promise<Figures> {
  const { createRoom } = dataOf(await post(url, 'mutation { createRoom { ticket room { code } } }'));
  const { code } = createRoom.room;
  const sockets = Array.from({ length: SUBSCRIBERS }, () => connect(url));
  const streams = sockets.map((socket) => socket.listen(WATCH, { code }));
  await Promise.all(streams.map((stream) => stream.until(() => true)));
  const delays: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const bpm = 60 + round;
    const sentMs = performance.now();
    const arrivals = streams.map((stream) => arrival(stream, bpm, sentMs));
    dataOf(await post(url, STEER, { code, bpm }, createRoom.ticket));
    const all = await Promise.all(arrivals);
    if (round >= WARM_UP) delays.push(...all);
  }
  await Promise.all(sockets.map((socket) => socket.close()));
  delays.sort((a, b) => a - b);
  const at = (share: number) => Math.round((delays[Math.ceil(delays.length * share) - 1] ?? 0) * 10) / 10;
  return { subscribers: SUBSCRIBERS, deliveries: delays.length, p50Ms: at(0.5), p99Ms: at(0.99), goalP99Ms: GOAL_P99_MS };
}

function print(figures: Figures): void {
  const { subscribers, deliveries, p50Ms, p99Ms, goalP99Ms } = figures;
  const text = [
    `updateInput to everybody's roomState, ${subscribers} subscribers, ${deliveries} deliveries`,
    `  p50 ${p50Ms} ms   p99 ${p99Ms} ms   (goal: p99 at most ${goalP99Ms} ms)`,
    `  Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}`,
  ];
  process.stdout.write(process.argv.includes('--json') ? `${JSON.stringify(figures)}\n` : `${text.join('\n')}\n`);
}

function nextMessage<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve) => child.once('message', resolve as (message: unknown) => void));
}

if (process.argv.includes('--server')) {
  const app = await buildApp();
  process.send?.(app.url);
  process.once('message', () => app.stop().then(() => process.exit(0)));
} else {
  const child = fork(new URL(import.meta.url), ['--server']);
  const url = await nextMessage<string>(child);
  print(await measure(url));
  child.send('stop');
}
