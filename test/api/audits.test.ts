// GraphQL over HTTP as its specification wants it: every audit of graphql-http, the ones that MUST and the ones that SHOULD hold.
import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp, type TestApp } from '../support/build-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await buildApp();
});
afterAll(() => app.stop());

const audits = serverAudits({ url: () => app.url, fetchFn: fetch });

test('all audits are here', () => {
  expect(audits.length).toBeGreaterThan(50);
});

test.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (name, audit) => {
  const result = await audit.fn();
  // MAY is a matter of taste.
  if (name.startsWith('MAY')) return;
  expect(result.status === 'ok' ? 'ok' : result.reason).toBe('ok');
});
