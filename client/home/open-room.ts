// Opens a room for this browser and keeps its seat; on wish with simulated guests and the music on, so that one tap is enough to play.
import { createRoomClient, type RoomClient } from '../graphql/client.ts';
import { type Trouble, troubleOf } from '../graphql/errors.ts';
import { graphql } from '../graphql/generated/gql.ts';
import { seats } from '../graphql/seats.ts';

const OpenRoom = graphql(`
  mutation OpenRoom($input: CreateRoomInput!) {
    createRoom(input: $input) {
      ticket
      joinUrl
      room {
        code
        name
      }
      participant {
        id
        kind
        displayName
      }
    }
  }
`);

const CallGuests = graphql(`
  mutation CallGuestsAndPlay($code: String!, $count: Int!) {
    inviteSimulatedGuests(code: $code, count: $count) {
      code
    }
    startMusic(code: $code) {
      code
    }
  }
`);

const CloseAgain = graphql(`
  mutation CloseAgain($code: String!) {
    closeRoom(code: $code)
  }
`);

const GUESTS = 4;

export interface OpenWish {
  /** With simulated guests, playing at once, and not listed in public. */
  readonly isAlone: boolean;
  /** As a player with a phone in the hand, instead of as a big screen. */
  readonly takeRole: boolean;
}

/** The address to go to, or what was in the way. */
export async function openRoom(
  client: RoomClient,
  { isAlone, takeRole }: OpenWish,
): Promise<{ readonly path: string } | { readonly trouble: Trouble }> {
  const clientMutationId = crypto.getRandomValues(new Uint32Array(4)).join('-');
  const input = { takeRole, isPublic: !isAlone, clientMutationId };
  const { data, error } = await client.urql.mutation(OpenRoom, { input }).toPromise();
  if (error || !data) return { trouble: error ? troubleOf(error) : 'INTERNAL' };
  const { room, participant, ticket, joinUrl } = data.createRoom;
  if (isAlone) {
    const trouble = await callGuests(room.code, ticket);
    if (trouble !== null) return { trouble };
  }
  seats.save(room.code, { ticket, participantId: participant.id, kind: participant.kind, displayName: participant.displayName, joinUrl });
  return { path: `/r/${room.code}${takeRole ? '' : '/stage'}` };
}

/** A room that guests cannot come to is closed again: it is not what was asked for. */
async function callGuests(code: string, ticket: string): Promise<Trouble | null> {
  const host = createRoomClient({ ticket });
  try {
    const { error } = await host.urql.mutation(CallGuests, { code, count: GUESTS }).toPromise();
    if (error) await host.urql.mutation(CloseAgain, { code }).toPromise();
    return error ? troubleOf(error) : null;
  } finally {
    host.dispose();
  }
}
