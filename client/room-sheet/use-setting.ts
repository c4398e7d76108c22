// One setting's way to the server: busy while it is out, its refusal kept in words beside it, a line with the way back when it is done.
import { useState } from 'react';
import type { ToldLine } from './told.ts';
import type { RoomHand, SettingsChange } from './use-room-hand.ts';

export interface Sheet {
  readonly hand: RoomHand;
  readonly line: ToldLine;
}

export interface Setting {
  readonly trouble: string | null;
  readonly isBusy: boolean;
  /** `before` is the way back, where there is one. True when it was taken. */
  readonly set: (change: SettingsChange, told: string, before?: SettingsChange) => Promise<boolean>;
}

export function useSetting({ hand, line }: Sheet): Setting {
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const set: Setting['set'] = async (change, told, before) => {
    setBusy(true);
    setTrouble(null);
    const refusal = await hand.update(change);
    setBusy(false);
    setTrouble(refusal);
    if (refusal !== null) return false;
    const undo = before && (() => void hand.update(before).then(setTrouble));
    line.say({ text: told, ...(undo ? { undo } : {}) });
    return true;
  };
  return { trouble, isBusy, set };
}
