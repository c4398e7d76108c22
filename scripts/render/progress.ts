// One line that says how far a long piece of work has come.
const BAR_WIDTH = 30;

/** `elapsedMs`: since the work began. */
export function progressLine({ done, total, elapsedMs }: { done: number; total: number; elapsedMs: number }): string {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const bar = '█'.repeat(Math.floor(share * BAR_WIDTH)).padEnd(BAR_WIDTH, '░');
  const percent = `${Math.floor(share * 100)}`.padStart(3);
  const left = share > 0 && share < 1 ? `, ${Math.ceil((elapsedMs * (1 / share - 1)) / 1_000)} s left` : '';
  return `${bar} ${percent} %${left}`;
}
