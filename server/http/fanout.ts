// One execution and one buffer for everybody who subscribed to the same: the hub between graphql-ws and the sockets. graphql-ws still
// owns every operation's life (ids, `complete`, `error`, closing); only `next` messages of shared fields are written past it.
import { randomUUID } from 'node:crypto';
import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, type FormattedExecutionResult } from 'graphql';
import type { Clock } from '../ports/clock.ts';
import type { ApiContext } from '../schema/context.ts';
import type { TranslateError } from '../schema/errors.ts';
import { contextOfAll } from '../schema/fanout.ts';
import { schema } from '../schema/index.ts';
import type { Flow } from '../services/bounded-stream.ts';
import { createGroup, type Group } from './fanout-group.ts';
import type { Lane } from './fanout-lane.ts';
import { createOutbox } from './fanout-outbox.ts';
import { createSharingPlanner } from './fanout-plan.ts';
import { createSeat } from './fanout-seat.ts';

type Operation = AsyncIterableIterator<ExecutionResult>;

/** What graphql's `subscribe` gives: a stream of results, or the reason why there is none. */
export type Subscribed = Operation | ExecutionResult;

export interface FanoutSeat {
  readonly lane: Lane;
  /** The operation's id on that socket. */
  readonly id: string;
  /** For operations that are not shared. */
  readonly alone: (args: ExecutionArgs) => Promise<Subscribed>;
}

export interface Fanout {
  /** In place of graphql's `subscribe`. Of a shared operation the iterator never yields: it is done when the stream ends. */
  subscribe(args: ExecutionArgs, seat: FanoutSeat): Promise<Subscribed>;
  /** Audiences that share something now. */
  groups(): number;
}

export interface FanoutDeps {
  readonly clock: Clock;
  readonly translate: TranslateError;
}

/** graphql-ws' results may have `errors: undefined`. */
type AnyResult = { readonly [Part in keyof ExecutionResult]?: ExecutionResult[Part] | undefined };

/** Errors as every answer of ours has them; the rest of a result goes out as it is. */
export function formatResult(result: AnyResult, translate: TranslateError, requestId: string): FormattedExecutionResult {
  if (!result.errors) return result as FormattedExecutionResult;
  const errors = result.errors.map((error) => translate(error, requestId).toJSON());
  return result.data === undefined ? { errors } : { data: result.data, errors };
}

export function createFanout({ clock, translate }: FanoutDeps): Fanout {
  const planSharing = createSharingPlanner(schema);
  const groups = new Map<string, Group>();
  const outbox = createOutbox();
  const nowMs = () => clock.nowMs();

  function groupOf(key: string, args: ExecutionArgs): Group {
    const known = groups.get(key);
    if (known !== undefined) return known;
    const requestId = randomUUID();
    const shared = { ...args, contextValue: contextOfAll({ nowMs, requestId }) };
    const group = createGroup({ args: shared, nowMs, outbox, format: (result) => formatResult(result, translate, requestId) });
    groups.set(key, group);
    return group;
  }

  function share(source: Flow<object>, key: string, args: ExecutionArgs, { lane, id }: FanoutSeat): Operation {
    const group = groupOf(key, args);
    const { promise: over, resolve, reject } = promiseOfEnd();
    const seat = createSeat({
      source,
      group,
      writer: group.enter(id),
      lane,
      nowMs,
      onEnd(error) {
        // What was taken comes before the end that graphql-ws tells.
        outbox.flush();
        group.leave(id);
        if (group.isEmpty()) groups.delete(key);
        if (error === null) resolve();
        else reject(error);
      },
    });

    const operation: Operation = {
      // graphql-ws asks once it has registered the id, so nothing can be sent before that; and then waits for the end.
      next() {
        seat.start();
        return over;
      },
      return() {
        seat.end();
        return over;
      },
      throw(error) {
        seat.end();
        return Promise.reject(error);
      },
      [Symbol.asyncIterator]: () => operation,
    };
    return operation;
  }

  return {
    async subscribe(args, seat) {
      const plan = planSharing(args.document, args.operationName);
      if (plan === null) return seat.alone(args);
      // The field's own `subscribe`, with this subscriber's context: whoever may not hear is refused here, as anywhere else.
      const source = await createSourceEventStream(args);
      if (!(Symbol.asyncIterator in source)) return source;
      return share(source as Flow<object>, plan.keyFor(args.variableValues ?? {}, args.contextValue as ApiContext), args, seat);
    },
    groups: () => groups.size,
  };
}

interface End {
  readonly promise: Promise<IteratorReturnResult<undefined>>;
  resolve(): void;
  reject(error: unknown): void;
}

function promiseOfEnd(): End {
  let settle = { resolve: () => {}, reject: (_error: unknown) => {} };
  const promise = new Promise<IteratorReturnResult<undefined>>((resolve, reject) => {
    settle = { resolve: () => resolve({ done: true, value: undefined }), reject };
  });
  return { promise, ...settle };
}
