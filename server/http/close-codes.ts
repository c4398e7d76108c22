// Every code with which a WebSocket of ours may close, and what it means to a client. Most are graphql-transport-ws' own.

export const RESTARTING = { code: 1012, reason: 'Service restart' } as const;
export const TOO_MANY_MESSAGES = { code: 4491, reason: 'Too many messages' } as const;
export const TOO_SLOW = { code: 4490, reason: 'Reading too slowly' } as const;

/** One row per code for the README. */
export const CLOSE_CODES: Readonly<Record<number, string>> = {
  1002: 'A WebSocket frame was malformed.',
  1007: 'A text was not UTF-8.',
  1009: 'A message was larger than `MAX_MESSAGE_BYTES`.',
  [RESTARTING.code]: 'The server is stopping. Come back in a moment.',
  4400: 'A message was not JSON, or not of the protocol.',
  4401: 'An operation came before `connection_ack`.',
  4406: 'The subprotocol is not `graphql-transport-ws`.',
  4408: '`connection_init` did not come within 3 s.',
  4409: 'An operation with this id is already running on this socket.',
  4429: '`connection_init` came twice.',
  [TOO_SLOW.code]: 'For ten seconds more was lost than read. Come back, and ask for less: OPUS, or fewer fields.',
  [TOO_MANY_MESSAGES.code]: 'More than `MAX_MESSAGES_PER_SECOND` came in a second. Come back, and send less often.',
  4500: 'Something failed inside.',
};
