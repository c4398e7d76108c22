// Plays a situation through the services that play a room, with the real adapter and a recorded answer on a real wire: what the model was
// asked, who decided, and what came of it. The clock is the test's.
import { createGeminiAdviser } from '../../server/adapters/gemini/adviser.ts';
import { loadGooglePackage } from '../../server/adapters/gemini/google-package.ts';
import { createMemoryRoomBus } from '../../server/adapters/memory/room-bus.ts';
import { createMemoryRoomStore } from '../../server/adapters/memory/room-store.ts';
import type { Role } from '../../server/domain/roles.ts';
import type { DecisionSource, Participant, ParticipantInput, RoomCommand, RoomState, Wish } from '../../server/domain/room-state.ts';
import { findGenre } from '../../server/domain/vocabulary.ts';
import { sharesOf } from '../../server/domain/voices.ts';
import { createAdviceDesk, DEADLINE_MS } from '../../server/services/advice-desk.ts';
import { createArbitration } from '../../server/services/arbitration.ts';
import { createRoomCommands } from '../../server/services/room-commands.ts';
import type { Expectations, Seen, SeenMix, Situation, SituationInput } from './arbitration-expect.ts';
import { asMix } from './arbitration-play.ts';
import { createFakeClock, settled } from './fake-clock.ts';
import { startFakeGoogle } from './fake-google/server.ts';
import type { Answer } from './fake-google/settings.ts';
import { CODE, participant, roomState } from './live-room.ts';

const TICK_MS = 4_000;

/** One recorded answer, and what has to come of it. */
export interface Recorded {
  /** The text that the model gives; an object stands for its JSON. `{{10000}}` stands for so many letters. */
  readonly says?: unknown;
  /** In place of a text. */
  readonly how?: 'CUT' | 'BLOCKED' | 'SAFETY' | 'HANG' | 'RESET';
  readonly finishReason?: string;
  /** So long after the question; at once when left out. */
  readonly afterMs?: number;
  /** Who made the first decision; `null`: nobody, the mix was held. */
  readonly by: DecisionSource | null;
  /** Beside what the situation itself expects. */
  readonly expect?: Expectations;
}

export interface AdvisedSituation extends Situation {
  /** Questions that go out while it is played. */
  readonly asked: number;
  /** Words that must not be in any question. */
  readonly neverAsked?: readonly string[];
  /** What somebody changes while the question is under way. */
  readonly meanwhile?: { readonly name: string; readonly afterMs: number; readonly input: SituationInput };
  readonly answers: Readonly<Record<'good' | 'mediocre' | 'hostile', Recorded>>;
}

export interface AdvisedPlay extends Seen {
  /** Of every decision, oldest first. */
  readonly sources: readonly DecisionSource[];
  /** The turns that the model was given. */
  readonly questions: readonly string[];
}

type Decided = Extract<RoomCommand, { kind: 'APPLY_DECISION' }>;

export async function playAdvised(situation: AdvisedSituation, recorded: Recorded): Promise<AdvisedPlay> {
  await loadGooglePackage();
  const clock = createFakeClock();
  const google = await startFakeGoogle({ clock, settings: { answer: () => answerOf(recorded) } });
  const store = createMemoryRoomStore();
  const bus = createMemoryRoomBus();
  const { apply } = createRoomCommands({ store, bus, clock });
  const log = { warn: () => {}, error: () => {} };
  const adviser = createGeminiAdviser({ apiKey: 'not-a-key', model: 'gemini-3.5-flash-lite', baseUrl: google.baseUrl });
  const first = stateOf(situation, clock.nowMs());
  await store.create(first, []);
  const decided: Decided[] = [];
  let underWay = 0;
  const arbitration = createArbitration({
    store,
    bus,
    clock,
    log,
    adviceDesk: createAdviceDesk({
      adviser: {
        async advise(request, signal) {
          underWay += 1;
          const answer = await adviser.advise(request, signal);
          underWay -= 1;
          return answer;
        },
      },
      clock,
      log,
      callsPerMinute: 60,
      callsPerDay: 1_000,
    }),
    async apply(code, command) {
      if (command.kind === 'APPLY_DECISION') decided.push(command);
      return apply(code, command);
    },
  });

  /** Until no answer is on the wire any more, but for those that the clock has to bring. */
  async function answered(): Promise<void> {
    await settled();
    const waits = recorded.afterMs !== undefined || recorded.how === 'HANG';
    while (waits ? google.questions.length < underWay : underWay > 0) await new Promise((resolve) => setImmediate(resolve));
    await settled();
  }

  try {
    await answered();
    const { meanwhile } = situation;
    if (meanwhile !== undefined) {
      await clock.advance(meanwhile.afterMs);
      const change = { kind: 'SET_INPUT', participantId: meanwhile.name, change: meanwhile.input, wishId: 'later' } as const;
      await apply(CODE, change);
    }
    // The answers that come late come in this time, or not at all.
    const sinceMs = meanwhile?.afterMs ?? 0;
    await clock.advance(DEADLINE_MS - sinceMs);
    for (let tick = 1; tick < situation.ticks; tick += 1) {
      await clock.advance(tick === 1 ? TICK_MS - DEADLINE_MS : TICK_MS);
      await answered();
    }
    const state = (await store.get(CODE)) ?? first;
    return seenOf(
      situation,
      decided,
      sharesOf(state, clock.nowMs()),
      google.questions.map(({ body }) => turnOf(body)),
    );
  } finally {
    arbitration.stop();
    await google.close();
  }
}

function answerOf({ says, how, finishReason, afterMs }: Recorded): Answer {
  if (how !== undefined) return { kind: how };
  const text = (typeof says === 'string' ? says : JSON.stringify(says)).replace(/\{\{(\d+)\}\}/g, (_, letters) =>
    'la'.repeat(Number(letters) / 2),
  );
  return { kind: 'TEXT', text, ...(finishReason !== undefined && { finishReason }), ...(afterMs !== undefined && { afterMs }) };
}

function turnOf(body: string): string {
  const { contents } = JSON.parse(body) as { contents: readonly { parts: readonly { text: string }[] }[] };
  return contents.flatMap(({ parts }) => parts.map(({ text }) => text)).join('\n');
}

function stateOf(situation: AdvisedSituation, nowMs: number): RoomState {
  const { people, previous, inputsChanged } = situation;
  const mix = previous === null ? roomState().decision.mix : asMix(previous);
  const { bpm, density, brightness, scale, muteBass, muteDrums } = mix;
  return roomState({
    isPlaying: true,
    startedAtMs: nowMs,
    hostId: people[0]?.name ?? null,
    participants: people.map(({ name, role, secondsAgo, silenced, input }) => ({
      ...participant(name),
      role: role as Role,
      isSilenced: silenced === true,
      input: inputOf(name, input, nowMs - secondsAgo * 1_000),
    })),
    inputsRevision: inputsChanged === false ? 0 : 1,
    target: { bpm, density, brightness, scale, muteBass, muteDrums, revision: 1 },
    decision: {
      mix,
      source: 'RULES',
      revision: 1,
      decidedAtMs: nowMs,
      inputsRevision: 0,
      settled: true,
      isFirst: previous === null,
      adviceTrouble: null,
    },
  });
}

function inputOf(name: string, input: SituationInput, atMs: number): Participant['input'] {
  const { genre = null, wish = null } = input;
  const words = (field: Wish['field'], text: string): Wish => ({
    id: `${field} of ${name}`,
    field,
    text,
    fate: 'WAITING',
    understood: [],
    unknown: [],
    reason: null,
    isRefused: false,
    atMs,
    revision: null,
    inputsRevision: 1,
  });
  const isTile = genre !== null && findGenre(genre) !== null;
  const own: ParticipantInput = {
    bpm: input.bpm ?? null,
    moods: input.moods ?? [],
    genre: isTile ? genre : null,
    genreWish: genre === null || isTile ? null : words('genre', genre),
    instruments: input.instruments ?? [],
    density: input.density ?? null,
    brightness: input.brightness ?? null,
    wish: wish === null ? null : words('wish', wish),
    updatedAtMs: atMs,
  };
  return own;
}

function seenOf(
  { previous }: AdvisedSituation,
  decided: readonly Decided[],
  shares: ReadonlyMap<string, number>,
  questions: readonly string[],
): AdvisedPlay {
  const seen = ({ credits, ...mix }: Decided['mix']): SeenMix => ({
    ...mix,
    credits: Object.fromEntries(credits.map(({ participantId, share }) => [participantId, share])),
  });
  const before = previous === null ? null : seen(asMix(previous));
  const verdicts = decided[0]?.verdicts ?? [];
  return {
    sources: decided.map(({ source }) => source),
    questions,
    previous: before,
    history: decided.length === 0 && before !== null ? [before] : decided.map(({ mix }) => seen(mix)),
    influence: Object.fromEntries(shares),
    fates: Object.fromEntries(
      verdicts.filter(({ field }) => field === 'wish').map(({ participantId, fate, reason }) => [participantId, { fate, reason }]),
    ),
    errors: {},
    shown: verdicts.flatMap(({ understood }) => understood),
  };
}
