// Which address shows which screen. Each screen is its own chunk: a phone never loads the stage.
import { Suspense, useSyncExternalStore } from 'react';
import { Route, Switch } from 'wouter';
import { isUpdateReady, onUpdate } from './pwa/update.ts';
import { useLanguage } from './ui/language.ts';
import { lazySpeaking } from './ui/lazy-speaking.ts';
import { readCode } from './ui/room-code.ts';

const Home = lazySpeaking(() => import('./home/Home.tsx'), 'home');
const Player = lazySpeaking(() => import('./player/Player.tsx'), 'phone');
const Stage = lazySpeaking(() => import('./stage/Stage.tsx'), 'stage', 'crowd');
const UpdateToast = lazySpeaking(() => import('./pwa/UpdateToast.tsx'));
const Offline = lazySpeaking(() => import('./pwa/Offline.tsx'));

export function App() {
  // A new language renders everything anew from here, and takes nothing down: seats, sounds and half typed words stay.
  useLanguage();
  const hasUpdate = useSyncExternalStore(onUpdate, isUpdateReady);
  // The service worker marks the page that it serves for want of a network.
  if ('offline' in document.documentElement.dataset) {
    return (
      <Suspense fallback={null}>
        <Offline />
      </Suspense>
    );
  }
  return (
    <>
      <Suspense fallback={null}>
        <Switch>
          <Route path="/r/:code/stage">{({ code }) => <Stage code={readCode(code)} key={readCode(code)} />}</Route>
          <Route path="/r/:code">
            <Player />
          </Route>
          <Route>
            <Home />
          </Route>
        </Switch>
      </Suspense>
      <Suspense fallback={null}>{hasUpdate && <UpdateToast />}</Suspense>
    </>
  );
}
