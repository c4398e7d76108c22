// The host's way to ask the crowd from a big screen: one round button a turn. It opens the call; hands are the players'.
import './crowd.css';
import { useEffect, useState } from 'react';
import { crowd as text } from '../text/sentences.ts';
import { Button } from '../ui/Button.tsx';
import { callOf } from './call.ts';
import { FormGlyph } from './FormGlyph.tsx';
import { useCast } from './use-cast.ts';
import { useCrowd } from './use-crowd.ts';

const SAID_MS = 4_000;

export function CallForms({ code }: { readonly code: string }) {
  const crowd = useCrowd();
  const cast = useCast(code);
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => setSaid(null), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);
  if (!crowd.isPlaying) return null;
  return (
    <fieldset className="call-asks" aria-label={text.asks}>
      {crowd.crowdForms.map(({ form }) => {
        const call = callOf(crowd, { form, me: null, nowMs: crowd.nowMs });
        const isReady = call.kind === 'ready';
        return (
          <Button
            key={form}
            look="round"
            aria-label={text.ask(call, form)}
            title={text.ask(call, form)}
            aria-disabled={!isReady}
            onClick={() => void (isReady ? cast(form).then(setSaid) : setSaid(text.ask(call, form)))}
          >
            <FormGlyph form={form} />
          </Button>
        );
      })}
      <p className="call-said" role="status">
        {said}
      </p>
    </fieldset>
  );
}
