// A player's reactions: one button with the last used one, which fans out to all six. Thrown at once, echoed small, kept within the limits.
import './reactions.css';
import { useEffect, useRef, useState } from 'react';
import type { Reaction } from '../graphql/generated/graphql.ts';
import { useRoomState } from '../graphql/RoomProvider.tsx';
import { useSteering } from '../player/Steering.tsx';
import { useToast } from '../player/toast.tsx';
import { feel } from '../player/touch.ts';
import { crowd } from '../text/sentences.ts';
import { lastReaction, REACTIONS, rememberReaction } from './last-reaction.ts';
import { ReactionIcon } from './ReactionIcon.tsx';
import { ReactionSummary } from './ReactionSummary.tsx';
import { useBursts, useThrow } from './use-reactions.ts';

const text = crowd.reactions;
/** On a phone an echo is a hint, not a show. */
const MOST_ECHOES = 8;
const ECHOES_OF_A_BURST = 3;
/** A hint a hammering thumb gets once in a while, not with each tap. */
const SAID_EVERY_MS = 4_000;

interface Echo {
  readonly key: number;
  readonly reaction: Reaction;
  readonly participantId: string | null;
}

export function ReactionFan() {
  const { code, participantId } = useSteering();
  const [isOpen, setOpen] = useState(false);
  const [last, setLast] = useState(lastReaction);
  const [echoes, setEchoes] = useState<readonly Echo[]>([]);
  const toast = useToast();
  const fly = useThrow(code);
  const button = useRef<HTMLButtonElement>(null);
  const fan = useRef<HTMLFieldSetElement>(null);
  const keys = useRef(0);
  const saidAtMs = useRef(Number.NEGATIVE_INFINITY);

  const echo = (reaction: Reaction, from: string | null) => {
    keys.current += 1;
    const born = { key: keys.current, reaction, participantId: from };
    setEchoes((before) => [...before, born].slice(-MOST_ECHOES));
  };
  useBursts(code, (tallies) => {
    const others = tallies.flatMap(({ reaction, count, from }) => {
      const mine = from.find((sender) => sender.participantId === participantId)?.count ?? 0;
      const other = from.find((sender) => sender.participantId !== participantId);
      return count > mine ? [{ reaction, from: other?.participantId ?? null }] : [];
    });
    for (const { reaction, from } of others.slice(0, ECHOES_OF_A_BURST)) echo(reaction, from);
  });

  useEffect(() => {
    if (!isOpen) return;
    fan.current?.querySelector<HTMLElement>('[data-last]')?.focus();
    const onDown = ({ target }: PointerEvent) => {
      if (target instanceof Node && !fan.current?.contains(target) && !button.current?.contains(target)) setOpen(false);
    };
    const onKey = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape') return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener('pointerdown', onDown);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onDown);
      document.removeEventListener('keydown', onKey);
    };
  }, [isOpen]);

  const say = (sentence: string) => {
    const nowMs = performance.now();
    if (nowMs - saidAtMs.current < SAID_EVERY_MS) return;
    saidAtMs.current = nowMs;
    toast({ text: sentence });
  };
  const send = async (reaction: Reaction) => {
    feel('tap');
    setLast(reaction);
    rememberReaction(reaction);
    echo(reaction, participantId);
    const trouble = await fly(reaction);
    if (trouble !== null) say(trouble === 'RATE_LIMITED' ? text.tooMany : text.failed);
  };
  return (
    <div className="dock-react">
      <button
        ref={button}
        type="button"
        className="dock-round"
        aria-label={text.open}
        aria-expanded={isOpen}
        onClick={() => setOpen((wasOpen) => !wasOpen)}
      >
        <ReactionIcon reaction={last} />
      </button>
      <div className="reaction-echoes" aria-hidden="true">
        {echoes.map(({ key, reaction, participantId: from }) => (
          <EchoOf
            key={key}
            seed={key}
            reaction={reaction}
            from={from}
            onOver={() => setEchoes((before) => before.filter((each) => each.key !== key))}
          />
        ))}
      </div>
      <ReactionSummary code={code} />
      {isOpen && (
        <fieldset ref={fan} className="reaction-fan" aria-label={text.label}>
          {REACTIONS.map((reaction) => (
            <button
              key={reaction}
              type="button"
              aria-label={text.names[reaction]}
              data-last={reaction === last || undefined}
              onClick={() => void send(reaction)}
            >
              <ReactionIcon reaction={reaction} />
            </button>
          ))}
        </fieldset>
      )}
    </div>
  );
}

interface EchoOfProps {
  readonly seed: number;
  readonly reaction: Reaction;
  readonly from: string | null;
  readonly onOver: () => void;
}

function EchoOf({ seed, reaction, from, onOver }: EchoOfProps) {
  const role = useRoomState((room) => room.participants.find(({ id }) => id === from)?.role ?? null);
  return (
    <i style={{ left: `${(seed * 37) % 60}px` }} {...(role === null ? {} : { 'data-role': role })} onAnimationEnd={onOver}>
      <ReactionIcon reaction={reaction} />
    </i>
  );
}
