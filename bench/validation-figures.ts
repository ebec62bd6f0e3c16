import type { Figure } from './figures.ts';

/** Filled in by the validator's own measurement, in this process. */
export async function validationFigures(): Promise<Figure[]> {
  return [];
}
