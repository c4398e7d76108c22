// What every bus of room news has to do, whatever stands behind it. Run by a test file for each implementation.
import { beforeEach, describe, expect, it } from 'vitest';
import { SILENT } from '../../server/domain/live.ts';
import type { RoomBus, RoomMessage } from '../../server/ports/room-bus.ts';
import { freshRoom } from '../support/seeded-room.ts';

/** @param settle resolves when everything that was published has arrived. */
export function describeRoomBus(name: string, createBus: () => RoomBus | Promise<RoomBus>, settle: () => Promise<void>): void {
  describe(`${name} as a room bus`, () => {
    let bus: RoomBus;
    const room = freshRoom();
    const about = (code: string, version = 1): RoomMessage => ({ kind: 'ROOM', state: { ...room, code, version }, events: [] });
    const live = (code: string): RoomMessage => ({ kind: 'LIVE', code, live: SILENT });
    beforeEach(async () => {
      bus = await createBus();
    });

    it('brings news of a room to its subscribers and to those of all rooms', async () => {
      const heard: string[] = [];
      bus.subscribe('AAAAAA', ({ kind }) => heard.push(`a ${kind}`));
      bus.subscribe('BBBBBB', ({ kind }) => heard.push(`b ${kind}`));
      bus.subscribeAll(({ kind }) => heard.push(`all ${kind}`));
      bus.publish(about('AAAAAA'));
      bus.publish(live('BBBBBB'));
      await settle();
      expect(heard.sort()).toEqual(['a ROOM', 'all LIVE', 'all ROOM', 'b LIVE']);
    });

    it('keeps the order', async () => {
      const versions: number[] = [];
      bus.subscribe('AAAAAA', (message) => message.kind === 'ROOM' && versions.push(message.state.version));
      for (let version = 1; version <= 20; version++) bus.publish(about('AAAAAA', version));
      await settle();
      expect(versions).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    });

    it('keeps one order for all, even when a handler publishes', async () => {
      const heard: Record<string, number[]> = { first: [], second: [] };
      const note = (who: string) => (message: RoomMessage) => message.kind === 'ROOM' && heard[who]?.push(message.state.version);
      bus.subscribe('AAAAAA', (message) => {
        note('first')(message);
        if (message.kind === 'ROOM' && message.state.version === 1) bus.publish(about('AAAAAA', 2));
      });
      bus.subscribe('AAAAAA', note('second'));
      bus.publish(about('AAAAAA', 1));
      await settle();
      expect(heard).toEqual({ first: [1, 2], second: [1, 2] });
    });

    it('is silent after the unsubscriber was called, for that subscription only', async () => {
      let count = 0;
      const handler = () => {
        count += 1;
      };
      const first = bus.subscribe('AAAAAA', handler);
      bus.subscribe('AAAAAA', handler);
      const everything = bus.subscribeAll(handler);
      first();
      first();
      everything();
      bus.publish(about('AAAAAA'));
      await settle();
      expect(count).toBe(1);
    });

    it('lets a handler end another one’s subscription', async () => {
      const heard: string[] = [];
      const enders: (() => void)[] = [];
      bus.subscribe('AAAAAA', () => {
        heard.push('first');
        for (const end of enders) end();
      });
      enders.push(bus.subscribe('AAAAAA', () => heard.push('second')));
      bus.publish(about('AAAAAA'));
      bus.publish(about('AAAAAA'));
      await settle();
      expect(heard).toEqual(['first', 'first']);
    });

    it('needs no listener', () => {
      expect(() => bus.publish(about('AAAAAA'))).not.toThrow();
    });
  });
}
