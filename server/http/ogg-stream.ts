// `GET /rooms/CODE/stream.ogg`: a room's sound for anything that plays a web address (VLC, mpv, an audio element, an Icecast relay).
// The same packets and the same rules as everybody else's ears; holds no sound of its own, and nothing for a reader that stalls.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AudioChunk } from '../domain/audio.ts';
import type { RoomState } from '../domain/room-state.ts';
import { CoroError } from '../errors.ts';
import type { AudioContainers } from '../ports/audio-container.ts';
import type { Clock } from '../ports/clock.ts';
import type { Randomness, Tickets } from '../ports/tickets.ts';
import type { AudienceService } from '../services/audience.ts';
import type { RoomService } from '../services/room.ts';
import { bearer } from './graphql-yoga.ts';

export interface OggStreamDeps {
  readonly rooms: Pick<RoomService, 'view'>;
  readonly audience: Pick<AudienceService, 'hear'>;
  readonly tickets: Pick<Tickets, 'holderOf'>;
  readonly clock: Clock;
  readonly randomness: Pick<Randomness, 'integer'>;
  readonly containers: AudioContainers;
  /** So many listeners at a time; one more is sent away until somebody leaves. */
  readonly maxListeners: number;
}

export interface OggStream {
  /**
   * Resolves when the stream has ended. Rejects, before anything is sent, with a CoroError: ROOM_NOT_FOUND, FORBIDDEN (a password and no
   * ticket), UNAVAILABLE (nothing plays, or too many listen).
   */
  serve(request: IncomingMessage, response: ServerResponse, code: string): Promise<void>;
}

/** A connection that took nothing for so long is given up; its oldest sound was dropped long before. */
const STALLED_MS = 10_000;
/** Music that has stopped is waited for this long. */
const SILENT_MS = 30_000;
const RETRY_S = 5;
const SERIALS = 2 ** 32;

/** What players show: the room's name, and what it plays as this listener comes. */
function commentsOf({ name, decision }: RoomState): Readonly<Record<string, string>> {
  return { TITLE: name, ARTIST: 'Coro', DESCRIPTION: decision.mix.prompts.map(({ text }) => text).join('; ') };
}

export function createOggStream(deps: OggStreamDeps): OggStream {
  const { rooms, audience, tickets, clock, randomness, containers, maxListeners } = deps;
  let listeners = 0;

  async function admit(request: IncomingMessage, code: string) {
    const ticket = bearer(request.headers.authorization);
    const holder = ticket === null ? null : await tickets.holderOf(ticket);
    const { state } = await rooms.view(holder, code);
    if (!state.isPlaying) throw new CoroError('UNAVAILABLE', 'No music plays in this room yet; try again when it does.');
    return { holder, state };
  }

  /** False when the connection took nothing for too long, or is gone. */
  function drained(response: ServerResponse): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (isWell: boolean) => {
        cancel();
        response.off('drain', onDrain).off('close', onClose);
        resolve(isWell);
      };
      if (response.destroyed) return resolve(false);
      const onDrain = () => settle(true);
      const onClose = () => settle(false);
      const cancel = clock.after(STALLED_MS, () => settle(false));
      response.once('drain', onDrain).once('close', onClose);
    });
  }

  /** Resolves when the room, the music or the listener has gone; the sound that it cannot take in time is dropped before it gets here. */
  async function play(response: ServerResponse, state: RoomState, chunks: AsyncIterableIterator<AudioChunk>): Promise<void> {
    const container = containers.create(randomness.integer(SERIALS));
    const leave = () => void chunks.return?.();
    let cancelWait = () => {};
    const wait = () => {
      cancelWait();
      cancelWait = clock.after(SILENT_MS, leave);
    };
    response.once('close', leave);
    response.write(container.head(commentsOf(state)));
    wait();
    for await (const { packets } of chunks) {
      wait();
      const isTaken = response.write(container.body(packets.map((packet) => Buffer.from(packet, 'base64'))));
      if (isTaken || (await drained(response))) continue;
      response.destroy();
      break;
    }
    cancelWait();
    if (!response.destroyed) response.end(container.tail());
  }

  return {
    async serve(request, response, code) {
      response.setHeader('retry-after', RETRY_S);
      const { holder, state } = await admit(request, code);
      if (listeners >= maxListeners) throw new CoroError('UNAVAILABLE', 'As many players as this server allows are listening already.');
      response.removeHeader('retry-after');
      // Other people's pages may play it: it is as public as the room's code, and no cookie comes with it.
      response.setHeader('access-control-allow-origin', '*');
      response.setHeader('cross-origin-resource-policy', 'cross-origin');
      response.writeHead(200, { 'content-type': containers.mimeType, 'cache-control': 'no-store', 'accept-ranges': 'none' });
      if (request.method === 'HEAD') return void response.end();
      listeners += 1;
      try {
        await play(response, state, await audience.hear(holder, code, 'OPUS', null));
      } finally {
        listeners -= 1;
      }
    },
  };
}
