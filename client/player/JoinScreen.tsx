// The door of a room: a name, one tap that takes a seat and opens the ears, and kind words where there is no seat. Holds no room.
import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { createRoomClient } from '../graphql/client.ts';
import { troubleOf } from '../graphql/errors.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { ClientKind, RoomAtTheDoorQuery } from '../graphql/generated/graphql.ts';
import { type Seat, seats } from '../graphql/seats.ts';
import { Button } from '../ui/Button.tsx';
import { grouped } from '../ui/room-code.ts';
import { soundOfThisPage } from '../ui/sound.tsx';
import { type DoorTrouble, doorSentence } from './door.ts';
import { displayPlays, rememberChoice } from './hush.ts';
import { JoinFlower } from './JoinFlower.tsx';
import { suggestedName } from './names.ts';
import { refusalSentence } from './refusal.ts';
import './join-screen.css';
import { player, sound as soundText } from '../text/sentences.ts';

const RoomAtTheDoor = graphql(`
  query RoomAtTheDoor($code: String!) {
    room(code: $code) {
      code
      name
      isPlaying
      playerCount
      playerLimit
      listenerCount
      needsPassword
      rolesTaken
    }
  }
`);

/** Answered only where no password is needed: then the door knows whether a big screen plays. */
const SoundAtTheDoor = graphql(`
  query SoundAtTheDoor($code: String!) {
    roomState(code: $code) {
      isPlaying
      participants {
        kind
        presence
      }
    }
  }
`);

const JoinRoom = graphql(`
  mutation JoinRoom($input: JoinRoomInput!) {
    joinRoom(input: $input) {
      ticket
      joinUrl
      room {
        code
        name
      }
      participant {
        id
        displayName
        kind
        role
      }
    }
  }
`);

type Summary = NonNullable<RoomAtTheDoorQuery['room']>;
const text = player.join;
const MOST_LETTERS = 24;
const ASK_AGAIN_MS = 4_000;

interface JoinScreenProps {
  readonly code: string;
  /** Why somebody who had a seat stands at the door again. */
  readonly notice: string | null;
  readonly onSeated: (code: string, seat: Seat) => void;
}

export function JoinScreen({ code, notice, onSeated }: JoinScreenProps) {
  const [room, setRoom] = useState<Summary | null>(null);
  const [trouble, setTrouble] = useState<DoorTrouble | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [name, setName] = useState(() => seats.name() ?? suggestedName(Math.random()));
  const [password, setPassword] = useState('');
  const [hasDisplay, setHasDisplay] = useState(false);
  /** Only asked beside a big screen that plays. */
  const [listens, setListens] = useState(false);
  const [joiningAs, setJoiningAs] = useState<ClientKind | null>(null);
  const [, navigate] = useLocation();
  const passwordField = useRef<HTMLInputElement>(null);
  const client = useMemo(() => createRoomClient({ ticket: null }), []);

  useEffect(() => {
    let isGone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      const { data, error } = await client.urql.query(RoomAtTheDoor, { code }, { requestPolicy: 'network-only' });
      if (isGone) return;
      setRoom(data?.room ?? null);
      if (data?.room && !data.room.needsPassword) {
        const sounding = await client.urql.query(SoundAtTheDoor, { code: data.room.code }, { requestPolicy: 'network-only' });
        if (isGone) return;
        if (sounding.data) setHasDisplay(displayPlays(sounding.data.roomState));
      }
      const found = error ? troubleOf(error) : data?.room ? null : 'ROOM_NOT_FOUND';
      // A code that nobody answers to stays on the screen until another one is typed; everything else may change while one waits.
      setTrouble((before) => (found === null && before !== 'ROOM_NOT_FOUND' && before !== 'NETWORK' ? before : found));
      if (found !== 'ROOM_NOT_FOUND' && found !== 'BAD_INPUT') timer = setTimeout(look, ASK_AGAIN_MS);
    };
    void look();
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [client, code]);

  /** The room's own code, where no ticket is needed to hear it. */
  const audibleCode = room !== null && !room.needsPassword ? room.code : null;
  // While the name is typed the line is laid, so that the tap itself is followed by sound.
  useEffect(() => (audibleCode === null ? undefined : soundOfThisPage().prepare(audibleCode)), [audibleCode]);

  const join = async (kind: ClientKind) => {
    // In the tap itself: browsers open the ears only then. A room without a password need not wait for the seat to be heard.
    const sound = soundOfThisPage();
    sound.unlock();
    const isHeard = !hasDisplay || listens || kind === 'LISTENER';
    if (hasDisplay) sound.setMuted(!isHeard, true);
    if (audibleCode !== null) sound.listen(audibleCode, null);
    setJoiningAs(kind);
    setRefusal(null);
    const displayName = name.trim() === '' ? null : name.trim();
    const input = { code, kind, displayName, ...(password === '' ? {} : { password }) };
    const { data, error } = await client.urql.mutation(JoinRoom, { input });
    setJoiningAs(null);
    if (!data) {
      sound.leave();
      const found = error ? troubleOf(error) : 'INTERNAL';
      if (found === 'WRONG_PASSWORD') passwordField.current?.focus();
      if (error && doorSentence(found, code, room?.playerLimit ?? 10) === null) setRefusal(refusalSentence(error));
      setTrouble(found);
      return;
    }
    const { ticket, joinUrl, participant, room: joined } = data.joinRoom;
    const seat: Seat = { ticket, joinUrl, participantId: participant.id, kind: participant.kind, displayName: participant.displayName };
    seats.save(joined.code, seat);
    if (hasDisplay) rememberChoice(() => sessionStorage, joined.code, isHeard ? 'HERE' : 'NOT_HERE');
    if (displayName) seats.rememberName(displayName);
    seats.visit({ code: joined.code, name: joined.name, at: Date.now() });
    onSeated(joined.code, seat);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void join('CONTROLLER');
  };

  const free = room ? Math.max(0, room.playerLimit - room.playerCount) : 0;
  const isFull = trouble === 'ROOM_FULL' || (room !== null && free === 0);
  const needsPassword = room?.needsPassword === true || trouble === 'WRONG_PASSWORD';
  const sentence = refusal ?? doorSentence(trouble ?? (isFull ? 'ROOM_FULL' : null), code, room?.playerLimit ?? 10);
  const isClosed = trouble === 'ROOM_NOT_FOUND' || trouble === 'BAD_INPUT';
  return (
    <main className="join">
      <JoinFlower taken={room?.rolesTaken ?? []} isFull={isFull || isClosed} />
      <div className="join-body">
        <h1>{room?.name ?? (isClosed ? grouped(code) : text.looking)}</h1>
        {room && !isFull && !sentence && (
          <p className="join-text">{room.isPlaying ? text.playing(room.playerCount, free) : text.waiting(room.playerCount, free)}</p>
        )}
        {notice && !sentence && <p className="join-notice">{notice}</p>}
        <p className="join-trouble" role="alert">
          {sentence}
        </p>
        {isClosed ? (
          <Button className="big-button" onClick={() => navigate('/')}>
            {text.unknownAct}
          </Button>
        ) : trouble === 'ROOM_LOCKED' ? (
          <Button className="big-button" onClick={() => navigate('/')}>
            {text.lockedAct}
          </Button>
        ) : (
          <form onSubmit={onSubmit}>
            {!isFull && (
              <>
                <label htmlFor="join-name">{text.name}</label>
                <input
                  id="join-name"
                  className="field"
                  value={name}
                  maxLength={MOST_LETTERS}
                  autoComplete="nickname"
                  autoCapitalize="words"
                  enterKeyHint="go"
                  onChange={(event) => setName(event.target.value)}
                />
              </>
            )}
            {needsPassword && (
              <>
                <label htmlFor="join-password">{trouble === 'WRONG_PASSWORD' ? text.password : text.needsPassword}</label>
                <input
                  ref={passwordField}
                  id="join-password"
                  className="field"
                  type="password"
                  value={password}
                  autoComplete="off"
                  aria-invalid={trouble === 'WRONG_PASSWORD'}
                  onChange={(event) => setPassword(event.target.value)}
                />
              </>
            )}
            {!isFull && hasDisplay && (
              <label className="join-sound">
                <input
                  type="checkbox"
                  role="switch"
                  checked={listens}
                  aria-checked={listens}
                  onChange={(event) => setListens(event.target.checked)}
                />
                <span>
                  <b>{soundText.here}</b>
                  <span>{soundText.displayPlays}</span>
                </span>
              </label>
            )}
            {!isFull && (
              <Button type="submit" className="big-button" disabled={joiningAs !== null}>
                {joiningAs === 'CONTROLLER' ? text.joining : hasDisplay && !listens ? text.joinSilent : text.join}
              </Button>
            )}
            <button
              type="button"
              className={isFull ? 'button button-primary big-button' : 'join-listen'}
              disabled={joiningAs !== null}
              onClick={() => join('LISTENER')}
            >
              {text.listen}
            </button>
          </form>
        )}
      </div>
    </main>
  );
}
