// Before the music: the code is the hero, the flower opens a fan for everybody who comes in, and the seats say what is still free.
import { Play } from 'lucide-react';
import type { Role } from '../graphql/generated/graphql.ts';
import type { Seat } from '../graphql/seats.ts';
import { demo, roleNames, stage } from '../text/sentences.ts';
import { Button } from '../ui/Button.tsx';
import { ROLES } from '../ui/FlowerMark.tsx';
import { RoleBadge } from '../ui/RoleBadge.tsx';
import { useSound } from '../ui/sound.tsx';
import type { Player } from './petals.ts';
import { useHostActs } from './use-host-acts.ts';
import { WayIn } from './WayIn.tsx';

interface LobbyProps {
  readonly code: string;
  readonly seat: Seat;
  readonly players: readonly Player[];
}

export function Lobby({ code, seat, players }: LobbyProps) {
  const { engine } = useSound();
  const { isHost, isBusy, hasFailed, start } = useHostActs(code, seat);
  return (
    <div className="lobby">
      <WayIn code={code} joinUrl={seat.joinUrl} />
      <ul className="lobby-seats" aria-label={stage.seatsLabel}>
        {ROLES.map((role) => (
          <SeatSign key={role} role={role} players={players.filter((player) => player.role === role)} />
        ))}
      </ul>
      <div className="lobby-start">
        {isHost ? (
          <Button
            isBusy={isBusy}
            onClick={() => {
              engine.unlock();
              start();
            }}
          >
            <Play size="0.9em" fill="currentColor" aria-hidden />
            {isBusy ? stage.starting : stage.start}
          </Button>
        ) : (
          <p>{stage.onlyHost}</p>
        )}
        <p className="stage-trouble" role="status">
          {hasFailed ? stage.engineFailed : ''}
        </p>
      </div>
    </div>
  );
}

function SeatSign({ role, players }: { readonly role: Role; readonly players: readonly Player[] }) {
  const [first, ...others] = players;
  return (
    <li className="lobby-seat" data-role={role} data-free={!first || undefined}>
      <RoleBadge role={role} size="calc(44 * var(--u))" isOpen={!first || first.isSimulated} />
      <span className="lobby-seat-text">
        <strong className="lobby-seat-name">
          <span className="lobby-seat-word">{first?.displayName ?? stage.freeSeat}</span>
          {others.length > 0 && <small> +{others.length}</small>}
        </strong>
        <span className="lobby-role">{first?.isSimulated ? demo.named(roleNames[role]) : roleNames[role]}</span>
      </span>
    </li>
  );
}
