// A player's hand for the drop: opens the call, joins it, and counts down with everybody else. Held down, or by the button at its side,
// it opens everything else that a crowd can do together.
import './crowd.css';
import { ChevronUp, Zap } from 'lucide-react';
import { Suspense, useRef, useState } from 'react';
import { useRoomState } from '../graphql/RoomProvider.tsx';
import { useSteering } from '../player/Steering.tsx';
import { useToast } from '../player/toast.tsx';
import { feel } from '../player/touch.ts';
import { crowd as text } from '../text/sentences.ts';
import { lazySheet } from '../ui/lazy-speaking.ts';
import { CallRing } from './CallRing.tsx';
import { callOf, isCallable } from './call.ts';
import { useCast } from './use-cast.ts';
import { useCrowd } from './use-crowd.ts';
import { useEar } from './use-ear.ts';
import { useMoments } from './use-moments.ts';

const CrowdSheet = lazySheet(() => import('./CrowdSheet.tsx'));
const LONG_PRESS_MS = 500;
/** On a phone that is busy the timer comes before the finger's going up, which has long happened: it gets the chance to be heard. */
const HEARD_MS = 60;

interface Flash {
  readonly key: string;
  readonly voterId: string | null;
}

export function CallButton() {
  const { code, participantId } = useSteering();
  const crowd = useCrowd();
  const call = callOf(crowd, { form: 'DROP', me: participantId, nowMs: crowd.nowMs });
  const cast = useCast(code);
  const toast = useToast();
  const ear = useEar(code);
  const [isOpen, setOpen] = useState(false);
  const [flash, setFlash] = useState<Flash | null>(null);
  const press = useRef<{ timer: ReturnType<typeof setTimeout> | undefined; wasLong: boolean }>({ timer: undefined, wasLong: false });
  const voteId = crowd.vote?.id ?? '';
  useMoments(crowd, call, {
    onHand: (voterId) => {
      if (voterId !== participantId) feel('vote');
      setFlash({ key: `${voteId}/${voterId}`, voterId });
    },
    onSecond: () => feel('countdown'),
    onLanding: () => {
      feel('drop');
      setFlash({ key: `${voteId}/landing`, voterId: null });
    },
  });

  const form = call.kind === 'open' ? call.form : 'DROP';
  const raise = async () => {
    if (!isCallable(call, form)) return;
    feel('vote');
    const refusal = await cast(form);
    if (refusal !== null) toast({ text: refusal, isTrouble: true });
  };
  const letGo = () => clearTimeout(press.current.timer);
  return (
    <div className="dock-crowd" data-call={call.kind} data-voted={(call.kind === 'open' && call.hasVoted) || undefined}>
      <button
        type="button"
        className="dock-call"
        data-call={call.kind}
        aria-label={text.button(call)}
        aria-disabled={!isCallable(call, form)}
        onPointerDown={() => {
          letGo();
          press.current = {
            wasLong: false,
            timer: setTimeout(() => {
              press.current.timer = setTimeout(() => {
                press.current.wasLong = true;
                setOpen(true);
              }, HEARD_MS);
            }, LONG_PRESS_MS),
          };
        }}
        onPointerUp={letGo}
        onPointerLeave={letGo}
        onPointerCancel={letGo}
        onContextMenu={(event) => event.preventDefault()}
        onClick={() => {
          if (!press.current.wasLong) void raise();
          press.current.wasLong = false;
        }}
      >
        <CallRing call={call} />
        <Zap aria-hidden="true" />
        <span aria-hidden="true">{text.short(call)}</span>
      </button>
      <button type="button" className="dock-more" aria-label={text.more(ear.state.kind === 'on')} onClick={() => setOpen(true)}>
        <ChevronUp aria-hidden="true" />
        {ear.state.kind === 'on' && <i aria-hidden="true" />}
      </button>
      {flash && <CallFlash key={flash.key} voterId={flash.voterId} onOver={() => setFlash(null)} />}
      <Suspense fallback={null}>{isOpen && <CrowdSheet crowd={crowd} ear={ear} onClose={() => setOpen(false)} />}</Suspense>
    </div>
  );
}

/** The edge of the phone lights up, so that a call is felt where nothing vibrates. */
function CallFlash({ voterId, onOver }: { readonly voterId: string | null; readonly onOver: () => void }) {
  const role = useRoomState((room) => room.participants.find(({ id }) => id === voterId)?.role ?? null);
  return (
    <div
      className="call-flash"
      data-landing={voterId === null || undefined}
      {...(role === null ? {} : { 'data-role': role })}
      aria-hidden="true"
      onAnimationEnd={onOver}
    />
  );
}
