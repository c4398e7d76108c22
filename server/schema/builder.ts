// The Pothos builder, the three root types and our two scalars. Types and fields live with their nouns.
import SchemaBuilder from '@pothos/core';
import type { ApiContext } from './context.ts';

export const builder = new SchemaBuilder<{
  Context: ApiContext;
  DefaultFieldNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    Timestamp: { Input: number; Output: number };
    Base64: { Input: string; Output: string };
  };
}>({ defaultFieldNullability: false });

builder.queryType({ description: 'Reading. Nothing here changes anything.' });
builder.mutationType({ description: 'Changing. A mutation that answers with an error has changed nothing.' });
builder.subscriptionType({
  description:
    'Listening, over WebSocket (subprotocol `graphql-transport-ws`) or server-sent events. Every stream begins with what is true now (`reactions`, which are of the moment, with nothing), and ends when its room closes.',
});

builder.scalarType('Timestamp', {
  description: "Milliseconds on the server's clock (Unix epoch, fractional).",
  serialize: (value) => value,
});
builder.scalarType('Base64', { description: 'Bytes in standard base64.', serialize: (value) => value });

/** The argument of everything that happens in a room. */
export const codeArgs = builder.args((t) => ({
  code: t.string({
    required: true,
    description: 'Code of the room: 6 characters. Any case, letters that look alike and blanks are forgiven. Unknown: ROOM_NOT_FOUND.',
  }),
}));

/** What a client really gave: GraphQL's `null` for an optional field means the same as leaving it out. */
export function given<T extends object>(input: T): { [Field in keyof T]?: NonNullable<T[Field]> } {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value != null)) as { [Field in keyof T]?: NonNullable<T[Field]> };
}
