// The fifteen instruments as small two-tone drawings on a 64 by 64 board; the colours come from the place where one stands.
import type { ReactNode } from 'react';
import type { Instrument } from './instruments.ts';

/** b: body, s: shade, l: light, k: gaps and strings in the ground's colour. */
const DRAWINGS: Record<Instrument, ReactNode> = {
  Piano: (
    <>
      <path className="s" d="M13 52h6v11h-6zM45 52h6v11h-6z" />
      <rect className="b" x="6" y="3" width="52" height="50" rx="6" />
      <path className="l" d="M6 30h52v13H6z" />
      <path className="k" d="M12 28h4v11h-4zM20 28h4v11h-4zM32 28h4v11h-4zM40 28h4v11h-4zM48 28h4v11h-4z" />
    </>
  ),
  'Rhodes Piano': (
    <>
      <path className="s" d="M11 38l5 1-5 24H6zM53 38l-5 1 5 24h5z" />
      <path className="b" d="M8 12h48a7 7 0 0 1 7 7v9H1v-9a7 7 0 0 1 7-7z" />
      <path className="l" d="M1 26h62v13H1z" />
      <path className="k" d="M9 25h4v9H9zM17 25h4v9h-4zM29 25h4v9h-4zM37 25h4v9h-4zM45 25h4v9h-4z" />
    </>
  ),
  'Synth Pads': (
    <>
      <rect className="s" x="8" y="44" width="48" height="18" rx="9" />
      <rect className="b" x="3" y="26" width="58" height="18" rx="9" />
      <rect className="l" x="12" y="8" width="40" height="18" rx="9" />
    </>
  ),
  Harp: (
    <>
      <path className="stroke-l" d="M22 18v36M29 21v30M36 23v24M43 23v18" />
      <path className="stroke-b" d="M14 6C20 16 34 16 52 11C56 34 40 54 17 61C12 44 10 20 14 6Z" />
    </>
  ),
  'Electric Guitar': (
    <>
      <path className="stroke-l" d="M26 40 50 13" strokeWidth={5} />
      <path className="s" d="m45 14 8-9a5 5 0 0 1 8 6l-8 9z" />
      <path className="b" d="M9 36c5-6 11-1 15-6 4-4 10-2 11 3 1 4 6 3 6 8 0 4-4 4-5 9-1 8-10 14-19 10C7 56 2 45 9 36z" />
      <path className="k" d="m15 46 3-3 10 9-3 3z" />
      <path className="stroke-l" d="M24 42 40 24" strokeWidth={4} />
    </>
  ),
  Violin: (
    <>
      <rect className="s" x="24" y="1" width="5" height="30" rx="2.5" />
      <path className="b" d="M26.500 26c8 0 11 4 10 9-1 3-2 4 1 7 6 7 3 21-11 21S9.500 49 15.500 42c3-3 2-4 1-7-1-5 2-9 10-9z" />
      <path className="k" d="M18 44h3v10h-3zM32 44h3v10h-3z" />
      <path className="l" d="M25 26h3v28h-3z" />
      <path className="stroke-l" d="M42 6l8 54" strokeWidth={2.6} />
    </>
  ),
  Cello: (
    <>
      <path className="s" d="M30 1h5v30h-5zM31 56h3v8h-3z" />
      <path className="b" d="M32.500 20c11 0 14 6 13 12-1 4-3 5 1 9 8 8 4 19-14 19s-22-11-14-19c4-4 2-5 1-9-1-6 2-12 13-12z" />
      <path className="k" d="M22 40h3v12h-3zM40 40h3v12h-3z" />
      <path className="l" d="M31 20h3v34h-3z" />
    </>
  ),
  Flute: (
    <>
      <path className="b" d="M50 6a5.500 5.500 0 0 1 8 8L17 54l-8-8z" />
      <path className="s" d="M18 37 9 46a6 6 0 0 0 8 9l10-9z" />
      <circle className="k" cx="33" cy="31" r="2.6" />
      <circle className="k" cx="40" cy="24.500" r="2.6" />
      <circle className="k" cx="47" cy="18" r="2.6" />
    </>
  ),
  Trumpet: (
    <>
      <path className="stroke-b" d="M4 26h30c12 0 18-4 22-12M12 26v7c0 5 4 8 8 8h14c12 0 18 4 22 12" />
      <path className="s" d="M21 12h5v16h-5zM30 12h5v16h-5zM39 12h5v14h-5z" />
      <rect className="l" x="54" y="8" width="6" height="50" rx="3" />
    </>
  ),
  Drums: (
    <>
      <path className="s" d="M13 9h3v26h-3zM48 6h3v29h-3zM6 34h18v14H6zM40 34h18v14H40z" />
      <path className="l" d="M2 6h26v5H2zM36 4h26v5H36z" />
      <circle className="b" cx="32" cy="44" r="19" />
      <circle className="l" cx="32" cy="44" r="11" />
    </>
  ),
  '808': (
    <>
      <rect className="b" x="2" y="10" width="60" height="50" rx="8" />
      <circle className="l" cx="14" cy="22" r="5" />
      <circle className="l" cx="28" cy="22" r="5" />
      <circle className="l" cx="42" cy="22" r="5" />
      <path className="k" d="M9 36h5v16H9zM18 36h5v16h-5zM27 36h5v16h-5zM36 36h5v16h-5zM45 36h5v16h-5z" />
    </>
  ),
  'Synth Bass': (
    <>
      <rect className="b" x="2" y="20" width="60" height="40" rx="8" />
      <circle className="k" cx="15" cy="32" r="5" />
      <path className="k" d="M26 30h28v4H26z" />
      <path className="l" d="M2 44h60v8a8 8 0 0 1-8 8H10a8 8 0 0 1-8-8z" />
      <path className="k" d="M12 42h4v10h-4zM21 42h4v10h-4zM34 42h4v10h-4zM43 42h4v10h-4zM51 42h4v10h-4z" />
    </>
  ),
  Kalimba: (
    <>
      <path className="b" d="M10 8h44l4 46a8 8 0 0 1-8 8H14a8 8 0 0 1-8-8z" />
      <path className="l" d="M17 14h4v20h-4zM24 14h4v26h-4zM31 14h4v32h-4zM38 14h4v26h-4zM45 14h4v20h-4z" />
      <path className="k" d="M11 16h42v4H11z" />
      <circle className="k" cx="33" cy="52" r="5" />
    </>
  ),
  Marimba: (
    <>
      <path
        className="b"
        d="M4 8h8v48H4zM15 10h8v42h-8zM26 12h8v36h-8zM37 14h8v30h-8zM48 16h8v24h-8z"
        strokeLinejoin="round"
        stroke="currentcolor"
        strokeWidth="2"
      />
      <path className="k" d="M1 29h60v3H1z" />
      <path className="stroke-l" d="M18 60 33 22M46 60 36 22" strokeWidth={3} />
      <circle className="l" cx="33" cy="20" r="5" />
      <circle className="l" cx="38" cy="20" r="5" />
    </>
  ),
  Trombone: (
    <>
      <path className="stroke-b" d="M8 20h36M8 34h44M8 20c-6 0-6 14 0 14" />
      <path className="stroke-s" d="M18 34v12M40 34v12M18 46h22" />
      <path className="l" d="M42 22c8 0 14-5 17-12h3v36h-3c-3-7-9-10-17-10z" transform="translate(0 -6)" />
    </>
  ),
};

export function InstrumentDrawing({ instrument }: { readonly instrument: Instrument }) {
  return (
    <svg className="instrument" width="64" height="64" viewBox="0 0 64 64" aria-hidden="true">
      {DRAWINGS[instrument]}
    </svg>
  );
}
