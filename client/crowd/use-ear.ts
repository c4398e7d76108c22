// One phone as an ear of its room: on by a tap, resting while the page is hidden, reporting at the pace the room bears.
import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { graphql } from '../graphql/generated/gql.ts';
import { canHear, type EarState, listen, troubleOfMicrophone } from './ear.ts';
import type { Heard } from './ear-detector.ts';
import { createEnergyPace } from './energy-pace.ts';

const ReportCrowdEnergy = graphql(`
  mutation ReportCrowdEnergy($code: String!, $level: Float!, $clapRate: Float!) {
    reportCrowdEnergy(code: $code, level: $level, clapRate: $clapRate)
  }
`);

export interface Ear {
  readonly state: EarState;
  /** False: the host has silenced this person. */
  readonly isWeighed: boolean;
  readonly toggle: () => void;
  /** Calls back about ten times a second while it hears. */
  readonly onHeard: (listener: (heard: Heard) => void) => () => void;
}

const SILENCE: Heard = { level: 0, clapRate: 0 };

export function useEar(code: string): Ear {
  const client = useClient();
  const [isWanted, setWanted] = useState(false);
  const [state, setState] = useState<EarState>({ kind: 'off' });
  const [isWeighed, setWeighed] = useState(true);
  const [isVisible, setVisible] = useState(() => document.visibilityState === 'visible');
  const listeners = useRef(new Set<(heard: Heard) => void>());

  useEffect(() => {
    const look = () => setVisible(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);

  useEffect(() => {
    if (!isWanted) return;
    if (!isVisible) {
      setState({ kind: 'paused' });
      return;
    }
    let isOver = false;
    const pace = createEnergyPace();
    const report = (heard: Heard) =>
      void client.mutation(ReportCrowdEnergy, { code, ...heard }).then(({ data }) => {
        if (!isOver && data) setWeighed(data.reportCrowdEnergy);
      });
    const give = (why: EarState) => {
      setWanted(false);
      setState(why);
    };
    setState({ kind: 'starting' });
    const opened = listen(
      (heard) => {
        if (isOver) return;
        for (const listener of listeners.current) listener(heard);
        const news = pace.next(heard, performance.now());
        if (news !== null) report(news);
      },
      () => !isOver && give({ kind: 'trouble', why: 'missing' }),
    );
    opened.then(
      () => !isOver && setState({ kind: 'on' }),
      (error: unknown) => !isOver && give({ kind: 'trouble', why: troubleOfMicrophone(error) }),
    );
    return () => {
      isOver = true;
      void opened.then(({ stop }) => stop()).catch(() => undefined);
      const last = pace.next(SILENCE, Number.POSITIVE_INFINITY);
      if (last !== null) report(last);
      for (const listener of listeners.current) listener(SILENCE);
    };
  }, [client, code, isWanted, isVisible]);

  const toggle = useCallback(() => {
    if (!canHear()) return setState({ kind: 'trouble', why: 'insecure' });
    setWanted((wanted) => !wanted);
    setState({ kind: 'off' });
  }, []);
  const onHeard = useCallback((listener: (heard: Heard) => void) => {
    listeners.current.add(listener);
    return () => {
      listeners.current.delete(listener);
    };
  }, []);
  return { state, isWeighed, toggle, onHeard };
}
