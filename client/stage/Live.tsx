// While music plays: what is heard, whose it is, what has just happened. Type on night around the flower; no boxes.
import './live.css';
import { ChartNoAxesColumn, KeyRound, Metronome } from 'lucide-react';
import { useConnection, useRoomState } from '../graphql/RoomProvider.tsx';
import { stage } from '../text/en.ts';
import { standing } from '../text/words.ts';
import { ConnectionWord, type Standing } from '../ui/ConnectionWord.tsx';
import { grouped } from '../ui/room-code.ts';
import { useSound } from '../ui/sound.tsx';
import { Hearing } from './Hearing.tsx';
import { InfluenceRow } from './InfluenceRow.tsx';
import { JustNow } from './JustNow.tsx';
import type { Player } from './petals.ts';
import { useElapsedMinutes } from './use-stage-room.ts';

interface LiveProps {
  readonly code: string;
  readonly joinUrl: string;
  readonly players: readonly Player[];
  readonly loudest: readonly string[];
  readonly greeting: Player | null;
  readonly onAsked: (from: HTMLElement, personId: string) => void;
}

export function Live({ code, joinUrl, players, loudest, greeting, onAsked }: LiveProps) {
  const name = useRoomState((room) => room.name);
  return (
    <div className="live" data-greeting={greeting !== null || undefined}>
      <header className="live-head">
        <h1 className="stage-name">{name}</h1>
        <LiveLine />
      </header>
      <p className="live-code">
        <span className="live-host">{new URL(joinUrl).host}</span>
        <strong className="tabular">
          <span className="sr-only">{stage.code([...code].join(' '))}</span>
          <span aria-hidden="true">{grouped(code)}</span>
        </strong>
      </p>
      <Hearing players={players} onAsked={onAsked} />
      <p className="live-greeting" role="status">
        {greeting && stage.greeting(greeting.displayName, players.length)}
      </p>
      <JustNow players={players} />
      <Facts />
      <InfluenceRow players={players} loudest={loudest} />
    </div>
  );
}

/** "Live 42 min" while all is well; otherwise what is the matter, for the sound goes on from what is buffered. */
function LiveLine() {
  const word = useConnection();
  const { status } = useSound();
  const health = useRoomState((room) => room.engine.health);
  const minutes = useElapsedMinutes();
  const cut = word === 'reconnecting' || word === 'offline' || status.state === 'reconnecting' || status.state === 'offline';
  const trouble: readonly [Standing, string] | null = cut
    ? ['finding', standing.finding]
    : health === 'FAILED'
      ? ['finding', stage.engineFailed]
      : health === 'DEGRADED'
        ? ['house-band', standing.houseBand]
        : status.state === 'catching-up'
          ? ['catching-up', standing.catchingUp]
          : null;
  return (
    <p className="live-line" role="status">
      {trouble ? (
        <ConnectionWord standing={trouble[0]} words={trouble[1]} />
      ) : (
        <>
          <i className="live-dot" aria-hidden="true" />
          <strong>{stage.live}</strong>
          {minutes !== null && <span className="tabular">{stage.elapsed(minutes)}</span>}
        </>
      )}
    </p>
  );
}

function Facts() {
  const heardBpm = useRoomState((room) => room.heard.bpm);
  const targetBpm = useRoomState((room) => room.target.bpm);
  const scale = useRoomState((room) => room.heard.scale ?? null);
  const section = useRoomState((room) => room.engine.position?.section ?? null);
  const bar = useRoomState((room) => room.engine.position?.bar ?? 0);
  return (
    <ul className="live-facts">
      <li>
        <Metronome aria-hidden />
        {heardBpm !== null && targetBpm !== null && stage.tempo(heardBpm, targetBpm)}
      </li>
      <li>
        <KeyRound aria-hidden />
        {stage.key(scale)}
      </li>
      <li>
        <ChartNoAxesColumn aria-hidden />
        {section === null ? stage.noSection : stage.section(section, bar ?? 0)}
      </li>
    </ul>
  );
}
