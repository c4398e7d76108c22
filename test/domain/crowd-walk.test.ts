// Thousands of random votes, leavers, late timers and landings: what must always hold of a vote does hold after each.
import { describe, expect, it } from 'vitest';
import { CROWD_FORMS, CROWD_LIMITS } from '../../server/domain/crowd.ts';
import { quorumOf, viewVote } from '../../server/domain/crowd-quorum.ts';
import { voteEndsAtMs } from '../../server/domain/crowd-vote.ts';
import { applyCommand } from '../../server/domain/room.ts';
import type { Applied, RoomCommand, RoomState } from '../../server/domain/room-state.ts';
import { CoroError } from '../../server/errors.ts';
import { freshRoom, HOST, joinAs, START_MS, seededInteger } from '../support/seeded-room.ts';

const STEPS = 8_000;
const { windowMs, countdownMs, restMs, formRestMs } = CROWD_LIMITS.vote;

function createWalk(seed: number) {
  const random = seededInteger(seed);
  const oneOf = <T>(items: readonly T[]): T => items[random(items.length)] as T;
  const isRare = (oneIn: number) => random(oneIn) === 0;
  const pastIds = ['v0'];
  let joined = 0;

  function command(state: RoomState, nowMs: number): RoomCommand {
    const participantId = oneOf([...state.participants.map(({ id }) => id), HOST]);
    const { vote } = state.crowd;
    const voteId = vote !== null && !isRare(4) ? vote.id : oneOf(pastIds);
    const ballot = (): RoomCommand => {
      pastIds.push(`v${pastIds.length}`);
      const form = vote !== null && !isRare(5) ? vote.form : oneOf(CROWD_FORMS);
      return { kind: 'VOTE', participantId, form, voteId: pastIds.at(-1) as string };
    };
    return oneOf<() => RoomCommand>([
      ballot,
      ballot,
      ballot,
      ballot,
      () => ({ kind: 'END_VOTE', voteId }),
      () => ({ kind: 'LAND_VOTE', voteId, landsAtMs: nowMs - 1_000 + random(8_000) }),
      () => (state.participants.length < 8 || isRare(4) ? joinAs(`p${joined++}`, isRare(5) ? 'LISTENER' : 'CONTROLLER') : ballot()),
      () => (isRare(3) && participantId !== HOST ? { kind: 'LEAVE', participantId } : { kind: 'RETURN', participantId }),
      () => ({ kind: isRare(2) ? 'STEP_AWAY' : 'RETURN', participantId }),
      () => ({ kind: 'SILENCE', actorId: state.hostId ?? HOST, participantId, isSilenced: isRare(3) }),
      () => (isRare(12) ? { kind: 'STOP', actorId: state.hostId ?? HOST } : { kind: 'START', actorId: state.hostId ?? HOST }),
      () => ({
        kind: 'UPDATE_SETTINGS',
        actorId: state.hostId ?? HOST,
        settings: { crowdForms: isRare(3) ? CROWD_FORMS.filter(() => !isRare(3)) : CROWD_FORMS },
      }),
    ])();
  }
  return { command, pauseMs: () => (isRare(6) ? random(20_000) : random(400)) };
}

function brokenRules(before: RoomState, { state }: Applied, command: RoomCommand, nowMs: number): string[] {
  const { vote, forms, restsUntilMs, formRestsUntilMs } = state.crowd;
  const earlier = before.crowd.vote;
  const view = viewVote(state);
  const isNew = vote !== null && vote.id !== earlier?.id;
  const isSame = vote !== null && vote.id === earlier?.id;
  const players = state.participants.filter(
    ({ kind, presence, isSilenced }) => kind === 'CONTROLLER' && presence === 'CONNECTED' && !isSilenced,
  );
  const rules: Record<string, boolean> = {
    'a vote needs music': vote === null || state.isPlaying,
    'a vote is for a form that is allowed': vote === null || forms.includes(vote.form),
    'everybody votes once': vote === null || new Set(vote.voterIds).size === vote.voterIds.length,
    'the quorum is half of those with a voice, at least one': quorumOf(state) === Math.max(1, Math.ceil(players.length / 2)),
    'an open vote that is in time has not reached its quorum':
      vote === null || vote.carried !== null || nowMs >= vote.expiresAtMs || (view?.votes ?? 0) < (view?.needed ?? 0),
    'a carried vote had its quorum': vote === null || vote.carried === null || vote.carried.votes >= vote.carried.needed,
    'a vote carries within its window': vote === null || vote.carried === null || vote.carried.atMs < vote.expiresAtMs,
    'a vote that has just carried lands no earlier than in 3 s':
      vote?.carried == null || (isSame && earlier?.carried != null) || vote.carried.landsAtMs === nowMs + countdownMs,
    'what has carried stays so': !isSame || earlier?.carried == null || vote.carried?.votes === earlier.carried.votes,
    'a landing that has passed is not moved':
      !isSame || earlier?.carried == null || earlier.carried.landsAtMs > nowMs || vote.carried?.landsAtMs === earlier.carried.landsAtMs,
    'only an order with its id moves a landing':
      !isSame ||
      earlier?.carried == null ||
      vote.carried?.landsAtMs === earlier.carried.landsAtMs ||
      (command.kind === 'LAND_VOTE' && command.voteId === vote.id),
    'a vote opens by a vote, when no other one runs':
      !isNew || (command.kind === 'VOTE' && (earlier === null || nowMs >= voteEndsAtMs(earlier))),
    'a vote opens after the rest':
      !isNew || (nowMs >= before.crowd.restsUntilMs && nowMs >= (before.crowd.formRestsUntilMs[vote.form] ?? 0)),
    'a vote that has just opened has its whole window': !isNew || vote.expiresAtMs === nowMs + windowMs,
    'a vote ends by its own timer, or with the music or its form':
      earlier === null ||
      isSame ||
      !state.isPlaying ||
      !forms.includes(earlier.form) ||
      (nowMs >= voteEndsAtMs(earlier) && (isNew || (command.kind === 'END_VOTE' && command.voteId === earlier.id))),
    'a landing is followed by rest':
      vote?.carried == null ||
      (restsUntilMs === vote.carried.landsAtMs + restMs && formRestsUntilMs[vote.form] === vote.carried.landsAtMs + formRestMs),
    'the version rises by one with every change': state.version === before.version + (state === before ? 0 : 1),
  };
  return Object.entries(rules).flatMap(([rule, holds]) => (holds ? [] : [rule]));
}

describe('a crowd under thousands of random commands', () => {
  it.each([3, 4_711, 90_210])('keeps every rule (seed %i)', (seed) => {
    const walk = createWalk(seed);
    const seen = { opened: 0, carried: 0, carriedByLeaving: 0, expired: 0, landed: 0 };
    const codes = new Set<string>();
    let state = applyCommand(freshRoom(), { kind: 'START', actorId: HOST }, START_MS).state;
    let nowMs = START_MS;
    for (let step = 0; step < STEPS; step += 1) {
      nowMs += walk.pauseMs();
      const command = walk.command(state, nowMs);
      try {
        const applied = applyCommand(state, command, nowMs);
        const broken = brokenRules(state, applied, command, nowMs);
        if (broken.length > 0) expect.fail(`step ${step}, ${JSON.stringify(command)}: ${broken.join('; ')}`);
        const before = state.crowd.vote;
        const now = applied.state.crowd.vote;
        seen.opened += now !== null && now.id !== before?.id ? 1 : 0;
        const hasCarried = now?.carried != null && (before?.id !== now.id || before.carried === null);
        seen.carried += hasCarried ? 1 : 0;
        seen.carriedByLeaving += hasCarried && command.kind !== 'VOTE' ? 1 : 0;
        seen.expired += command.kind === 'END_VOTE' && before !== now && before?.carried === null ? 1 : 0;
        seen.landed += command.kind === 'LAND_VOTE' && before !== now ? 1 : 0;
        state = applied.state;
      } catch (error) {
        if (!(error instanceof CoroError)) throw error;
        codes.add(error.code);
      }
    }
    // The walk is worth something only if it went everywhere.
    for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(3);
    expect([...codes]).toEqual(expect.arrayContaining(['CONFLICT', 'RATE_LIMITED', 'FORBIDDEN']));
  });
});
