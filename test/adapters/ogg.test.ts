// What an independent reader makes of our Ogg pages.
import { expect, test } from 'vitest';
import { oggOpus } from '../../server/adapters/opus/ogg.ts';
import { commentsOf, readOgg } from '../support/ogg-reader.ts';

const packet = (length: number, fill: number) => new Uint8Array(length).fill(fill);

test('a stream is two headers, numbered pages that count from zero, and an end', () => {
  const container = oggOpus.create(0xfeed_beef);
  const comments = { TITLE: 'Küche nach zehn', DESCRIPTION: 'lo-fi; rhodes' };
  // Lengths around the borders of the lacing: none, one short, exactly one and two segments.
  const first = [packet(1, 1), packet(254, 2), packet(255, 3), packet(256, 4), packet(510, 5)];
  const second = [packet(320, 6), packet(0, 0)];
  const pages = readOgg(
    Buffer.concat([container.head(comments), container.body(first), container.body(second), container.body([]), container.tail()]),
  );
  expect(pages.map(({ number }) => number)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(pages.map(({ flags }) => flags)).toEqual([2, 0, 0, 0, 0, 4]);
  expect(new Set(pages.map(({ serial }) => serial))).toEqual(new Set([0xfeed_beef]));
  expect(pages.map(({ position }) => position)).toEqual([0n, 0n, 4_800n, 6_720n, 6_720n, -1n]);
  const [head, tags] = pages.map(({ packets: [only] }) => Buffer.from(only ?? []));
  expect(head?.toString('latin1', 0, 8)).toBe('OpusHead');
  // Version, channels, pre-skip, rate of the source, gain, mapping.
  expect([head?.[8], head?.[9], head?.readUInt16LE(10), head?.readUInt32LE(12), head?.readInt16LE(16), head?.[18]]).toEqual([
    1, 2, 3_840, 48_000, 0, 0,
  ]);
  expect(tags?.toString('latin1', 0, 8)).toBe('OpusTags');
  expect(commentsOf(tags as Buffer)).toEqual(['TITLE=Küche nach zehn', 'DESCRIPTION=lo-fi; rhodes']);
  expect(pages.slice(2, 4).map(({ packets }) => packets.map(({ length }) => length))).toEqual([
    [1, 254, 255, 256, 510],
    [320, 0],
  ]);
  expect(Buffer.from(pages[2]?.packets[3] ?? [])).toEqual(Buffer.alloc(256, 4));
});

test('more than fits on a page is refused, not written wrong', () => {
  const container = oggOpus.create(1);
  expect(() => container.body(Array.from({ length: 60 }, () => packet(1_275, 1)))).toThrow(RangeError);
});
