// Everybody who asked the same: each value is executed, written as JSON and encoded once for all of them. Knows no sockets.
import { type ExecutionArgs, type ExecutionResult, executeSync, type FormattedExecutionResult } from 'graphql';
import type { ApiContext } from '../schema/context.ts';
import { createSharedBody, NextWriter, type SharedBody } from './fanout-frame.ts';
import { planLeaves } from './fanout-leaves.ts';
import type { Outbox } from './fanout-outbox.ts';

/** How long one result may serve those who come to the same value later: what a result says of the time (`sentAt`) is true to this. */
const SHARED_MS = 100;

export interface Group {
  /** The same object within `SHARED_MS` is the same body. Throws when a value cannot be executed at once. */
  bodyOf(value: object): SharedBody;
  /** For one more subscription of that operation id; all with the same id write with the same. */
  enter(id: string): NextWriter;
  leave(id: string): void;
  isEmpty(): boolean;
}

export interface GroupDeps {
  /** Whose `rootValue` is replaced by each value. */
  readonly args: ExecutionArgs;
  readonly format: (result: ExecutionResult) => FormattedExecutionResult;
  readonly nowMs: () => number;
  readonly outbox: Outbox;
}

export function createGroup({ args, format, nowMs, outbox }: GroupDeps): Group {
  const writers = new Map<string, NextWriter>();
  const bodies = new Map<object, SharedBody>();
  let bornMs = Number.NEGATIVE_INFINITY;
  let newest: object | null = null;
  let newestBody = createSharedBody('', 0);

  const readLeaves = planLeaves(args.schema, args.document, args.operationName);

  function execute(value: object): ExecutionResult {
    const data = readLeaves?.(value, args.contextValue as ApiContext) ?? null;
    return data === null ? executeSync({ ...args, rootValue: value }) : { data };
  }

  function bodyOf(value: object): SharedBody {
    const now = nowMs();
    if (now - bornMs > SHARED_MS) {
      bodies.clear();
      bornMs = now;
    }
    const known = bodies.get(value);
    if (known !== undefined) return known;
    const body = createSharedBody(JSON.stringify(format(execute(value))), now);
    bodies.set(value, body);
    return body;
  }

  return {
    bodyOf(value) {
      // A thousand members take the same value one after the other.
      if (value === newest) return newestBody;
      newestBody = bodyOf(value);
      newest = value;
      return newestBody;
    },
    enter(id) {
      const writer = writers.get(id) ?? new NextWriter(id, outbox);
      writers.set(id, writer);
      writer.users += 1;
      return writer;
    },
    leave(id) {
      const writer = writers.get(id);
      if (writer !== undefined) writer.users -= 1;
      if (writer?.users === 0) writers.delete(id);
    },
    isEmpty: () => writers.size === 0,
  };
}
