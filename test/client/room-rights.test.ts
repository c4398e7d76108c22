// What a host, a co-host, a founder and a guest are offered in the room sheet, and how long its way back stays open.
import { describe, expect, it, vi } from 'vitest';
import { actsOn, hasAnyRight, type PersonAct, rightsOf } from '../../client/room-sheet/rights.ts';
import { createToldLine, TOLD_MS } from '../../client/room-sheet/told.ts';

const host = rightsOf({ isHost: true, isCoHost: false, isFounder: true });
const coHost = rightsOf({ isHost: false, isCoHost: true, isFounder: false });
const founder = rightsOf({ isHost: false, isCoHost: false, isFounder: true });
const guest = rightsOf({ isHost: false, isCoHost: false, isFounder: false });

describe('rights', () => {
  it.each([
    ['a host', host, { canSet: true, isHost: true, canTakeBack: false }],
    ['a co-host', coHost, { canSet: true, isHost: false, canTakeBack: false }],
    ['whoever opened the room, without the host’s place', founder, { canSet: false, isHost: false, canTakeBack: true }],
    ['a guest', guest, { canSet: false, isHost: false, canTakeBack: false }],
    ['nobody', rightsOf(null), { canSet: false, isHost: false, canTakeBack: false }],
  ])('of %s', (_who, rights, expected) => {
    expect(rights).toEqual(expected);
    expect(hasAnyRight(rights)).toBe(Object.values(expected).some(Boolean));
  });
});

const pia = {
  id: 'pia',
  kind: 'CONTROLLER' as const,
  isHost: false,
  isCoHost: false,
  isSilenced: false,
  isSimulated: false,
  presence: 'CONNECTED' as const,
};

describe('acts', () => {
  const table: readonly (readonly [string, typeof host, Partial<Parameters<typeof actsOn>[1]>, readonly PersonAct[]])[] = [
    ['a host on a player', host, {}, ['silence', 'name-co-host', 'make-host', 'remove']],
    ['a host on a silenced co-host', host, { isSilenced: true, isCoHost: true }, ['hear', 'take-co-host', 'make-host', 'remove']],
    ['a host on somebody away', host, { presence: 'AWAY' }, ['silence', 'name-co-host', 'remove']],
    ['a host on a simulated guest', host, { isSimulated: true }, ['silence', 'remove']],
    ['a host on a big screen', host, { kind: 'DISPLAY' }, ['name-co-host', 'make-host', 'remove']],
    ['a host on themselves', host, { id: 'me', isHost: true }, ['silence']],
    ['a co-host on a player', coHost, {}, ['silence', 'remove']],
    ['a co-host on the host', coHost, { isHost: true }, []],
    ['a co-host on themselves', coHost, { id: 'me', isCoHost: true }, ['silence']],
    ['whoever opened the room', founder, {}, []],
    ['a guest', guest, {}, []],
  ];
  it.each(table)('of %s', (_case, rights, change, expected) => {
    expect(actsOn(rights, { ...pia, ...change }, 'me')).toEqual(expected);
  });
});

describe('the told line', () => {
  /** A line whose eight seconds are in the test's hand. */
  const lineInHand = () => {
    let due: (() => void) | null = null;
    const line = createToldLine({
      now: () => 0,
      after: (delayMs, action) => {
        expect(delayMs).toBe(TOLD_MS);
        due = action;
        return () => {
          if (due === action) due = null;
        };
      },
    });
    return { line, pass: () => due?.(), isRunning: () => due !== null };
  };
  const notice = (text: string) => ({ text, undo: vi.fn(), onGone: vi.fn() });

  it('carries out what waited when its time is over, once', () => {
    const { line, pass } = lineInHand();
    const first = notice('Pia leaves in a moment.');
    line.say(first);
    expect(first.onGone).not.toHaveBeenCalled();
    pass();
    line.end();
    expect(first.onGone).toHaveBeenCalledTimes(1);
    expect(first.undo).not.toHaveBeenCalled();
    expect(line.get()).toBeNull();
  });

  it('takes it back instead', () => {
    const { line, pass } = lineInHand();
    const first = notice('Pia leaves in a moment.');
    line.say(first);
    line.undo();
    pass();
    expect(first.undo).toHaveBeenCalledTimes(1);
    expect(first.onGone).not.toHaveBeenCalled();
  });

  it('does not wait longer because something else is told, nor when the sheet closes', () => {
    const { line } = lineInHand();
    const [first, second] = [notice('Pia leaves in a moment.'), notice('Ben leaves in a moment.')];
    line.say(first);
    line.say(second);
    expect(first.onGone).toHaveBeenCalledTimes(1);
    expect(line.get()?.text).toBe('Ben leaves in a moment.');
    line.end();
    expect(second.onGone).toHaveBeenCalledTimes(1);
  });

  it('stays as long as somebody points at it, and begins anew afterwards', () => {
    const { line, pass, isRunning } = lineInHand();
    const first = notice('Pia leaves in a moment.');
    line.say(first);
    line.hold(true);
    expect(isRunning()).toBe(false);
    line.hold(false);
    pass();
    expect(first.onGone).toHaveBeenCalledTimes(1);
  });
});
