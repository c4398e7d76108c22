// What every implementation of budgets has to do, whichever it is.
import { expect, test } from 'vitest';
import type { CreateBudget } from '../../server/ports/budgets.ts';

export function budgetContract(name: string, createBudget: CreateBudget, pass: (ms: number) => Promise<void>): void {
  test(`${name}: gives so many to each key, then says how long to wait`, async () => {
    const budget = createBudget('one', 2, 60);
    expect([await budget.take('a'), await budget.take('a')]).toEqual([0, 0]);
    const waitMs = await budget.take('a');
    expect(waitMs).toBeGreaterThan(59_000);
    expect(waitMs).toBeLessThanOrEqual(60_000);
    expect(await budget.take('b')).toBe(0);
  });

  test(`${name}: looking takes nothing`, async () => {
    const budget = createBudget('two', 1, 60);
    expect([await budget.waitMs('a'), await budget.waitMs('a')]).toEqual([0, 0]);
    await budget.take('a');
    expect(await budget.waitMs('a')).toBeGreaterThan(59_000);
    expect(await budget.waitMs('b')).toBe(0);
  });

  test(`${name}: a key is whole again when its time is over, however often it was refused`, async () => {
    const budget = createBudget('three', 1, 60);
    await budget.take('a');
    for (let refusals = 0; refusals < 10; refusals += 1) expect(await budget.take('a')).toBeGreaterThan(0);
    await pass(60_001);
    expect(await budget.waitMs('a')).toBe(0);
    expect(await budget.take('a')).toBe(0);
  });

  test(`${name}: budgets of different names do not share`, async () => {
    const [one, two] = [createBudget('four', 1, 60), createBudget('five', 1, 60)];
    expect([await one.take('a'), await two.take('a')]).toEqual([0, 0]);
  });

  test(`${name}: what weighs more takes more`, async () => {
    const budget = createBudget('seven', 10, 60);
    expect([await budget.take('a', 6), await budget.take('a', 4)]).toEqual([0, 0]);
    expect(await budget.take('a')).toBeGreaterThan(0);
  });

  test(`${name}: a thousand at once get no more than one after the other`, async () => {
    const budget = createBudget('six', 100, 60);
    const answers = await Promise.all(Array.from({ length: 1_000 }, () => budget.take('a')));
    expect(answers.filter((waitMs) => waitMs === 0)).toHaveLength(100);
  });
}
