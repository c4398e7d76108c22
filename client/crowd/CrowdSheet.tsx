// Everything that a crowd can do together, from one phone: the four turns of the music, this phone as an ear, and whether it trembles.
import './crowd-sheet.css';
import { useSyncExternalStore } from 'react';
import type { CrowdForm } from '../graphql/generated/graphql.ts';
import { useSteering } from '../player/Steering.tsx';
import { useToast } from '../player/toast.tsx';
import { feel } from '../player/touch.ts';
import { crowd as text } from '../text/sentences.ts';
import { canTremble, chooseTremble, mayTremble, onTremble } from '../ui/haptics.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { CallRing } from './CallRing.tsx';
import { callOf, isCallable } from './call.ts';
import { EarSwitch } from './EarSwitch.tsx';
import { FormGlyph } from './FormGlyph.tsx';
import { useCast } from './use-cast.ts';
import type { CrowdNow } from './use-crowd.ts';
import type { Ear } from './use-ear.ts';

interface CrowdSheetProps {
  readonly crowd: CrowdNow;
  readonly ear: Ear;
  readonly onClose: () => void;
}

export default function CrowdSheet({ crowd, ear, onClose }: CrowdSheetProps) {
  return (
    <Sheet title={text.title} onClose={onClose}>
      <ul className="call-forms">
        {crowd.crowdForms.map(({ form }) => (
          <FormRow key={form} form={form} crowd={crowd} />
        ))}
      </ul>
      <EarSwitch ear={ear} />
      {canTremble() && <TrembleSwitch />}
    </Sheet>
  );
}

function FormRow({ form, crowd }: { readonly form: CrowdForm; readonly crowd: CrowdNow }) {
  const { code, participantId } = useSteering();
  const cast = useCast(code);
  const toast = useToast();
  const call = callOf(crowd, { form, me: participantId, nowMs: crowd.nowMs });
  const isMine = !('form' in call) || call.form === form;
  const raise = async () => {
    if (!isCallable(call, form)) return;
    feel('vote');
    const refusal = await cast(form);
    if (refusal !== null) toast({ text: refusal, isTrouble: true });
  };
  return (
    <li>
      <button
        type="button"
        className="call-form"
        data-call={isMine ? call.kind : 'other'}
        data-voted={(isMine && call.kind === 'open' && call.hasVoted) || undefined}
        aria-disabled={!isCallable(call, form)}
        onClick={() => void raise()}
      >
        <span className="call-form-mark" aria-hidden="true">
          {isMine && <CallRing call={call} />}
          <FormGlyph form={form} />
        </span>
        <span className="call-form-words">
          <b>{text.names[form]}</b>
          <i>{text.state(call, form)}</i>
          <span>{text.purposes[form]}</span>
        </span>
      </button>
    </li>
  );
}

function TrembleSwitch() {
  const isOn = useSyncExternalStore(onTremble, mayTremble);
  return (
    <button
      type="button"
      role="switch"
      className="crowd-switch"
      aria-checked={isOn}
      onClick={() => {
        chooseTremble(!isOn);
        feel('drop');
      }}
    >
      <span>{text.tremble}</span>
    </button>
  );
}
