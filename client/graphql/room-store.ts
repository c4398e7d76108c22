// Follows one room over its subscription and keeps the newest snapshot for many small readers. Knows no screens.
import type { RoomClient } from './client.ts';
import { type Trouble, troubleOf } from './errors.ts';
import { graphql } from './generated/gql.ts';
import type { RoomFieldsFragment } from './generated/graphql.ts';
import { heardPromptsOf, isNewer, keepUnchanged } from './snapshots.ts';

graphql(`
  fragment PersonFields on Participant {
    id
    displayName
    kind
    role
    isHost
    isFounder
    isCoHost
    isSilenced
    isSimulated
    presence
    influence
    joinedAt
    input {
      bpm
      moods
      genre
      instruments
      density
      brightness
      wish
      updatedAt
    }
  }
`);

graphql(`
  fragment RoomFields on RoomState {
    code
    name
    epoch
    version
    sentAt
    isPlaying
    isPublic
    locked
    needsPassword
    playerLimit
    hostId
    listenerCount
    simulatedGuests
    participants {
      ...PersonFields
    }
    engine {
      kind
      health
      reason
      controls {
        scale
        guidance
        temperature
        topK
        seed
        muteBass
        muteDrums
        onlyBassAndDrums
        mode
        effective
      }
      position {
        bar
        beat
        section
        chord
        atFrame
      }
    }
    target {
      bpm
      density
      brightness
      scale
      muteBass
      muteDrums
      revision
    }
    heard {
      bpm
      density
      brightness
      scale
      muteBass
      muteDrums
      revision
    }
    prompts {
      prompts {
        text
        weight
        credits {
          participantId
          displayName
          share
        }
      }
      reason
      source
      credits {
        participantId
        displayName
        share
      }
      revision
      decidedAt
    }
    arbiter {
      kind
      reason
    }
    vote {
      id
      form
      votes
      needed
      expiresAt
      landsAt
      voterIds
    }
    crowdEnergy
    crowdForms {
      form
      isAllowed
      readyAt
    }
    swaps {
      id
      fromId
      toId
      expiresAt
    }
    story {
      id
      at
      kind
      text
      participantId
    }
  }
`);

const WatchRoom = graphql(`
  subscription WatchRoom($code: String!) {
    roomState(code: $code) {
      ...RoomFields
    }
  }
`);

export type Room = RoomFieldsFragment;
export type Person = Room['participants'][number];
export type Prompt = Room['prompts']['prompts'][number];

export interface RoomView {
  /** `null` until the first snapshot. */
  readonly room: Room | null;
  /** The prompts that the sound now going out was made from, as far as this page has seen it begin. */
  readonly heardPrompts: readonly Prompt[];
  /** Why the room cannot be followed any more; `ENDED` when it closed while we watched. */
  readonly trouble: Trouble | 'ENDED' | null;
}

export interface RoomStore {
  readonly get: () => RoomView;
  readonly subscribe: (listener: () => void) => () => void;
  /** Takes a snapshot that came another way, e.g. as the answer of a mutation. */
  readonly offer: (room: Room) => void;
  readonly dispose: () => void;
}

const ASK_AGAIN_MS = 2_000;
/** Asking again would get the same answer. */
const FINAL: readonly Trouble[] = ['ROOM_NOT_FOUND', 'FORBIDDEN', 'UNAUTHENTICATED', 'WRONG_PASSWORD', 'BAD_INPUT'];

export function createRoomStore(client: RoomClient, code: string): RoomStore {
  let view: RoomView = { room: null, heardPrompts: [], trouble: null };
  let stop: (() => void) | null = null;
  let again: ReturnType<typeof setTimeout> | undefined;
  let isDisposed = false;
  const listeners = new Set<() => void>();

  const set = (next: RoomView) => {
    if (next.room === view.room && next.trouble === view.trouble) return;
    view = next;
    for (const listener of listeners) listener();
  };
  const offer = (room: Room) => {
    if (!isNewer(view.room, room)) return;
    const kept = keepUnchanged(view.room, room);
    set({ room: kept, heardPrompts: heardPromptsOf(view.heardPrompts, kept), trouble: null });
  };
  const askAgain = () => {
    clearTimeout(again);
    if (!isDisposed) again = setTimeout(watch, ASK_AGAIN_MS);
  };

  function watch() {
    stop?.();
    let hasFailed = false;
    const { unsubscribe } = client.urql.subscription(WatchRoom, { code }).subscribe(({ data, error, hasNext }) => {
      if (data) offer(data.roomState);
      if (error) {
        hasFailed = true;
        const trouble = troubleOf(error);
        if (FINAL.includes(trouble)) set({ ...view, trouble: view.room && trouble === 'ROOM_NOT_FOUND' ? 'ENDED' : trouble });
        else askAgain();
      } else if (hasNext === false && !hasFailed) {
        // The server completes the stream when the room closes or the seat is taken away: the next answer says which.
        askAgain();
      }
    });
    stop = unsubscribe;
  }
  watch();

  return {
    get: () => view,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    offer,
    dispose: () => {
      isDisposed = true;
      clearTimeout(again);
      stop?.();
    },
  };
}
