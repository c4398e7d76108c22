// The room's sound as an address for other players.

import { address as words } from '../text/sentences.ts';
import { CopyField } from './CopyField.tsx';

/** Only for rooms without a password: a player that knows no ticket is let into those alone. */
export function StreamAddress({ code, joinUrl }: { readonly code: string; readonly joinUrl: string }) {
  const address = new URL(`/rooms/${code}/stream.ogg`, joinUrl).href;
  return <CopyField label={words.anyPlayer} hint={words.anyPlayerHint} copyLabel={words.copy} value={address} />;
}
