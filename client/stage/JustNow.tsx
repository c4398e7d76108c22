// The last moments of the room's story, newest first and largest. Decisions stay out: their reason stands under the prompts.
import { useRoomState } from '../graphql/RoomProvider.tsx';
import type { Room } from '../graphql/room-store.ts';
import { stage } from '../text/sentences.ts';
import { RoleBadge } from '../ui/RoleBadge.tsx';
import type { Player } from './petals.ts';

type Moment = Room['story'][number];
const NONE: readonly Moment[] = [];
const SHOWN = 4;
/** That a screen came or went is news for nobody in the room. */
const COMINGS: readonly string[] = ['JOINED', 'LEFT', 'AWAY', 'RETURNED'];

export function JustNow({ players }: { readonly players: readonly Player[] }) {
  const story = useRoomState((room) => room.story) ?? NONE;
  const people = useRoomState((room) => room.participants);
  const isScreen = (id: string | null) => people?.some((person) => person.id === id && person.kind === 'DISPLAY') ?? false;
  const moments = story
    .filter(({ kind, participantId }) => kind !== 'DECISION' && !(COMINGS.includes(kind) && isScreen(participantId)))
    .sort((a, b) => b.at - a.at)
    .slice(0, SHOWN);
  return (
    <section className="live-story" aria-labelledby="just-now">
      <h2 id="just-now">{stage.justNow}</h2>
      {moments.length === 0 && <p>{stage.nothingHappened}</p>}
      <ol>
        {moments.map((moment) => {
          const player = players.find(({ id }) => id === moment.participantId);
          const named = player && moment.text.startsWith(player.displayName) ? player.displayName : '';
          return (
            <li key={moment.id}>
              {player ? <RoleBadge role={player.role} size="calc(24 * var(--u))" /> : <i className="story-dot" aria-hidden="true" />}
              <span lang="en">
                {named !== '' && <strong>{named}</strong>}
                {moment.text.slice(named.length)}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
