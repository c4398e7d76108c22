// Budgets in memory keep the contract, and keep nothing of keys whose time is over.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMemoryBudget } from '../../server/adapters/memory/budgets.ts';
import { budgetContract } from './budgets.contract.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

budgetContract('memory', createMemoryBudget, async (ms) => {
  await vi.advanceTimersByTimeAsync(ms);
});

test('a thousand addresses leave nothing behind', async () => {
  const budget = createMemoryBudget('many', 1, 1);
  for (let address = 0; address < 1_000; address += 1) await budget.take(String(address));
  expect(vi.getTimerCount()).toBe(1_000);
  await vi.advanceTimersByTimeAsync(1_001);
  expect(vi.getTimerCount()).toBe(0);
});
