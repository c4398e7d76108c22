// The line that tells what has just been done: it goes by itself, stays under a pointer, and what waited for it is done once.
import { beforeEach, describe, expect, it } from 'vitest';
import { createToldLine, TOLD_MS, type ToldLine } from '../../client/room-sheet/told.ts';

describe('a told line', () => {
  let running: { ms: number; run: () => void }[];
  let line: ToldLine;
  let done: string[];
  const pass = () => {
    const due = running;
    running = [];
    for (const { run } of due) run();
  };
  const removed = (name: string) => ({
    text: `${name} leaves`,
    undo: () => void done.push(`${name} stays`),
    onGone: () => void done.push(`${name} is gone`),
  });
  beforeEach(() => {
    running = [];
    done = [];
    line = createToldLine({
      after: (ms, run) => {
        const timer = { ms, run };
        running.push(timer);
        return () => {
          running = running.filter((each) => each !== timer);
        };
      },
    } as Parameters<typeof createToldLine>[0]);
  });

  it('goes after its time, and then does what waited', () => {
    line.say(removed('Ben'));
    expect(running.map(({ ms }) => ms)).toEqual([TOLD_MS]);
    pass();
    expect([line.get(), done]).toEqual([null, ['Ben is gone']]);
  });

  it('is taken back, and nothing is done any more', () => {
    line.say(removed('Ben'));
    line.undo();
    pass();
    expect([line.get(), done]).toEqual([null, ['Ben stays']]);
  });

  it('keeps the place of what waits: a late word about something else comes afterwards', () => {
    line.say(removed('Ben'));
    line.say({ text: 'The room is open' });
    expect([line.get()?.text, done]).toEqual(['Ben leaves', []]);
    pass();
    expect([line.get()?.text, done]).toEqual(['The room is open', ['Ben is gone']]);
    pass();
    expect(line.get()).toBeNull();
  });

  it('says the late word as well when what waited is taken back', () => {
    line.say(removed('Ben'));
    line.say({ text: 'The room is open' });
    line.undo();
    expect([line.get()?.text, done]).toEqual(['The room is open', ['Ben stays']]);
  });

  it('ends the wait of the one for the next who is removed', () => {
    line.say(removed('Ben'));
    line.say(removed('Ida'));
    expect([line.get()?.text, done]).toEqual(['Ida leaves', ['Ben is gone']]);
  });

  it('does what waits when the sheet closes', () => {
    line.say(removed('Ben'));
    line.end();
    expect([line.get(), done]).toEqual([null, ['Ben is gone']]);
  });

  it('stays under a pointer, and begins anew when it leaves', () => {
    line.say(removed('Ben'));
    line.hold(true);
    expect(running).toEqual([]);
    line.hold(false);
    pass();
    expect(done).toEqual(['Ben is gone']);
  });

  it('stays when it is told under a pointer that rests there already', () => {
    line.hold(true);
    line.say(removed('Ben'));
    expect(running).toEqual([]);
    line.say(removed('Ida'));
    expect([done, running]).toEqual([['Ben is gone'], []]);
    line.hold(false);
    pass();
    expect(done).toEqual(['Ben is gone', 'Ida is gone']);
  });
});
