// Ten thousand random commands, right and wrong ones, by right and wrong people: what must always hold does hold after each.
import { describe, expect, it } from 'vitest';
import type { Mix } from '../../server/domain/arbitration.ts';
import type { ControlsChange } from '../../server/domain/engine-controls.ts';
import type { WishVerdict } from '../../server/domain/heard-voices.ts';
import { dueTransitions } from '../../server/domain/presence.ts';
import { CLIENT_KINDS, isExclusive, ROLES } from '../../server/domain/roles.ts';
import { applyCommand } from '../../server/domain/room.ts';
import type { Applied, InputChange, RoomCommand, RoomState } from '../../server/domain/room-state.ts';
import { sharesOf, voicesOf } from '../../server/domain/voices.ts';
import { CoroError } from '../../server/errors.ts';
import { freshRoom, HOST, START_MS, seededInteger } from '../support/seeded-room.ts';

const STEPS = 10_000;

function createWalk(seed: number) {
  const random = seededInteger(seed);
  const oneOf = <T>(items: readonly T[]): T => items[random(items.length)] as T;
  const isRare = (oneIn: number) => random(oneIn) === 0;
  const level = () => oneOf([0, 1, 0.25, 0.5, random(1_001) / 1_000, ...(isRare(8) ? [1.5, -1, Number.NaN] : [])]);
  const texts = ['funk', 'more kalimba', 'sad violin', 'Jazz', 'hip hop', '', '  ', 'x'.repeat(130), 'a\u202eb', 'moon bossa'];
  let joined = 0;

  function change(): InputChange {
    const fields: InputChange[] = [
      { bpm: 55 + random(150) },
      { moods: Array.from({ length: random(5) }, () => oneOf(['Dark', 'chill', 'Tense', 'Dreamy', 'cheesy'])) },
      { genre: oneOf(texts) },
      { instruments: Array.from({ length: random(4) }, () => oneOf(['Harp', 'piano', '808', 'bagpipes'])) },
      { density: level() },
      { brightness: level() },
      { density: level(), brightness: level() },
      { wish: oneOf(texts) },
      {},
    ];
    return isRare(6) ? { ...oneOf(fields), ...oneOf(fields) } : oneOf(fields);
  }

  function mix(): Mix {
    const count = 1 + random(3);
    const weights = Array.from({ length: count }, () => 1 + random(9));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const prompts = weights.map((weight, index) => ({
      text: `${oneOf(['funk', 'jazz', 'house'])} ${index}`,
      weight: weight / total,
      credits: [],
    }));
    const scale = oneOf([null, 'C_MAJOR_A_MINOR', 'D_MAJOR_B_MINOR'] as const);
    const levels = { bpm: 60 + random(141), density: random(101) / 100, brightness: random(101) / 100 };
    return { ...levels, prompts, scale, muteBass: isRare(5), muteDrums: isRare(5), reason: `Because of ${random(5)}.`, credits: [] };
  }

  function controls(): ControlsChange {
    return oneOf<ControlsChange>([
      { guidance: oneOf([null, 0, 6, 7]), temperature: oneOf([null, 3, -1]) },
      { topK: oneOf([1, 40, 0, null]), seed: oneOf([null, 1, 2 ** 31]) },
      { scale: oneOf([null, 'C_MAJOR_A_MINOR', 'E_MAJOR_D_FLAT_MINOR']) },
      { muteBass: isRare(2), muteDrums: isRare(2), onlyBassAndDrums: isRare(2) },
      { mode: oneOf([null, 'DIVERSITY', 'VOCALIZATION']) },
    ]);
  }

  function engineRoom({ decision }: RoomState, actorId: string): RoomCommand {
    const texts = [...decision.mix.prompts.map(({ text }) => text), 'jazz 1', '', 'x'.repeat(200)];
    return oneOf<RoomCommand>([
      { kind: 'SET_CONTROLS', actorId, change: controls() },
      { kind: 'RESET_CONTEXT', actorId },
      { kind: 'DECLINE_PROMPT', text: oneOf(texts) },
    ]);
  }

  function verdicts(state: RoomState): WishVerdict[] {
    return voicesOf(state, START_MS).flatMap(({ participantId, input }): WishVerdict[] =>
      input.wish === null
        ? []
        : [{ participantId, field: 'wish', fate: oneOf(['ACCEPTED', 'DECLINED']), understood: ['funk'], unknown: [], reason: null }],
    );
  }

  function command(state: RoomState, nowMs: number): RoomCommand {
    const everybody = [...state.participants, ...state.departed].map(({ id }) => id);
    const somebody = () => (isRare(12) ? 'stranger' : oneOf([...everybody, HOST]));
    const actor = () => (isRare(3) ? somebody() : (state.hostId ?? somebody()));
    const participantId = somebody();
    const joinId = isRare(20) ? participantId : `p${joined++}`;
    const due = dueTransitions(state, nowMs).filter(({ kind }) => kind !== 'CLOSE');
    if (due.length > 0 && isRare(2)) return oneOf(due);
    const input: RoomCommand = { kind: 'SET_INPUT', participantId, change: change(), wishId: `w${random(1_000_000)}` };
    return oneOf<RoomCommand>([
      input,
      input,
      input,
      {
        kind: 'JOIN',
        participantId: joinId,
        displayName: oneOf(['Suna', 'Jo', '', 'x'.repeat(30)]),
        clientKind: oneOf(CLIENT_KINDS),
        provenPasswordHash: null,
      },
      { kind: 'RETURN', participantId },
      { kind: 'STEP_AWAY', participantId },
      { kind: 'FREE_SEAT', participantId },
      { kind: 'HAND_OVER_HOST' },
      ...(isRare(4) ? [{ kind: 'LEAVE', participantId } as const] : []),
      ...(isRare(4) ? [{ kind: 'REMOVE', actorId: actor(), participantId } as const] : []),
      { kind: 'RENAME', participantId, displayName: oneOf(['Nova', 'Kit', '\u0000', '']) },
      { kind: 'CHANGE_ROLE', participantId, role: oneOf(ROLES) },
      { kind: 'PROPOSE_SWAP', participantId, withId: somebody(), swapId: `swap${state.version}` },
      {
        kind: 'ANSWER_SWAP',
        participantId: state.swaps.at(-1)?.toId ?? participantId,
        swapId: state.swaps.at(-1)?.id ?? 'none',
        isAccepted: isRare(2),
      },
      { kind: 'START', actorId: actor() },
      { kind: 'STOP', actorId: actor() },
      {
        kind: 'UPDATE_SETTINGS',
        actorId: actor(),
        settings: oneOf([{ locked: isRare(4) }, { playerLimit: random(60) }, { name: oneOf(['Red', '']) }, {}]),
      },
      { kind: 'TRANSFER_HOST', actorId: actor(), participantId },
      { kind: 'SET_CO_HOST', actorId: actor(), participantId, isCoHost: isRare(2) },
      { kind: 'SILENCE', actorId: actor(), participantId, isSilenced: isRare(2) },
      {
        kind: 'APPLY_DECISION',
        mix: mix(),
        source: 'RULES',
        inputsRevision: state.inputsRevision - random(2),
        settled: isRare(2),
        verdicts: verdicts(state),
      },
      { kind: 'HEAR', revision: random(state.target.revision + 2) },
      engineRoom(state, actor()),
    ]);
  }

  return { command, pauseMs: () => (isRare(4) ? random(40_000) : random(300)) };
}

const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

/** Everything that has to hold in every state; named, so that a failure says which. */
function brokenRules(state: RoomState, nowMs: number): string[] {
  const { participants, target, decision, story } = state;
  const ids = participants.map(({ id }) => id);
  const shares = [...sharesOf(state, nowMs).values()];
  const within = (value: number, low: number, high: number) => value >= low && value <= high;
  const rules: Record<string, boolean> = {
    'shares sum to 1, or nobody has one': shares.length === 0 || Math.abs(sum(shares) - 1) < 1e-9,
    'no share exceeds 0.6 among three': shares.length < 3 || Math.max(...shares) <= 0.6 + 1e-9,
    'exclusive roles are exclusive': ROLES.every(
      (role) => !isExclusive(role) || participants.filter((person) => person.role === role).length <= 1,
    ),
    'players have roles, others none': participants.every(({ kind, role }) => (kind === 'CONTROLLER') === (role !== null)),
    'others have no input': participants.every(({ kind, input }) => kind === 'CONTROLLER' || input === null),
    'a role holds only its own fields': participants.every(
      ({ role, input }) =>
        input === null ||
        ((input.bpm === null || role === 'DRUMMER') &&
          (input.moods.length === 0 || role === 'VIBE_SETTER') &&
          ((input.genre === null && input.genreWish === null) || role === 'GENRE_DJ') &&
          (input.instruments.length === 0 || role === 'INSTRUMENTALIST') &&
          ((input.density === null && input.brightness === null) || role === 'ENERGY')),
    ),
    'the target is in range':
      Number.isInteger(target.bpm) && within(target.bpm, 60, 200) && within(target.density, 0, 1) && within(target.brightness, 0, 1),
    'a key that the host holds is the room’s': state.controls.scale === null || target.scale === state.controls.scale,
    'a mute that the host holds is the room’s':
      (!state.controls.muteBass || target.muteBass) && (!state.controls.muteDrums || target.muteDrums),
    'a refused wish is declined': participants.every(({ input }) =>
      [input?.wish, input?.genreWish].every((wish) => !wish?.isRefused || wish.fate === 'DECLINED'),
    ),
    'few refusals are remembered': state.refusedPrompts.length <= 32,
    'weights sum to 1': Math.abs(sum(decision.mix.prompts.map(({ weight }) => weight)) - 1) < 1e-9,
    'the story has at most 20 events, each once': story.length <= 20 && new Set(story.map(({ id }) => id)).size === story.length,
    'the story is in order': story.every(({ atMs }, index) => atMs >= (story[index - 1]?.atMs ?? 0)),
    'the host is in the room, or nobody is host': state.hostId === null || ids.includes(state.hostId),
    'the host is no listener': participants.every(({ id, kind }) => id !== state.hostId || kind !== 'LISTENER'),
    'somebody is host while a player is connected':
      state.hostId !== null || participants.every(({ kind, presence }) => kind !== 'CONTROLLER' || presence === 'AWAY'),
    'everybody is here once': new Set([...ids, ...state.departed.map(({ id }) => id)]).size === ids.length + state.departed.length,
    'away has a since': participants.every(({ presence, awaySinceMs }) => (presence === 'AWAY') === (awaySinceMs !== null)),
    'deserted means that nobody is connected':
      (state.desertedSinceMs !== null) === participants.every(({ presence }) => presence === 'AWAY'),
    'a wish that sounds was accepted in a revision': participants.every(
      ({ input }) => input?.wish?.fate !== 'SOUNDING' || input.wish.revision !== null,
    ),
    'the drummer’s fader is followed': participants.every(
      ({ input, isSilenced }) => isSilenced || input?.bpm == null || input.bpm === target.bpm,
    ),
  };
  return Object.entries(rules).flatMap(([rule, holds]) => (holds ? [] : [rule]));
}

/** What must hold between a state and the one after it. */
function brokenSteps(before: RoomState, { state, events }: Applied): string[] {
  const isSame = state === before;
  const rules: Record<string, boolean> = {
    'the version rises by one with every change, and never otherwise': state.version === before.version + (isSame ? 0 : 1),
    'nothing is told when nothing changes': !isSame || events.length === 0,
    'a change really changes something': isSame || JSON.stringify({ ...state, version: 0 }) !== JSON.stringify({ ...before, version: 0 }),
    'the inputs’ revision never falls': state.inputsRevision >= before.inputsRevision && state.inputsRevision <= before.inputsRevision + 1,
    'the target’s revision rises by one exactly when the target changes':
      state.target.revision === before.target.revision + (state.target === before.target ? 0 : 1),
    'who has gone was told of': before.participants.every(
      ({ id }) =>
        state.participants.some((person) => person.id === id) ||
        events.some((event) => event.kind === 'PARTICIPANT_LEFT' && event.participantId === id),
    ),
  };
  return Object.entries(rules).flatMap(([rule, holds]) => (holds ? [] : [rule]));
}

describe('a room under ten thousand random commands', () => {
  it.each([1, 20_251, 777_777])('keeps every rule (seed %i)', (seed) => {
    const walk = createWalk(seed);
    const codes = new Map<string, number>();
    const changed = new Map<string, number>();
    let state = freshRoom();
    let nowMs = START_MS;
    for (let step = 0; step < STEPS; step++) {
      nowMs += walk.pauseMs();
      // A locked room that all have left for good stays as it is; another one opens.
      if (step % 500 === 0 && state.participants.length === 0) state = freshRoom();
      const command = walk.command(state, nowMs);
      const frozen = JSON.stringify(state);
      try {
        const applied = applyCommand(state, command, nowMs);
        const broken = [...brokenSteps(state, applied), ...brokenRules(applied.state, nowMs)];
        if (broken.length > 0) expect.fail(`step ${step}, ${JSON.stringify(command)}: ${broken.join('; ')}`);
        if (applied.state !== state) changed.set(command.kind, (changed.get(command.kind) ?? 0) + 1);
        if (step % 50 === 0) expect(JSON.stringify(state), 'a command altered the state it was given').toBe(frozen);
        state = applied.state;
      } catch (error) {
        if (!(error instanceof CoroError)) throw error;
        codes.set(error.code, (codes.get(error.code) ?? 0) + 1);
        expect(JSON.stringify(state), 'a refusal changed something').toBe(frozen);
      }
    }
    // The walk is worth something only if it went everywhere.
    expect(changed.size).toBeGreaterThanOrEqual(20);
    expect([...codes.keys()]).toEqual(
      expect.arrayContaining(['FORBIDDEN', 'BAD_INPUT', 'ROLE_FORBIDS', 'ROLE_TAKEN', 'CONFLICT', 'TOO_LARGE', 'ROOM_LOCKED', 'ROOM_FULL']),
    );
  });
});
