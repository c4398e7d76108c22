// Whom a request counts as: who connected, unless a proxy that is trusted says otherwise. A table of lies and truths.
import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { createAddressOf, isFromThisMachine } from '../../server/http/client-address.ts';

const request = (remoteAddress: string | undefined, headers: Record<string, string> = {}) =>
  ({ socket: { remoteAddress }, headers }) as unknown as IncomingMessage;

test.each([
  ['nobody is trusted', [], '203.0.113.9', '198.51.100.1', '203.0.113.9'],
  ['another proxy is trusted', ['10.0.0.0/8'], '203.0.113.9', '198.51.100.1', '203.0.113.9'],
  ['the proxy is trusted', ['10.0.0.0/8'], '10.1.2.3', '198.51.100.1', '198.51.100.1'],
  ['by its one address', ['10.1.2.3'], '10.1.2.3', '198.51.100.1', '198.51.100.1'],
  ['a client made up a chain', ['10.0.0.0/8'], '10.1.2.3', '6.6.6.6, 198.51.100.1', '198.51.100.1'],
  ['a client claims to be a proxy', ['10.0.0.0/8'], '10.1.2.3', '10.9.9.9, 198.51.100.1', '198.51.100.1'],
  ['two proxies', ['10.0.0.0/8', '192.0.2.1'], '10.1.2.3', '198.51.100.1, 192.0.2.1', '198.51.100.1'],
  ['all are proxies: the outermost', ['private'], '10.1.2.3', '192.168.0.7, 172.16.0.2', '192.168.0.7'],
  ['rubbish in the chain ends it', ['private'], '10.1.2.3', '198.51.100.1, unknown', '10.1.2.3'],
  ['an empty header', ['private'], '10.1.2.3', '', '10.1.2.3'],
  ['IPv4 in IPv6', ['loopback'], '::ffff:127.0.0.1', '::ffff:198.51.100.1', '198.51.100.1'],
  ['IPv6 counts by its network', [], '2001:db8:1:2:aaaa::1', '', '2001:db8:1:2::/64'],
  ['however it is written', [], '2001:DB8:0001:0002:3:4:5:6', '', '2001:db8:1:2::/64'],
  ['with zeros left out in front', [], '::1', '', '0:0:0:0::/64'],
  ['from a trusted IPv6 range', ['fd00::/8'], 'fd12::1', '2001:db8::5', '2001:db8:0:0::/64'],
  ['a hosting platform’s inner network', ['private'], '100.64.0.5', '198.51.100.1', '198.51.100.1'],
] as const)('%s', (_what, trusted, from, forwarded, expected) => {
  expect(createAddressOf(trusted)(request(from, forwarded ? { 'x-forwarded-for': forwarded } : {}))).toBe(expected);
});

test('a connection that is gone already has no address, and no more rights than one that has', () => {
  expect(createAddressOf(['private'])(request(undefined, { 'x-forwarded-for': '198.51.100.1' }))).toBe('unknown');
});

test.each([
  ['127.0.0.1', {}, true],
  ['::1', {}, true],
  ['::ffff:127.0.0.1', {}, true],
  ['192.168.0.5', {}, false],
  ['127.0.0.1', { 'x-forwarded-for': '198.51.100.1' }, false],
  ['127.0.0.1', { forwarded: 'for=198.51.100.1' }, false],
  ['127.0.0.1', { via: '1.1 proxy' }, false],
])('%s with %o is this machine: %s', (from, headers, expected) => {
  expect(isFromThisMachine(request(from, headers as Record<string, string>))).toBe(expected);
});
