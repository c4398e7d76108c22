// Home: start a room, try it alone, type a code, or walk into a room that plays. Asks for nothing else.
import './home.css';
import { Suspense, useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { createRoomClient, type RoomClient } from '../graphql/client.ts';
import { type Trouble, troubleOf } from '../graphql/errors.ts';
import { seats } from '../graphql/seats.ts';
import { common, home } from '../text/sentences.ts';
import { Button } from '../ui/Button.tsx';
import { CodeInput } from '../ui/CodeInput.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { FlowerMark } from '../ui/FlowerMark.tsx';
import { LanguageChoice } from '../ui/LanguageChoice.tsx';
import { lazySpeaking } from '../ui/lazy-speaking.ts';
import { grouped } from '../ui/room-code.ts';
import { soundOfThisPage } from '../ui/sound.tsx';
import { ThemeButton } from '../ui/ThemeButton.tsx';
import { openRoom } from './open-room.ts';
import { RoomsNow } from './RoomsNow.tsx';
import { takeShortcut } from './shortcut.ts';
import { LookUpRoom, useLastRoom } from './use-last-room.ts';
import { useLobby } from './use-lobby.ts';

/** It opens behind the words, which do not wait for it. */
const HomeFlower = lazySpeaking(() => import('./HomeFlower.tsx'));

/** Below, the screen is a phone in somebody's hand: whoever tries it alone plays along instead of watching. */
const IN_THE_HAND = '(max-width: 899px)';

export default function Home() {
  const [client, setClient] = useState<RoomClient | null>(null);
  useEffect(() => {
    document.title = common.product;
    const made = createRoomClient({ ticket: null });
    setClient(made);
    return () => made.dispose();
  }, []);
  return client && <HomeScreen client={client} />;
}

function troubleSentence(trouble: Trouble, isAlone: boolean): string {
  if (trouble === 'NETWORK') return home.noLine;
  if (trouble === 'RATE_LIMITED') return isAlone ? home.aloneBusy : home.tooMany;
  return home.noStart;
}

function HomeScreen({ client }: { readonly client: RoomClient }) {
  const [, go] = useLocation();
  const [starting, setStarting] = useState<'room' | 'alone' | null>(null);
  const [startTrouble, setStartTrouble] = useState<string | null>(null);
  const [isLooking, setLooking] = useState(false);
  const [codeTrouble, setCodeTrouble] = useState<string | null>(null);
  const [isDisplay, setDisplay] = useState(false);
  const [isExplaining, setExplaining] = useState(false);
  const { rooms, isCut } = useLobby(client);
  const last = useLastRoom(client);

  const start = async (isAlone: boolean) => {
    // Inside of the tap: a browser lets the sound of the coming room begin only here.
    soundOfThisPage().unlock();
    setStarting(isAlone ? 'alone' : 'room');
    setStartTrouble(null);
    const opened = await openRoom(client, { isAlone, takeRole: isAlone && window.matchMedia(IN_THE_HAND).matches });
    setStarting(null);
    if ('path' in opened) go(opened.path);
    else setStartTrouble(troubleSentence(opened.trouble, isAlone));
  };
  const begin = useRef(start);
  useEffect(() => {
    // The icon's long press on a home screen, "Start a room", is a tap as good as the one on the button.
    const wish = takeShortcut();
    if (wish !== null) void begin.current(wish === 'alone');
  }, []);

  const enter = async (code: string) => {
    setLooking(true);
    setCodeTrouble(null);
    const { data, error } = await client.urql.query(LookUpRoom, { code }, { requestPolicy: 'network-only' }).toPromise();
    setLooking(false);
    if (data?.room) go(`/r/${data.room.code}${isDisplay ? '/stage' : ''}`);
    else setCodeTrouble(error && troubleOf(error) === 'NETWORK' ? home.noLine : home.unknown(grouped(code)));
  };

  return (
    <div className="home grain">
      <Suspense fallback={null}>
        <HomeFlower />
      </Suspense>
      <header className="home-head">
        <p className="home-mark" role="img" aria-label={common.product}>
          <span aria-hidden="true">Cor</span>
          <FlowerMark size="0.82em" />
        </p>
        <Button look="bare" className="home-how" onClick={() => setExplaining(true)}>
          {home.how}
        </Button>
        <LanguageChoice look="round" />
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
            <Button className="home-start-button" onClick={() => void start(false)} isBusy={starting !== null}>
              {starting === 'room' ? home.starting : home.start}
            </Button>
            <p className="home-trouble" role="status">
              {startTrouble}
            </p>
          </div>
          <div className="home-code">
            <CodeInput
              label={isDisplay ? home.codeHere : home.code}
              onCode={(code) => void enter(code)}
              trouble={codeTrouble}
              isBusy={isLooking}
            />
          </div>
        </div>
        <div className="home-more">
          {last && (
            <Link
              className="button button-second home-back"
              href={seats.read(last.code, 'DISPLAY') && !seats.read(last.code) ? `/r/${last.code}/stage` : `/r/${last.code}`}
            >
              {home.back(last.name)}
            </Link>
          )}
          <Button
            look="second"
            className="home-alone"
            onClick={() => void start(true)}
            isBusy={starting !== null}
            aria-describedby="home-alone-hint"
          >
            {starting === 'alone' ? home.aloneStarting : home.alone}
          </Button>
          <p id="home-alone-hint">{home.aloneHint}</p>
          <label className="home-display">
            <input type="checkbox" checked={isDisplay} onChange={({ target }) => setDisplay(target.checked)} />
            <span>{home.display}</span>
          </label>
        </div>
        <RoomsNow rooms={rooms} isCut={isCut} onRetry={client.reconnect} />
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
