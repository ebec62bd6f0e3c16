import type { TreatmentLimit } from '../plan.ts';

/** Id of a row in the page; the key of a treatment may hold anything that was recorded. */
export function rowId({ key }: TreatmentLimit): string {
  return `limit-${key.replace(/[^\p{L}\p{N}]+/gu, '-')}`;
}
