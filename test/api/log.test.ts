// What may stand in the log: never a secret, by its name or by its looks, however deep, in an error or in a sentence; and always whose
// operation it was.
import { expect, test } from 'vitest';
import { createLog } from '../../server/log.ts';
import { buildApp } from '../support/build-app.ts';
import { connect, dataOf, post } from '../support/third-party.ts';

function record(level: 'info' | 'trace' = 'info') {
  const lines: string[] = [];
  return { lines, log: createLog(level, { write: (line) => lines.push(line) }) };
}
/** Made here, so that no file holds anything that looks like a key. */
const googleKey = ['AI', 'za', 'Sy', 'x'.repeat(33)].join('');
const ticket = 'secret-1'.padEnd(43, 'k');
const database = ['postgres://coro', 'secret-1@db/coro'].join(':');

test.each([
  ['by name', { ticket: 'secret-1' }],
  ['by name, deep', { a: { b: { c: { d: { password: 'secret-1' } } } } }],
  ['in headers', { req: { headers: { Authorization: 'secret-1', cookie: 'secret-1' } } }],
  ['connection parameters', { connectionParams: { anything: 'secret-1' } }],
  ['a hash', { room: { passwordHash: 'secret-1' } }],
  ['a key', { gemini: { apiKey: 'secret-1' }, metricsToken: 'secret-1' }],
  ['in a list', { list: [{ ticket: 'secret-1' }] }],
  ['a header’s text', { note: 'sent Authorization: Bearer secret-1 to them' }],
  ['an address', { url: 'wss://example.test/live?key=secret-1&x=y' }],
  ['a database’s address', { err: new Error(`cannot reach ${database}`) }],
  ['an error’s own fields', { err: Object.assign(new Error('failed'), { config: { headers: { authorization: 'secret-1' } } }) }],
  ['the cause of an error', { err: new Error('failed', { cause: new Error('Bearer secret-1') }) }],
  ['a ticket by its looks', { note: `who is ${ticket}?` }],
])('%s is redacted', (_what, line) => {
  const { lines, log } = record();
  log.info(line, 'a line');
  expect(lines.join('')).not.toContain('secret-1');
  expect(lines.join('')).toContain('[redacted]');
});

test('sentences, their parts, and errors without a sentence are clean, too', () => {
  const { lines, log } = record();
  log.info(`Bearer secret-1 and ${googleKey}`);
  log.info('somebody sent %s', `?ticket=secret-1`);
  log.error(new Error(`${database} is gone`));
  log.child({ requestId: 'r' }).info({ input: { password: 'secret-1' } }, 'of a child');
  expect(lines.join('')).not.toMatch(/secret-1|AIza/);
  expect(lines).toHaveLength(4);
});

test('ids are kept: they authorise nothing', () => {
  const { lines, log } = record();
  const ids = { requestId: '550e8400-e29b-41d4-a716-446655440000', code: 'K7M4QX', participantId: 'abcdefghijklmnopqrstuv' };
  log.info(ids, 'a line');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject(ids);
});

test('a whole evening at the most talkative level names requests, rooms and people, and no ticket or password', async () => {
  const { lines, log } = record('trace');
  const app = await buildApp({ log });
  const create = 'mutation Open($input: CreateRoomInput!) { createRoom(input: $input) { ticket room { code } participant { id } } }';
  const { createRoom } = dataOf(await post(app.url, create, { input: { password: 'open sesame', displayName: 'Mira' } }));
  const { code } = createRoom.room;
  await post(app.url, 'mutation Join($i: JoinRoomInput!) { joinRoom(input: $i) { ticket } }', { i: { code, password: 'wrong sesame' } });
  await post(app.url, 'mutation Name($c: String!) { rename(code: $c, displayName: "A") { id } }', { c: code }, createRoom.ticket);
  const socket = connect(app.url, createRoom.ticket);
  await socket.ask('query State($c: String!) { roomState(code: $c) { version } }', { c: code });
  await socket.close();
  await app.stop();
  const text = lines.join('');
  expect(text).not.toMatch(new RegExp(`sesame|${createRoom.ticket}`));
  const operations = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'operation');
  const who = { requestId: expect.any(String), code, participantId: createRoom.participant.id };
  expect(operations).toEqual([
    expect.objectContaining({ operation: 'Open' }),
    expect.objectContaining({ operation: 'Join' }),
    expect.objectContaining({ operation: 'Name', ...who }),
    expect.objectContaining({ operation: 'State', ...who }),
  ]);
});
