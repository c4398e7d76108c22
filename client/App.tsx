// Which address shows which screen. Each screen is its own chunk: a phone never loads the stage.
import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { readCode } from './ui/room-code.ts';

const Home = lazy(() => import('./home/Home.tsx').then(({ Home }) => ({ default: Home })));
const Player = lazy(() => import('./player/Player.tsx'));
const Stage = lazy(() => import('./stage/Stage.tsx').then(({ Stage }) => ({ default: Stage })));

export function App() {
  return (
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
  );
}
