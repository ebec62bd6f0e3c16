import type { MatchMode, OrganisationIndex } from '@caecilia/matching';
import type { Labelled } from './sets.ts';

/** How well answers agree with labels: precision and recall over all ids, so that a wrong answer also counts as a miss. */
export interface Figures {
  readonly count: number;
  readonly accuracy: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly fHalf: number;
}

/** What was answered to a text. `sure` are the ids of the auto-accept band. */
export interface Answered extends Labelled {
  readonly answers: readonly string[];
  readonly sure: readonly string[];
  readonly ms: number;
}

/** Asks the index for each text. */
export function answer(index: OrganisationIndex, rows: readonly Labelled[], mode: MatchMode): Answered[] {
  return rows.map((row) => {
    const start = performance.now();
    const { answers } = index.match(row.text, mode);
    const ms = performance.now() - start;
    const sure = answers.filter(({ band }) => band === 'sure').map(({ id }) => id);
    return { ...row, answers: answers.map(({ id }) => id), sure, ms };
  });
}

export function figures(rows: readonly Answered[]): Figures {
  let right = 0;
  let given = 0;
  let asked = 0;
  let whole = 0;
  for (const { answers, ids } of rows) {
    const found = answers.filter((id) => ids.includes(id)).length;
    right += found;
    given += answers.length;
    asked += ids.length;
    if (found === answers.length && found === ids.length) whole += 1;
  }
  const precision = right / given;
  const recall = right / asked;
  const f = (beta: number) => ((1 + beta ** 2) * precision * recall) / (beta ** 2 * precision + recall);
  return { count: rows.length, accuracy: whole / rows.length, precision, recall, f1: f(1), fHalf: f(0.5) };
}

/** Of the answers in the auto-accept band: how many, and the part that is right. */
export function sureFigures(rows: readonly Answered[]): {
  readonly given: number;
  readonly precision: number;
} {
  const given = rows.reduce((sum, { sure }) => sum + sure.length, 0);
  const right = rows.reduce((sum, { sure, ids }) => sum + sure.filter((id) => ids.includes(id)).length, 0);
  return { given, precision: right / given };
}

/** The value under which the part `share` of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
}
