// Whose request it is, for limits: the address that connected, or the one that a proxy we trust speaks for. Decides no limit.
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** The address that limits count by. One household or hall has many IPv6 addresses, so those count by their network of 64 bits. */
export type AddressOf = (request: Pick<IncomingMessage, 'socket' | 'headers'>) => string;

const NAMED: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  // 100.64.0.0/10: what hosting platforms route with inside.
  private: ['127.0.0.0/8', '::1/128', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'],
};
const UNKNOWN = 'unknown';

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges.flatMap((name) => NAMED[name] ?? [name])) {
    const [address = '', prefix] = range.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

/** An IPv4 address that came over an IPv6 socket is that IPv4 address; anything that is no address is `null`. */
function plain(text: string | undefined): string | null {
  const address = text?.trim().replace(/^::ffff:(?=\d+\.)/i, '') ?? '';
  return isIP(address) === 0 ? null : address;
}

/** `2001:db8::1` -> `2001:db8:0:0::/64`. */
function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const left = head === '' ? [] : head.split(':');
  const right = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  const groups = [...left, ...zeros, ...right].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${groups.join(':')}::/64`;
}

/** Loopback addresses: programs of this machine. */
const LOOPBACK = listOf(['loopback']);

function includes(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** Whether a program of this machine asks for itself, rather than a proxy for somebody else. */
export function isFromThisMachine({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>): boolean {
  const address = plain(socket.remoteAddress);
  const isPassedOn = ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via'].some((name) => headers[name] !== undefined);
  return address !== null && includes(LOOPBACK, address) && !isPassedOn;
}

export function createAddressOf(trustProxy: readonly string[]): AddressOf & { isTrusted(address: string | undefined): boolean } {
  const trusted = listOf(trustProxy);
  const isTrusted = (address: string | undefined) => {
    const known = plain(address);
    return known !== null && includes(trusted, known);
  };

  function addressOf({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>): string {
    let address = plain(socket.remoteAddress) ?? UNKNOWN;
    const claims = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',').reverse();
    // From the nearest proxy outwards; the first that we do not trust is the caller, whatever it claims of others.
    for (const claim of claims) {
      const next = plain(claim);
      if (next === null || !isTrusted(address)) break;
      address = next;
    }
    return networkOf(address);
  }
  return Object.assign(addressOf, { isTrusted });
}
