// Remembers how loud this device plays. Knows nothing of sound.

export interface Loudness {
  /** 0..1, as the slider shows it. */
  readonly volume: number;
  readonly muted: boolean;
}

const KEY = 'coro.loudness';
const FACTORY: Loudness = { volume: 0.8, muted: false };

/** Storage may be forbidden (private windows) or hold nonsense; sound must not fail for that. */
export function recallLoudness(storage: () => Pick<Storage, 'getItem'>): Loudness {
  try {
    const found: unknown = JSON.parse(storage().getItem(KEY) ?? 'null');
    if (typeof found !== 'object' || found === null) return FACTORY;
    const { volume, muted } = found as Partial<Record<keyof Loudness, unknown>>;
    return {
      volume: typeof volume === 'number' && volume >= 0 && volume <= 1 ? volume : FACTORY.volume,
      muted: muted === true,
    };
  } catch {
    return FACTORY;
  }
}

export function rememberLoudness(storage: () => Pick<Storage, 'setItem'>, loudness: Loudness): void {
  try {
    storage().setItem(KEY, JSON.stringify(loudness));
  } catch {
    // Then this device starts with the usual volume next time.
  }
}
