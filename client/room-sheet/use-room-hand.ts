// A host's hand on the room: each act asks the server, takes its answer as the newest snapshot, and says a refusal in words.
import { useMemo } from 'react';
import type { CombinedError } from 'urql';
import { detailsOf, sentenceOf, troubleOf } from '../graphql/errors.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { RoomFieldsFragment, RoomSettingsInput } from '../graphql/generated/graphql.ts';
import { useSession } from '../graphql/RoomProvider.tsx';
import type { Room } from '../graphql/room-store.ts';
import { roomSheet } from '../text/sentences.ts';

const UpdateRoom = graphql(`
  mutation UpdateRoom($code: String!, $input: RoomSettingsInput!) {
    room: updateRoom(code: $code, input: $input) {
      ...RoomFields
    }
  }
`);
const SetCoHost = graphql(`
  mutation SetCoHost($code: String!, $id: ID!, $isCoHost: Boolean!) {
    room: setCoHost(code: $code, participantId: $id, isCoHost: $isCoHost) {
      ...RoomFields
    }
  }
`);
const Silence = graphql(`
  mutation Silence($code: String!, $id: ID!, $isSilenced: Boolean!) {
    room: silenceParticipant(code: $code, participantId: $id, isSilenced: $isSilenced) {
      ...RoomFields
    }
  }
`);
const RemovePerson = graphql(`
  mutation RemovePerson($code: String!, $id: ID!) {
    room: removeParticipant(code: $code, participantId: $id) {
      ...RoomFields
    }
  }
`);
const TransferHost = graphql(`
  mutation TransferHost($code: String!, $id: ID!) {
    room: transferHost(code: $code, participantId: $id) {
      ...RoomFields
    }
  }
`);
const EndRoom = graphql(`
  mutation EndRoom($code: String!) {
    closeRoom(code: $code)
  }
`);

/** Ours where they are general or a range is named; else the server's own, for it knows persons and causes. */
function refusalOf(error: CombinedError): string {
  const ranges: Readonly<Record<string, (min: number, max: number) => string>> = roomSheet.ranges;
  const own: Readonly<Record<string, string>> = roomSheet.refusals;
  const { field, min, max } = detailsOf(error);
  const range = field !== null && max !== null ? ranges[field]?.(min ?? 1, max) : undefined;
  return range ?? own[troubleOf(error)] ?? roomSheet.otherwise(sentenceOf(error));
}

/** Why it was refused, in words; `null` when it was done. */
type Answer = Promise<string | null>;

/** A change, or how to make one from the room as it is when its turn comes. */
export type SettingsChange = RoomSettingsInput | ((room: Room) => RoomSettingsInput);

export interface RoomHand {
  /** One after the other: a list that is made from the newest room must not overtake the change before. */
  readonly update: (change: SettingsChange) => Answer;
  readonly setCoHost: (id: string, isCoHost: boolean) => Answer;
  readonly silence: (id: string, isSilenced: boolean) => Answer;
  readonly remove: (id: string) => Answer;
  readonly transfer: (id: string) => Answer;
  readonly endRoom: () => Answer;
}

export function useRoomHand(code: string): RoomHand {
  const { client, store } = useSession();
  return useMemo(() => {
    const answered = async (
      result: PromiseLike<{
        readonly data?: { readonly room: RoomFieldsFragment } | undefined;
        readonly error?: CombinedError | undefined;
      }>,
    ): Answer => {
      const { data, error } = await result;
      if (data) store.offer(data.room);
      return error ? refusalOf(error) : null;
    };
    const { urql } = client;
    let before: Promise<unknown> = Promise.resolve();
    const send = (change: SettingsChange): Answer => {
      const { room } = store.get();
      const input = typeof change !== 'function' ? change : room && change(room);
      return input === null
        ? Promise.resolve(roomSheet.refusals.INTERNAL)
        : answered(urql.mutation(UpdateRoom, { code, input }).toPromise());
    };
    return {
      update: (change) => {
        const answer = before.then(() => send(change));
        before = answer;
        return answer;
      },
      setCoHost: (id, isCoHost) => answered(urql.mutation(SetCoHost, { code, id, isCoHost }).toPromise()),
      silence: (id, isSilenced) => answered(urql.mutation(Silence, { code, id, isSilenced }).toPromise()),
      remove: (id) => answered(urql.mutation(RemovePerson, { code, id }).toPromise()),
      transfer: (id) => answered(urql.mutation(TransferHost, { code, id }).toPromise()),
      endRoom: async () => {
        const { error } = await urql.mutation(EndRoom, { code }).toPromise();
        return error ? refusalOf(error) : null;
      },
    };
  }, [client, store, code]);
}
