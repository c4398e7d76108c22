// Facts about phones that keep silent beside a big screen.
import { describe, expect, it } from 'vitest';
import { displayPlays, isHushed, type ListenChoice, recallChoice, rememberChoice } from '../../client/player/hush.ts';

const stage = { kind: 'DISPLAY', presence: 'CONNECTED' };
const gone = { kind: 'DISPLAY', presence: 'AWAY' };
const phone = { kind: 'CONTROLLER', presence: 'CONNECTED' };

describe('a phone beside a big screen', () => {
  it.each([
    ['a screen plays', true, [phone, stage], true],
    ['the music has not begun', false, [phone, stage], false],
    ['the screen has dropped out', true, [phone, gone], false],
    ['only phones', true, [phone, phone], false],
  ])('%s', (_name, isPlaying, participants, expected) => {
    expect(displayPlays({ isPlaying, participants })).toBe(expected);
  });

  it.each<[ListenChoice, boolean, boolean]>([
    [null, true, true],
    [null, false, false],
    ['HERE', true, false],
    ['NOT_HERE', false, true],
  ])('choice %s, screen %s: silent %s', (choice, hasDisplay, expected) => {
    expect(isHushed(choice, hasDisplay)).toBe(expected);
  });

  it('remembers a choice for its room only, and survives a browser that stores nothing', () => {
    const kept = new Map<string, string>();
    const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
    rememberChoice(() => storage, 'AAAAAA', 'HERE');
    expect([recallChoice(() => storage, 'AAAAAA'), recallChoice(() => storage, 'BBBBBB')]).toEqual(['HERE', null]);
    const refuse = () => {
      throw new Error('no storage');
    };
    rememberChoice(refuse, 'AAAAAA', 'HERE');
    expect(recallChoice(refuse, 'AAAAAA')).toBe(null);
  });
});
