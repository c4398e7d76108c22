// A player's hand for the drop: opens the call, joins it, and counts down with everybody else.
import './crowd.css';
import { Zap } from 'lucide-react';
import { useEffect } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../graphql/generated/gql.ts';
import { refusalSentence } from '../player/refusal.ts';
import { useSteering } from '../player/Steering.tsx';
import { useToast } from '../player/toast.tsx';
import { feel } from '../player/touch.ts';
import { crowd as text } from '../text/crowd-en.ts';
import { useCall } from './use-call.ts';

const Vote = graphql(`
  mutation Vote($code: String!, $form: CrowdForm!) {
    vote(code: $code, form: $form) {
      id
    }
  }
`);

export function CallButton() {
  const { code, participantId } = useSteering();
  const call = useCall(participantId);
  const toast = useToast();
  const [{ fetching }, cast] = useMutation(Vote);
  const { kind } = call;
  useEffect(() => {
    if (kind === 'landed') feel('drop');
  }, [kind]);
  if (kind === 'closed') return null;

  const form = kind === 'open' ? call.form : 'DROP';
  const mayVote = kind === 'ready' || (kind === 'open' && !call.hasVoted);
  const raise = async () => {
    feel('set');
    const { error } = await cast({ code, form });
    if (error) toast({ text: refusalSentence(error), isTrouble: true });
  };
  return (
    <button
      type="button"
      className="dock-call"
      data-call={kind}
      aria-label={text.button(call)}
      aria-disabled={!mayVote}
      onClick={() => mayVote && !fetching && void raise()}
    >
      <Zap aria-hidden="true" />
      <span aria-hidden="true">{text.short(call)}</span>
    </button>
  );
}
