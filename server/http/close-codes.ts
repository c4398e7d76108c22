// Every code with which a WebSocket of ours may close, and what it means to a client. Most are graphql-transport-ws' own.

export const TOO_SLOW = { code: 4490, reason: 'Reading too slowly' } as const;

/** One row per code for the README. */
export const CLOSE_CODES: Readonly<Record<number, string>> = {
  1001: 'The server is stopping. Come back in a moment.',
  1002: 'A WebSocket frame was malformed.',
  1007: 'A text was not UTF-8.',
  1009: 'A message was larger than 64 kB.',
  4400: 'A message was not JSON, or not of the protocol.',
  4401: 'An operation came before `connection_ack`.',
  4406: 'The subprotocol is not `graphql-transport-ws`.',
  4408: '`connection_init` did not come within 3 s.',
  4409: 'An operation with this id is already running on this socket.',
  4429: '`connection_init` came twice.',
  [TOO_SLOW.code]: 'For ten seconds more was lost than read. Come back, and ask for less: OPUS, or fewer fields.',
  4500: 'Something failed inside.',
};
