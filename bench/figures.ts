/** One row of the table: what was measured, in what, and the goal it is held to. */
export interface Figure {
  readonly name: string;
  readonly ours: number;
  readonly unit: string;
  /** The plain database in the same run, in the same unit. */
  readonly bare?: number;
  readonly goal: Goal;
}

/** `share`: ours is at least this part of bare. `least`, `most`: ours is at least, at most this. */
export type Goal = { readonly kind: 'share' | 'least' | 'most'; readonly value: number };

/** The middle of several measurements; the mean of the two in the middle where their number is even. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

/** Whether a figure meets its goal. */
export function meets({ ours, bare, goal }: Figure): boolean {
  switch (goal.kind) {
    case 'share':
      return ours / (bare ?? Number.NaN) >= goal.value;
    case 'least':
      return ours >= goal.value;
    case 'most':
      return ours <= goal.value;
  }
}

const round = (value: number) =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);

function goalWords({ kind, value }: Goal): string {
  if (kind === 'share') return `at least ${Math.round(value * 100)} % of bare`;
  return `${kind === 'least' ? 'at least' : 'at most'} ${round(value)}`;
}

/** The table as text, a row per figure. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    `${round(figure.ours)} ${figure.unit}`,
    figure.bare === undefined ? '' : round(figure.bare),
    figure.bare === undefined ? '' : `${Math.round((100 * figure.ours) / figure.bare)} %`,
    goalWords(figure.goal),
    meets(figure) ? 'met' : 'NOT MET',
  ]);
  const all = [['Figure', 'Ours', 'Bare', 'Ratio', 'Goal', ''], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  return all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n');
}
