// Everybody who asked the same: each value is executed, written as JSON and encoded once for all of them. Knows no sockets.
import { type ExecutionArgs, executeSync, type FormattedExecutionResult } from 'graphql';
import { createSharedBody, type SharedBody } from './fanout-frame.ts';

/** How long one result may serve those who come to the same value later: what a result says of the time (`sentAt`) is true to this. */
const SHARED_MS = 100;

/** The same object within `SHARED_MS` is the same body. Throws when a value cannot be executed at once. */
export type BodyOf = (value: object) => SharedBody;

export interface GroupDeps {
  /** Whose `rootValue` is replaced by each value. */
  readonly args: ExecutionArgs;
  readonly format: (result: ReturnType<typeof executeSync>) => FormattedExecutionResult;
  readonly nowMs: () => number;
}

export function createGroup({ args, format, nowMs }: GroupDeps): BodyOf {
  const bodies = new Map<object, SharedBody>();
  let bornMs = Number.NEGATIVE_INFINITY;
  let newest: object | null = null;
  let newestBody = createSharedBody('', bornMs);

  function bodyOf(value: object): SharedBody {
    const now = nowMs();
    if (now - bornMs > SHARED_MS) {
      bodies.clear();
      bornMs = now;
    }
    const known = bodies.get(value);
    if (known !== undefined) return known;
    const body = createSharedBody(JSON.stringify(format(executeSync({ ...args, rootValue: value }))), now);
    bodies.set(value, body);
    return body;
  }

  return (value) => {
    // A thousand members take the same value one after the other.
    if (value === newest) return newestBody;
    newestBody = bodyOf(value);
    newest = value;
    return newestBody;
  };
}
