// A QR code as ink on cream with its quiet zone inside the card; corners rounded a little, never tinted, nothing laid over it.
import { useMemo } from 'react';
import { encode } from 'uqr';

const QUIET = 4;
const FINDER = 7;

function box(x: number, y: number, size: number, corner: number): string {
  const side = size - 2 * corner;
  return `M${x + corner} ${y}h${side}a${corner} ${corner} 0 0 1 ${corner} ${corner}v${side}a${corner} ${corner} 0 0 1 -${corner} ${corner}h-${side}a${corner} ${corner} 0 0 1 -${corner} -${corner}v-${side}a${corner} ${corner} 0 0 1 ${corner} -${corner}z`;
}

function draw(text: string): { readonly path: string; readonly size: number } {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const inFinder = (x: number, y: number) => (x < FINDER && (y < FINDER || y >= size - FINDER)) || (x >= size - FINDER && y < FINDER);
  let path = '';
  data.forEach((row, y) => {
    row.forEach((isDark, x) => {
      if (isDark && !inFinder(x, y)) path += box(x, y, 1, 0.3);
    });
  });
  for (const [x, y] of [
    [0, 0],
    [size - FINDER, 0],
    [0, size - FINDER],
  ] as const) {
    path += box(x, y, FINDER, 1.8) + box(x + 1, y + 1, FINDER - 2, 1.1) + box(x + 2, y + 2, FINDER - 4, 0.8);
  }
  return { path, size };
}

interface QrProps {
  readonly text: string;
  readonly label: string;
}

export function Qr({ text, label }: QrProps) {
  const { path, size } = useMemo(() => draw(text), [text]);
  const full = size + 2 * QUIET;
  return (
    <svg
      viewBox={`${-QUIET} ${-QUIET} ${full} ${full}`}
      role="img"
      aria-label={label}
      style={{ display: 'block', width: '100%', height: '100%' }}
    >
      <rect x={-QUIET} y={-QUIET} width={full} height={full} rx={full * 0.14} fill="var(--qr-paper)" />
      <path d={path} fill="#1f0c1b" fillRule="evenodd" />
    </svg>
  );
}
