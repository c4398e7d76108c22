// Opus packets in an Ogg stream (RFC 3533, RFC 7845), begun anew for each listener: counted from zero, whatever the room's clock says,
// because players take a stream that begins at an hour for one that has an hour missing. Knows no rooms and no sockets.
import { CHANNELS, PACKET_FRAMES, SAMPLE_RATE_HZ } from '../../domain/audio.ts';
import type { AudioContainers } from '../../ports/audio-container.ts';

/** Flags of a page. */
const FIRST = 2;
const LAST = 4;
/** A decoder that joins in the middle needs 80 ms to find its feet (RFC 7845, 4.6): they are decoded and not played. */
const PRE_SKIP_FRAMES = 3_840;
const HEADER_BYTES = 27;
const MOST_SEGMENTS = 255;
const NO_PACKET_ENDS = 0xffff_ffff_ffff_ffffn;

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte << 24;
  for (let bit = 0; bit < 8; bit += 1) sum = (sum << 1) ^ (sum < 0 ? 0x04c1_1db7 : 0);
  return sum;
});

/** Ogg's own checksum: the common polynomial, but most significant bit first and without inversions. */
function checksum(bytes: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 1) sum = (sum << 8) ^ (crcTable[(sum >>> 24) ^ (bytes[at] as number)] as number);
  return sum >>> 0;
}

/** How a page says where packets end: 255 for "goes on", the rest for the last piece, which may be 0. */
function lacingOf(packets: readonly Uint8Array[]): number[] {
  return packets.flatMap(({ length }) => [...Array<number>(Math.floor(length / 255)).fill(255), length % 255]);
}

function idHeader(): Uint8Array {
  const bytes = Buffer.alloc(19);
  bytes.write('OpusHead');
  bytes.writeUInt8(1, 8);
  bytes.writeUInt8(CHANNELS, 9);
  bytes.writeUInt16LE(PRE_SKIP_FRAMES, 10);
  bytes.writeUInt32LE(SAMPLE_RATE_HZ, 12);
  return bytes;
}

function commentHeader(comments: Readonly<Record<string, string>>): Uint8Array {
  const text = (value: string) => {
    const bytes = Buffer.from(value);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const lines = Object.entries(comments).map(([name, value]) => text(`${name}=${value}`));
  const count = Buffer.alloc(4);
  count.writeUInt32LE(lines.length);
  return Buffer.concat([Buffer.from('OpusTags'), text('Coro'), count, ...lines]);
}

export const oggOpus: AudioContainers = {
  mimeType: 'audio/ogg; codecs=opus',

  create(serial) {
    let pages = 0;
    let frames = 0n;

    function page(flags: number, position: bigint, packets: readonly Uint8Array[]): Buffer {
      const lacing = lacingOf(packets);
      if (lacing.length > MOST_SEGMENTS) throw new RangeError('These packets do not fit on one page.');
      const bytes = Buffer.alloc(HEADER_BYTES + lacing.length + packets.reduce((sum, { length }) => sum + length, 0));
      bytes.write('OggS');
      bytes.writeUInt8(flags, 5);
      bytes.writeBigUInt64LE(position, 6);
      bytes.writeUInt32LE(serial >>> 0, 14);
      bytes.writeUInt32LE(pages, 18);
      bytes.writeUInt8(lacing.length, 26);
      bytes.set(lacing, HEADER_BYTES);
      let at = HEADER_BYTES + lacing.length;
      for (const packet of packets) {
        bytes.set(packet, at);
        at += packet.length;
      }
      bytes.writeUInt32LE(checksum(bytes), 22);
      pages += 1;
      return bytes;
    }

    return {
      head: (comments) => Buffer.concat([page(FIRST, 0n, [idHeader()]), page(0, 0n, [commentHeader(comments)])]),
      body(packets) {
        frames += BigInt(packets.length * PACKET_FRAMES);
        return page(0, frames, packets);
      },
      tail: () => page(LAST, NO_PACKET_ENDS, []),
    };
  },
};
