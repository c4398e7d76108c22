// Reads an Ogg Opus stream by the letter of RFC 3533 and RFC 7845, sharing nothing with the writer: the checksum is taken bit by bit.

export interface OggPage {
  readonly flags: number;
  /** -1: no packet ends on this page. */
  readonly position: bigint;
  readonly serial: number;
  readonly number: number;
  readonly packets: readonly Uint8Array[];
}

/** Complete pages; throws on a wrong mark, version or checksum, and on a packet that goes over two pages. */
export function readOgg(bytes: Buffer): readonly OggPage[] {
  const pages: OggPage[] = [];
  for (let at = 0; at + 27 <= bytes.length; ) {
    if (bytes.toString('latin1', at, at + 4) !== 'OggS' || bytes[at + 4] !== 0) throw new Error(`no page at byte ${at}`);
    const lacing = bytes.subarray(at + 27, at + 27 + (bytes[at + 26] as number));
    const start = at + 27 + lacing.length;
    const end = start + lacing.reduce((sum, piece) => sum + piece, 0);
    if (end > bytes.length) break;
    if (crcOf(bytes.subarray(at, end)) !== bytes.readUInt32LE(at + 22)) throw new Error(`page ${pages.length} is damaged`);
    const packets: Uint8Array[] = [];
    let from = start;
    let to = start;
    for (const piece of lacing) {
      to += piece;
      if (piece === 255) continue;
      packets.push(bytes.subarray(from, to));
      from = to;
    }
    if (from !== end) throw new Error('a packet goes on to the next page');
    pages.push({
      flags: bytes[at + 5] as number,
      position: bytes.readBigInt64LE(at + 6),
      serial: bytes.readUInt32LE(at + 14),
      number: bytes.readUInt32LE(at + 18),
      packets,
    });
    at = end;
  }
  return pages;
}

/** The checksum's own field counts as nought. */
function crcOf(page: Uint8Array): number {
  let sum = 0n;
  page.forEach((byte, at) => {
    sum ^= BigInt(at >= 22 && at < 26 ? 0 : byte) << 24n;
    for (let bit = 0; bit < 8; bit += 1) sum = ((sum << 1n) ^ ((sum & 0x8000_0000n) === 0n ? 0n : 0x1_04c1_1db7n)) & 0x1_ffff_ffffn;
  });
  return Number(sum & 0xffff_ffffn);
}

/** `NAME=value` lines of the comment header. */
export function commentsOf(packet: Uint8Array): readonly string[] {
  const bytes = Buffer.from(packet);
  let at = 12 + bytes.readUInt32LE(8);
  const count = bytes.readUInt32LE(at);
  at += 4;
  return Array.from({ length: count }, () => {
    const length = bytes.readUInt32LE(at);
    at += 4 + length;
    return bytes.toString('utf8', at - length, at);
  });
}
