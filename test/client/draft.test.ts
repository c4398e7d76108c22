// Facts about a control under a finger: whose value is shown, and when the server's stands again.
import { describe, expect, it } from 'vitest';
import { type DraftEvent, draftAfter, noDraft } from '../../client/player/draft.ts';

const drafted = (...events: DraftEvent<number>[]) => events.reduce(draftAfter<number>, noDraft<number>());
const changed = (value: number): DraftEvent<number> => ({ kind: 'changed', value });
const echo = (matches: boolean): DraftEvent<number> => ({ kind: 'echoed', matches });

describe('draft', () => {
  it('shows the person’s value until the server has answered and said the same', () => {
    expect(drafted(changed(7)).value).toBe(7);
    expect(drafted(changed(7), echo(true)).value).toBe(7);
    expect(drafted(changed(7), { kind: 'taken' }, echo(false)).value).toBe(7);
    expect(drafted(changed(7), { kind: 'taken' }, echo(true)).value).toBeNull();
  });

  it('does not move under the finger, whatever comes back', () => {
    const held = drafted({ kind: 'held' }, changed(7), { kind: 'taken' }, echo(true), { kind: 'expired' });
    expect(held.value).toBe(7);
    expect(draftAfter(draftAfter(held, { kind: 'released' }), echo(true)).value).toBeNull();
  });

  it('waits again after every further change', () => {
    expect(drafted(changed(7), { kind: 'taken' }, changed(8), echo(true), { kind: 'expired' }).value).toBe(8);
  });

  it('gives in when the server says something else for too long', () => {
    expect(drafted(changed(7), { kind: 'taken' }, echo(false), { kind: 'expired' }).value).toBeNull();
  });

  it('falls back at once when the change was refused', () => {
    expect(drafted(changed(7), { kind: 'refused' }).value).toBeNull();
  });
});
