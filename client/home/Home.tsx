// Home: start a room, type a code, or walk into one that plays. Asks for nothing else.
import './home.css';
import { useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { createRoomClient, type RoomClient } from '../graphql/client.ts';
import { troubleOf } from '../graphql/errors.ts';
import { graphql } from '../graphql/generated/gql.ts';
import { lastRooms, seats } from '../graphql/seats.ts';
import { common, home } from '../text/en.ts';
import { Button } from '../ui/Button.tsx';
import { CodeInput } from '../ui/CodeInput.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { FlowerMark } from '../ui/FlowerMark.tsx';
import { grouped } from '../ui/room-code.ts';
import { soundOfThisPage } from '../ui/sound.tsx';
import { ThemeButton } from '../ui/ThemeButton.tsx';
import { HomeFlower } from './HomeFlower.tsx';
import { RoomList } from './RoomList.tsx';
import { useLobby } from './use-lobby.ts';

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

const LookUpRoom = graphql(`
  query LookUpRoom($code: String!) {
    room(code: $code) {
      code
    }
  }
`);

export function Home() {
  const [client, setClient] = useState<RoomClient | null>(null);
  useEffect(() => {
    document.title = common.product;
    const made = createRoomClient({ ticket: null });
    setClient(made);
    return () => made.dispose();
  }, []);
  return client && <HomeScreen client={client} />;
}

function HomeScreen({ client }: { readonly client: RoomClient }) {
  const [, go] = useLocation();
  const [isStarting, setStarting] = useState(false);
  const [startTrouble, setStartTrouble] = useState<string | null>(null);
  const [isLooking, setLooking] = useState(false);
  const [codeTrouble, setCodeTrouble] = useState<string | null>(null);
  const [isExplaining, setExplaining] = useState(false);
  const { rooms, isCut } = useLobby(client);
  const last = lastRooms()[0];

  const start = async () => {
    // Inside of the tap: a browser lets the sound of the coming stage begin only here.
    soundOfThisPage().unlock();
    setStarting(true);
    setStartTrouble(null);
    const input = { takeRole: false, clientMutationId: crypto.getRandomValues(new Uint32Array(4)).join('-') };
    const { data, error } = await client.urql.mutation(OpenRoom, { input }).toPromise();
    setStarting(false);
    if (error || !data) {
      const trouble = error ? troubleOf(error) : 'INTERNAL';
      setStartTrouble(trouble === 'RATE_LIMITED' ? home.tooMany : trouble === 'NETWORK' ? home.noLine : home.noStart);
      return;
    }
    const { room, participant, ticket, joinUrl } = data.createRoom;
    seats.save(room.code, { ticket, participantId: participant.id, kind: participant.kind, displayName: participant.displayName, joinUrl });
    go(`/r/${room.code}/stage`);
  };

  const enter = async (code: string) => {
    setLooking(true);
    setCodeTrouble(null);
    const { data, error } = await client.urql.query(LookUpRoom, { code }, { requestPolicy: 'network-only' }).toPromise();
    setLooking(false);
    if (data?.room) go(`/r/${data.room.code}`);
    else setCodeTrouble(error && troubleOf(error) === 'NETWORK' ? home.noLine : home.unknown(grouped(code)));
  };

  return (
    <div className="home grain">
      <HomeFlower />
      <header className="home-head">
        <p className="home-mark" role="img" aria-label={common.product}>
          <span aria-hidden="true">Cor</span>
          <FlowerMark size="0.82em" />
        </p>
        <Button look="bare" className="home-how" onClick={() => setExplaining(true)}>
          {home.how}
        </Button>
        <ThemeButton />
      </header>
      <main className="home-main">
        <h1>
          {home.title.map((line) => (
            <span key={line}>{line} </span>
          ))}
        </h1>
        <p className="home-intro">{home.intro}</p>
        <div className="home-acts">
          <div className="home-start">
            <Button className="home-start-button" onClick={() => void start()} isBusy={isStarting}>
              {isStarting ? home.starting : home.start}
            </Button>
            <p className="home-trouble" role="status">
              {startTrouble}
            </p>
          </div>
          <CodeInput label={home.code} onCode={(code) => void enter(code)} trouble={codeTrouble} isBusy={isLooking} />
        </div>
        {last && (
          <Link
            className="button button-second home-back"
            href={seats.read(last.code, 'DISPLAY') && !seats.read(last.code) ? `/r/${last.code}/stage` : `/r/${last.code}`}
          >
            {home.back(last.name)}
          </Link>
        )}
        <section className="home-rooms" aria-labelledby="live-rooms">
          <h2 id="live-rooms">{home.live}</h2>
          {isCut && <p className="home-trouble">{home.noLine}</p>}
          {rooms !== null && rooms.length > 0 && <RoomList rooms={rooms.slice(0, 12)} />}
          {rooms !== null && rooms.length === 0 && (
            <p className="home-empty">
              <FlowerMark roles={[]} size="52px" />
              <span>
                {home.empty} <strong>{home.emptyNext}</strong>
              </span>
            </p>
          )}
        </section>
      </main>
      <Dialog title={home.howTitle} isOpen={isExplaining} onClose={() => setExplaining(false)}>
        <ol className="home-steps">
          {home.howSteps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <div className="dialog-acts">
          <Button onClick={() => setExplaining(false)}>{home.howClose}</Button>
        </div>
      </Dialog>
    </div>
  );
}
