// The bus in memory, against the contract of all buses.
import { createMemoryRoomBus } from '../../server/adapters/memory/room-bus.ts';
import { settled } from '../support/fake-clock.ts';
import { describeRoomBus } from './room-bus.contract.ts';

describeRoomBus('memory', createMemoryRoomBus, settled);
