// The ordinary way of graphql-ws: every subscriber's results are executed and written for that subscriber alone. What the fan-out is
// compared with.
import type { Fanout } from '../../server/http/fanout.ts';

export const noFanout: Fanout = { subscribe: (args, { alone }) => alone(args), groups: () => 0 };
