// While music plays: what is heard, whose it is, what has just happened. Type on night around the flower; no boxes.
import './live.css';
import { ChartNoAxesColumn, KeyRound, Metronome } from 'lucide-react';
import { CrowdFact } from '../crowd/CrowdFact.tsx';
import { StageCall } from '../crowd/StageCall.tsx';
import type { EngineKind } from '../graphql/generated/graphql.ts';
import { useConnection, useRoomState } from '../graphql/RoomProvider.tsx';
import { stage, standing } from '../text/sentences.ts';
import { ConnectionWord, type Standing } from '../ui/ConnectionWord.tsx';
import { grouped } from '../ui/room-code.ts';
import { useSound } from '../ui/sound.tsx';
import { isStandIn, whoWords } from '../ui/who.ts';
import { Hearing, type StageSparks } from './Hearing.tsx';
import { InfluenceRow } from './InfluenceRow.tsx';
import { JustNow } from './JustNow.tsx';
import { landingKey } from './landing.ts';
import type { Player } from './petals.ts';
import { useElapsedMinutes } from './use-stage-room.ts';

interface LiveProps {
  readonly code: string;
  readonly joinUrl: string;
  readonly players: readonly Player[];
  readonly loudest: readonly string[];
  readonly greeted: readonly Player[];
  /** Nobody has touched anything for a while. */
  readonly isQuiet: boolean;
  readonly sparks: StageSparks;
}

export function Live({ code, joinUrl, players, loudest, greeted, isQuiet, sparks }: LiveProps) {
  const name = useRoomState((room) => room.name);
  const isGreeting = greeted.length > 0;
  return (
    <div className="live" data-greeting={isGreeting ? 'people' : isQuiet ? 'all' : undefined}>
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
      <Hearing players={players} sparks={sparks} />
      <WhoLine />
      <StageCall />
      <p className="live-greeting" role="status">
        {isGreeting
          ? stage.greeting(
              greeted.map(({ displayName }) => displayName),
              players.length,
            )
          : isQuiet && stage.inviteAll}
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
  const hasStandIn = useRoomState((room) => isStandIn(room.engine)) ?? false;
  const minutes = useElapsedMinutes();
  const cut = word === 'reconnecting' || word === 'offline' || status.state === 'reconnecting' || status.state === 'offline';
  const trouble: readonly [Standing, string] | null = cut
    ? ['finding', standing.finding]
    : health === 'FAILED'
      ? ['finding', stage.engineFailed]
      : health === 'DEGRADED'
        ? ['house-band', hasStandIn ? standing.houseBand : standing.pickingUp]
        : status.state === 'catching-up'
          ? ['catching-up', standing.catchingUp]
          : null;
  return (
    <p className="live-line" data-stand-in={trouble?.[1] === standing.houseBand || undefined} role="status">
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

/** Nobody at the wheel is a secret: who plays and who decides, and why it is not Lyria or Gemini where those were meant to. */
function WhoLine() {
  const engine = useRoomState((room) => room.engine);
  const arbiter = useRoomState((room) => room.arbiter);
  if (engine === null || arbiter === null) return null;
  return (
    <p className="live-who" data-stand-in={isStandIn(engine) || undefined} role="status">
      {isStandIn(engine) ? (
        <ConnectionWord standing="house-band" words={whoWords({ engine, arbiter }).line} />
      ) : (
        whoWords({ engine, arbiter }).line
      )}
    </p>
  );
}

function Facts() {
  const heardBpm = useRoomState((room) => room.heard.bpm);
  const targetBpm = useRoomState((room) => room.target.bpm);
  const kind = useRoomState((room) => room.engine.kind);
  const scale = useRoomState((room) => room.heard.scale);
  const landing = useRoomState((room) => landingKey(room.heard, room.target));
  const chord = useRoomState((room) => room.engine.position?.chord ?? '') ?? '';
  const section = useRoomState((room) => room.engine.position?.section ?? null);
  const bar = useRoomState((room) => room.engine.position?.bar ?? 0);
  return (
    <ul className="live-facts">
      <li>
        <Metronome aria-hidden />
        {heardBpm !== null &&
          targetBpm !== null &&
          (heardBpm === targetBpm ? stage.tempo(heardBpm) : <Gliding heard={heardBpm} target={targetBpm} />)}
      </li>
      <li>
        <KeyRound aria-hidden />
        <span>
          {chord === '' ? <Key kind={kind} scale={scale} /> : stage.chord(chord)}
          <small>{landing !== null ? stage.keyLands(landing) : chord !== '' && <Key kind={kind} scale={scale} />}</small>
        </span>
      </li>
      <li>
        <ChartNoAxesColumn aria-hidden />
        {section === null ? stage.noSection : stage.section(section, bar ?? 0)}
      </li>
      <CrowdFact />
    </ul>
  );
}

function Key({ kind, scale }: { readonly kind: EngineKind | null; readonly scale: string | null }) {
  return kind === null ? null : stage.key(scale, kind);
}

function Gliding({ heard, target }: { readonly heard: number; readonly target: number }) {
  return (
    <span>
      <span aria-hidden="true">{stage.tempoOnItsWay(heard, target)}</span>
      <span className="sr-only">{stage.tempoSpoken(heard, target)}, </span>
      <small>{stage.lands}</small>
    </span>
  );
}
