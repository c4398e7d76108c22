// How a subscription field says that its results may be shared: executed once, and the same bytes for everybody who asked the same.
// Marks fields only; who really gets what is the transport's work. What is not marked is executed for each subscriber alone.
import type { ApiContext } from './context.ts';

/** Stands in a field's `extensions` under `fanout`. The field's own `subscribe` runs for every subscriber, with that subscriber's
 * context: it admits or refuses, and says what each one begins with. Only `resolve` and all below it run once for all, so nothing
 * there may depend on who asks. Its source is a `Flow` of objects, and the same object means the same result. */
export interface Fanout {
  /** Only subscribers with the same key share. Arguments need not be in it: the operation and its variables always count. */
  audience(context: ApiContext): string;
  /** Arguments that only `subscribe` looks at: they do not part an audience. */
  readonly personal: readonly string[];
}

/** For results that do not depend on the viewer at all. */
export const everybody = (): string => 'everybody';

/** The context of an execution that nobody in particular has asked for: the time, and no viewer. A field that asks for more fails. */
export function contextOfAll({ nowMs, requestId }: Pick<ApiContext, 'nowMs' | 'requestId'>): ApiContext {
  const known: Partial<ApiContext> = { nowMs, requestId };
  return new Proxy(known, {
    get(target, name) {
      if (name in target) return target[name as keyof ApiContext];
      throw new Error(`A shared field asked its context for ${String(name)}, which differs from viewer to viewer.`);
    },
  }) as ApiContext;
}
