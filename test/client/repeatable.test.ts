// Facts about which operations may be sent again after a network error.
import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { isRepeatable } from '../../client/graphql/client.ts';

const repeatable = (kind: 'query' | 'mutation' | 'subscription', text: string, variables: Record<string, unknown> = {}) =>
  isRepeatable({ kind, query: parse(text), variables });

describe('repeating after a network error', () => {
  it('is harmless for queries', () => {
    expect(repeatable('query', '{ me { id } }')).toBe(true);
  });

  it('is harmless for a control, but a wish would be wished twice', () => {
    const update = 'mutation ($code: String!, $input: RoomInput!) { updateInput(code: $code, input: $input) { id } }';
    expect(repeatable('mutation', update, { code: 'K7M4QX', input: { bpm: 100 } })).toBe(true);
    expect(repeatable('mutation', update, { code: 'K7M4QX', input: { wish: 'rain' } })).toBe(false);
  });

  it('is harmless for a control of the engine; forgetting the music twice is not the same as once', () => {
    const set = 'mutation ($code: String!, $input: EngineControlsInput!) { setEngineControls(code: $code, input: $input) { code } }';
    expect(repeatable('mutation', set, { code: 'K7M4QX', input: { guidance: 3 } })).toBe(true);
    expect(repeatable('mutation', 'mutation { resetContext(code: "K7M4QX") { code } }')).toBe(false);
  });

  it('would take a second seat when joining or creating', () => {
    expect(repeatable('mutation', 'mutation { joinRoom(input: { code: "K7M4QX" }) { ticket } }')).toBe(false);
    expect(repeatable('mutation', 'mutation { createRoom { ticket } }')).toBe(false);
  });
});
