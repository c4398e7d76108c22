// The prompts as pills: weight as width, size by weight, whose they are. A new one first flies to the flower and circles its heart;
// when the sound carries it, it falls in and its pill fills: asked and heard are two things.
import { useEffect, useRef } from 'react';
import { useHeardPrompts, useRoomState } from '../graphql/RoomProvider.tsx';
import type { Prompt } from '../graphql/room-store.ts';
import { demo, stage, words } from '../text/sentences.ts';
import { Pill } from '../ui/Pill.tsx';
import { sparkNews, transitOf } from './landing.ts';
import type { Player } from './petals.ts';

const NONE: readonly Prompt[] = [];
const MOST_SHOWN = 3;
/** A part below a tenth is a trace, not an author. */
const WORTH_NAMING = 0.1;

interface HearingProps {
  readonly players: readonly Player[];
  readonly sparks: StageSparks;
}

/** The prompts' way into the flower. Give a stable object. */
export interface StageSparks {
  readonly send: (text: string, from: HTMLElement, personId: string) => void;
  readonly land: (text: string) => void;
  readonly lose: (text: string) => void;
}

export function Hearing({ players, sparks }: HearingProps) {
  const prompts = useRoomState((room) => room.prompts.prompts) ?? NONE;
  const reason = useRoomState((room) => room.prompts.reason);
  const heard = useHeardPrompts();
  const { leaving } = transitOf(prompts, heard);

  const shown = [...prompts].sort((a, b) => b.weight - a.weight).slice(0, MOST_SHOWN);
  const pills = useRef(new Map<string, HTMLLIElement>());
  const underWay = useRef<readonly string[] | null>(null);
  useEffect(() => {
    const transit = transitOf(prompts, heard);
    const before = underWay.current;
    underWay.current = transit.coming.map(({ text }) => text);
    // What was on its way when the screen opened flies unseen.
    if (before === null) return;
    const { sent, landed, lost } = sparkNews(before, transit, heard);
    for (const { text, credits } of sent) {
      const pill = pills.current.get(text);
      const author = credits[0];
      if (pill && author) sparks.send(text, (pill.firstElementChild as HTMLElement | null) ?? pill, author.participantId);
    }
    landed.forEach(sparks.land);
    lost.forEach(sparks.lose);
  }, [prompts, heard, sparks]);

  const roleOf = (prompt: Prompt) => players.find(({ id }) => id === prompt.credits[0]?.participantId)?.role ?? null;
  const isSimulated = (participantId: string) => players.some((player) => player.id === participantId && player.isSimulated);
  const creditOf = (prompt: Prompt) =>
    prompt.credits.length === 0
      ? stage.room
      : stage.credit(
          prompt.credits
            .filter(({ share }, index) => index === 0 || share >= WORTH_NAMING)
            .map(({ participantId, displayName }) => (isSimulated(participantId) ? demo.petal(displayName) : displayName)),
        );
  return (
    <section className="live-hearing" aria-labelledby="hearing">
      <h2 id="hearing">{stage.hearing}</h2>
      {shown.length === 0 && <p>{stage.nothingYet}</p>}
      <ul>
        {shown.map((prompt) => {
          const weight = heard.find(({ text }) => text === prompt.text)?.weight;
          return (
            <Pill
              key={prompt.text}
              ref={(element) => {
                if (element) pills.current.set(prompt.text, element);
                else pills.current.delete(prompt.text);
              }}
              text={prompt.text}
              size={prompt.weight}
              weight={weight ?? 0}
              role={roleOf(prompt)}
              credit={weight === undefined ? stage.coming(creditOf(prompt)) : creditOf(prompt)}
              weightWords={stage.weight(Math.round((weight ?? 0) * 100))}
            />
          );
        })}
      </ul>
      {/* The reason belongs to what is asked; as long as something else sounds, that is the truth worth the place. */}
      {leaving.length > 0 ? (
        <p className="live-reason">{stage.stillSounding(words.list(leaving.map(({ text }) => text)))}</p>
      ) : (
        reason !== null && (
          <p className="live-reason" lang="en">
            {reason}
          </p>
        )
      )}
    </section>
  );
}
