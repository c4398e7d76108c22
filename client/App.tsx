// Which address shows which screen. Each screen is its own chunk: a phone never loads the stage.
import { lazy, Suspense, useSyncExternalStore } from 'react';
import { Route, Switch } from 'wouter';
import { isUpdateReady, onUpdate } from './pwa/update.ts';
import { readCode } from './ui/room-code.ts';

const Home = lazy(() => import('./home/Home.tsx').then(({ Home }) => ({ default: Home })));
const Player = lazy(() => import('./player/Player.tsx'));
const Stage = lazy(() => import('./stage/Stage.tsx').then(({ Stage }) => ({ default: Stage })));
const UpdateToast = lazy(() => import('./pwa/UpdateToast.tsx'));
const Offline = lazy(() => import('./pwa/Offline.tsx'));

export function App() {
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
