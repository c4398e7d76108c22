// The engine of a page that can make no sound at all: it takes every order and does nothing, so that everything else still works.
import type { AudioEngine } from './engine.ts';
import { statsOf } from './stats.ts';
import type { AudioStatus } from './status.ts';

/** Some browsers and locked-down views give pages no sound; a worker carries the stream. */
export const canSound = (): boolean => typeof AudioContext === 'function' && typeof Worker === 'function';

const STATUS: AudioStatus = {
  state: 'silent',
  volume: 0,
  muted: true,
  room: null,
  refusal: null,
  nudgeMs: 0,
  clicking: false,
  simpleOutput: true,
};
const nothing = () => undefined;

export function createMuteEngine(): AudioEngine {
  return {
    unlock: nothing,
    prepare: () => nothing,
    listen: nothing,
    leave: nothing,
    setVolume: nothing,
    setMuted: nothing,
    setNudge: nothing,
    setClicking: nothing,
    subscribe: () => nothing,
    getStatus: () => STATUS,
    analyser: null,
    serverNowMs: Date.now,
    playedFrame: () => null,
    roomFrame: () => null,
    stats: () => statsOf(null, null),
  };
}
