// Two third-party phones exchange their roles over HTTP and WebSocket: both see the offer, and both change in the same snapshot.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp, type TestApp } from '../support/build-app.ts';
import { type Answer, connect, dataOf, type Json, post, type Result, type Socket } from '../support/third-party.ts';

const SEATS = 'version swaps { id fromId toId expiresAt } participants { id role } sentAt story { text }';
const WATCH = `subscription($code: String!) { roomState(code: $code) { ${SEATS} } }`;
const OFFER = `mutation($code: String!, $id: ID!) { proposeSwap(code: $code, participantId: $id) { ${SEATS} } }`;
const ANSWER = `mutation($code: String!, $id: ID!, $accept: Boolean!) { answerSwap(code: $code, swapId: $id, accept: $accept) { ${SEATS} } }`;

let app: TestApp;
const sockets: Socket[] = [];
beforeAll(async () => {
  app = await buildApp();
});
afterAll(async () => {
  for (const socket of sockets) await socket.close();
  await app.stop();
});

const ask = async (query: string, variables: Json, ticket?: string): Promise<Answer> =>
  dataOf(await post(app.url, query, variables, ticket));
const codeOf = ({ errors }: Result) => errors?.[0]?.extensions.code;
const rolesOf = ({ participants }: Answer): Json => Object.fromEntries(participants.map(({ id, role }: Answer) => [id, role]));

test('an offer is seen by both, and its answer changes both roles at once', async () => {
  const founder = (await ask('mutation { createRoom { ticket room { code } participant { id } } }', {})).createRoom;
  const { code } = founder.room;
  const JOIN = 'mutation($code: String!) { joinRoom(input: { code: $code }) { ticket participant { id } } }';
  const guest = (await ask(JOIN, { code })).joinRoom;
  const [mira, suna] = [founder.participant.id, guest.participant.id];
  const phones = [founder, guest].map(({ ticket }) => connect(app.url, ticket));
  sockets.push(...phones);
  const [hers, theirs] = phones.map((phone) => phone.listen(WATCH, { code }));

  expect(codeOf(await post(app.url, OFFER, { code, id: mira }, founder.ticket))).toBe('BAD_INPUT');
  expect(codeOf(await post(app.url, OFFER, { code, id: mira }))).toBe('UNAUTHENTICATED');
  const offered = (await ask(OFFER, { code, id: mira }, guest.ticket)).proposeSwap;
  const [swap] = offered.swaps;
  expect(swap).toMatchObject({ fromId: suna, toId: mira });
  expect(swap.expiresAt - offered.sentAt).toBeGreaterThan(25_000);
  await Promise.all([hers, theirs].map((stream) => stream?.until(({ roomState }) => roomState.swaps.length === 1)));

  expect(codeOf(await post(app.url, ANSWER, { code, id: swap.id, accept: true }, guest.ticket))).toBe('FORBIDDEN');
  const swapped = (await ask(ANSWER, { code, id: swap.id, accept: true }, founder.ticket)).answerSwap;
  expect(rolesOf(swapped)).toEqual({ [mira]: 'VIBE_SETTER', [suna]: 'DRUMMER' });
  expect(swapped.story[0].text).toMatch(/ swapped: .+ is the drummer now, .+ the vibe setter$/);
  await theirs?.until(({ roomState }) => roomState.swaps.length === 0 && rolesOf(roomState)[suna] === 'DRUMMER');
  // No snapshot shows one role held by both, or by nobody.
  for (const { data } of theirs?.results ?? []) expect(Object.values(rolesOf(data.roomState)).sort()).toEqual(['DRUMMER', 'VIBE_SETTER']);
  expect(codeOf(await post(app.url, ANSWER, { code, id: swap.id, accept: true }, founder.ticket))).toBe('CONFLICT');
});
