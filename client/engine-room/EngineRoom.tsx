// The sheet in which host and co-hosts see what the engine plays by and set what only they may set. Two columns where there is room.
import './engine-room.css';
import { useHeardPrompts, useRoomState } from '../graphql/RoomProvider.tsx';
import type { Prompt } from '../graphql/room-store.ts';
import { transitOf } from '../stage/landing.ts';
import { doors, engineRoom as text } from '../text/sentences.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { whoWords } from '../ui/who.ts';
import { controlGroups } from './control-groups.ts';
import type { EngineControl as ControlName } from './controls-draft.ts';
import { EngineControl } from './EngineControl.tsx';
import { type EngineHand, useEngineControls } from './use-engine-controls.ts';

const NOTHING: readonly ControlName[] = [];

interface EngineRoomProps {
  readonly code: string;
  readonly onClose: () => void;
}

export default function EngineRoom({ code, onClose }: EngineRoomProps) {
  const hand = useEngineControls(code);
  const effective = useRoomState((room) => room.engine.controls.effective) ?? NOTHING;
  const { everybodys, models, idle } = controlGroups(effective);
  return (
    <Sheet title={doors.engineRoom} isWide onClose={onClose}>
      <div className="engine-room">
        <div className="engine-column">
          <WhoPlays />
          <Prompts />
          {everybodys.length > 0 && <Group title={text.held} hint={text.heldHint} names={everybodys} hand={hand} />}
        </div>
        <div className="engine-column">
          {models.length > 0 && <Group title={text.lyria} hint={text.lyriaHint} names={models} hand={hand} />}
          {idle.length > 0 && <Group title={text.onlyLyria} hint={text.onlyLyriaHint} names={idle} hand={hand} isIdle />}
        </div>
      </div>
      <p className="engine-told" role="status" data-trouble={hand.told?.isTrouble || undefined}>
        {hand.told?.text}
      </p>
    </Sheet>
  );
}

function WhoPlays() {
  const engine = useRoomState((room) => room.engine);
  const arbiter = useRoomState((room) => room.arbiter);
  if (engine === null || arbiter === null) return null;
  const { plays, decides } = whoWords({ engine, arbiter });
  return (
    <p className="engine-who">
      {plays}. {decides}.
    </p>
  );
}

const NONE: readonly Prompt[] = [];
const percentOf = (share: number) => Math.round(share * 100);

/** What is asked for, loudest first, then what still sounds of the mix before. */
function Prompts() {
  const asked = useRoomState((room) => room.prompts.prompts) ?? NONE;
  const isPlaying = useRoomState((room) => room.isPlaying) ?? false;
  const heard = useHeardPrompts();
  const { coming, leaving } = transitOf(asked, heard);
  const byWeight = [...asked].sort((a, b) => b.weight - a.weight);
  const stateOf = (prompt: Prompt) => (leaving.includes(prompt) ? text.leaving : isPlaying && coming.includes(prompt) ? text.coming : null);
  return (
    <section className="engine-group" aria-labelledby="engine-prompts">
      <h3 id="engine-prompts">{text.prompts}</h3>
      {asked.length + leaving.length === 0 && <p className="engine-hint">{text.noPrompts}</p>}
      <ul className="engine-prompts">
        {[...byWeight, ...leaving].map((prompt) => {
          const state = stateOf(prompt);
          return (
            <li key={prompt.text} data-waiting={state !== null || undefined}>
              <b lang="en">{prompt.text}</b>
              <span className="tabular">{text.weight(percentOf(prompt.weight))}</span>
              <small>
                {creditsOf(prompt)}
                {state !== null && `, ${state}`}
              </small>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const creditsOf = ({ credits }: Prompt): string =>
  credits.length === 0 ? text.fromRoom : credits.map(({ displayName, share }) => text.credit(displayName, percentOf(share))).join(', ');

interface GroupProps {
  readonly title: string;
  readonly hint: string;
  readonly names: readonly ControlName[];
  readonly hand: EngineHand;
  readonly isIdle?: boolean;
}

function Group({ title, hint, names, hand, isIdle = false }: GroupProps) {
  if (hand.controls === null) return null;
  const { controls } = hand;
  return (
    <fieldset className="engine-group" disabled={isIdle} data-idle={isIdle || undefined}>
      <legend>{title}</legend>
      <p className="engine-hint">{hint}</p>
      {names.map((name) => (
        <EngineControl key={name} name={name} controls={controls} hand={hand} />
      ))}
    </fieldset>
  );
}
