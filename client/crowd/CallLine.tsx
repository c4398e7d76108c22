// The call on the big screen: hands that go up, a countdown that all loudspeakers share, and the moment itself.
import './crowd.css';
import { crowd as text } from '../text/crowd-en.ts';
import { useCall } from './use-call.ts';

export function CallLine() {
  const call = useCall(null);
  const isShown = call.kind === 'open' || call.kind === 'countdown' || call.kind === 'landed';
  return (
    <div className="call-line" data-call={call.kind}>
      <p className="sr-only" role="status">
        {call.kind === 'countdown' ? text.carried(call.form) : isShown ? text.line(call) : ''}
      </p>
      {isShown && (
        <p className="call-words" aria-hidden="true">
          {call.kind === 'countdown' && (
            <strong key={call.seconds} className="call-count tabular">
              {call.seconds}
            </strong>
          )}
          <span>{text.line(call)}</span>
        </p>
      )}
    </div>
  );
}
