// How long one participant's change takes to everybody's screen: 100 subscribers, `updateInput` by HTTP, `roomState` by WebSocket.
import { connect, dataOf, post, type Stream } from '../support/third-party.ts';

const SUBSCRIBERS = 100;
const WARM_UP = 10;
const WATCH =
  'subscription($code: String!) { roomState(code: $code) { version target { bpm } participants { displayName influence input { bpm } } } }';
const STEER = 'mutation($code: String!, $bpm: Int!) { updateInput(code: $code, input: { bpm: $bpm }) { id } }';

export interface Screens {
  readonly deliveries: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Milliseconds from sending the change until this subscriber has it. */
function arrival(stream: Stream, bpm: number, sentMs: number): Promise<number> {
  return stream.until(({ roomState }) => roomState.target.bpm === bpm).then(() => performance.now() - sentMs);
}

/** At most 130 rounds, one tempo each. */
export async function measureScreens(url: string, rounds: number): Promise<Screens> {
  const { createRoom } = dataOf(await post(url, 'mutation { createRoom { ticket room { code } } }'));
  const { code } = createRoom.room;
  const sockets = Array.from({ length: SUBSCRIBERS }, () => connect(url));
  const streams = sockets.map((socket) => socket.listen(WATCH, { code }));
  await Promise.all(streams.map((stream) => stream.until(() => true)));
  const delays: number[] = [];
  for (let round = 0; round < WARM_UP + rounds; round += 1) {
    const bpm = 60 + round;
    const sentMs = performance.now();
    const arrivals = streams.map((stream) => arrival(stream, bpm, sentMs));
    dataOf(await post(url, STEER, { code, bpm }, createRoom.ticket));
    const all = await Promise.all(arrivals);
    if (round >= WARM_UP) delays.push(...all);
  }
  await Promise.all(sockets.map((socket) => socket.close()));
  delays.sort((a, b) => a - b);
  const at = (share: number) => delays[Math.ceil(delays.length * share) - 1] ?? Number.NaN;
  return { deliveries: delays.length, p50Ms: at(0.5), p99Ms: at(0.99) };
}
