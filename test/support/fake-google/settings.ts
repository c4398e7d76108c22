// How the stand-in behaves: as the real service does by default, or with any of its faults. Data only.

/** What is done to one music connection while it lives. */
export type Act =
  /** The TCP connection breaks. */
  | { readonly kind: 'DROP' }
  | { readonly kind: 'CLOSE'; readonly code: number; readonly reason: string }
  /** No sound for so long; then it goes on. */
  | { readonly kind: 'STALL'; readonly ms: number }
  /** These bytes go out as one frame, whatever they are. */
  | { readonly kind: 'SEND'; readonly data: string | Buffer }
  | { readonly kind: 'RATE'; readonly rate: number }
  /** Neither reads nor answers pings from now on. */
  | { readonly kind: 'DEAF' };

/** How one music connection is met; what is absent is as in the settings. */
export interface Visit {
  /** The upgrade is answered with this status, or never, or with a broken connection. */
  readonly handshake?: number | 'HANG' | 'RESET';
  /** With a status that redirects: where to. */
  readonly location?: string;
  /** `setupComplete` comes so late, or never. */
  readonly setup?: number | 'NEVER';
  /** Closed in place of `setupComplete`. */
  readonly refuse?: { readonly code: number; readonly reason: string };
  /** Its first prompt comes back as filtered, and no sound follows: what the real service does to a key in a hurry. */
  readonly isThrottled?: boolean;
  readonly acts?: readonly { readonly afterMs: number; readonly act: Act }[];
}

/** How one question to generateContent is answered. */
export type Answer =
  /** As the asked schema wants it, or this text; so long after the question, or at once. */
  | { readonly kind: 'TEXT'; readonly text?: string; readonly finishReason?: string; readonly afterMs?: number }
  /** The text breaks off and the reason to finish is MAX_TOKENS. */
  | { readonly kind: 'CUT' }
  | { readonly kind: 'BLOCKED' }
  | { readonly kind: 'SAFETY' }
  /** An error of the API; `retryDelay` such as `27s`. */
  | { readonly kind: 'STATUS'; readonly status: number; readonly retryDelay?: string }
  /** Any status, any body. */
  | { readonly kind: 'BODY'; readonly status: number; readonly contentType: string; readonly body: string }
  | { readonly kind: 'REDIRECT'; readonly to: string }
  | { readonly kind: 'RESET' }
  /** No answer at all. */
  | { readonly kind: 'HANG' };

export interface FakeGoogleSettings {
  readonly acceptsKey: (key: string) => boolean;
  /** How the music's frames travel; the real service sends binary ones. */
  readonly frames: 'BINARY' | 'TEXT';
  readonly mimeType: string;
  readonly chunkMs: number;
  /** Of the music's making; 1 is real time. */
  readonly rate: number;
  /** From PLAY to the first sound. */
  readonly startLatencyMs: number;
  readonly sessionLimitMs: number;
  /** Why a prompt is refused; `null` when it is not. */
  readonly filter: (text: string) => string | null;
  /** Counted from 0. */
  readonly visit: (connection: number) => Visit;
  /** Counted from 0. */
  readonly answer: (question: number) => Answer;
}

export const LIKE_GOOGLE: FakeGoogleSettings = {
  acceptsKey: (key) => key !== '' && key !== 'undefined',
  frames: 'BINARY',
  mimeType: 'audio/l16;rate=48000;channels=2',
  chunkMs: 2_000,
  rate: 0.98,
  startLatencyMs: 2_900,
  sessionLimitMs: 600_000,
  filter: () => null,
  visit: () => ({}),
  answer: () => ({ kind: 'TEXT' }),
};
