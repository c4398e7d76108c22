// The page without a network: says what is missing, tries again on a tap, and comes back by itself when there is a line again.
import './pwa.css';
import { useCallback, useEffect, useState } from 'react';
import { common, pwa } from '../text/sentences.ts';
import { Button } from '../ui/Button.tsx';
import { FlowerMark } from '../ui/FlowerMark.tsx';

const ASK_AGAIN_MS = 10_000;

export default function Offline() {
  const [isTrying, setTrying] = useState(false);
  const attempt = useCallback(async () => {
    setTrying(true);
    try {
      const { ok } = await fetch('/health', { cache: 'no-store' });
      if (ok) window.location.reload();
    } catch {
      // Still no line: the next attempt comes by itself.
    }
    setTrying(false);
  }, []);
  useEffect(() => {
    document.title = `${pwa.offlineTitle} · ${common.product}`;
    const timer = setInterval(attempt, ASK_AGAIN_MS);
    window.addEventListener('online', attempt);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', attempt);
    };
  }, [attempt]);
  return (
    <main className="offline grain">
      <FlowerMark roles={[]} size="120px" />
      <h1>{pwa.offlineTitle}</h1>
      <p>{pwa.offline}</p>
      <Button isBusy={isTrying} onClick={() => void attempt()}>
        {isTrying ? pwa.retrying : pwa.retry}
      </Button>
    </main>
  );
}
