import type { Walk } from '../walk.ts';
import type { Property } from './occurrence.ts';
import type { SliceRule } from './slice-rules.ts';

/** Compares how often each slice was found with how often it may be; slices that cannot be recognised are left out. */
export function checkSliceCounts(
  slices: readonly SliceRule[],
  counts: readonly number[],
  { parent, key, name }: Property,
  walk: Walk,
): void {
  for (let index = 0; index < slices.length; index++) {
    const slice = slices[index];
    const count = counts[index] ?? 0;
    if (!slice?.matches) {
      continue;
    }
    if (count < slice.min) {
      const wanted = slice.min === 1 ? 'is required' : `is required ${slice.min} times`;
      walk.error(
        'required',
        `${parent.path}.${key}: the slice ${slice.name} ${wanted}, found ${count}`,
        `.${name}`,
      );
    }
    if (count > slice.max) {
      walk.error(
        'structure',
        `${parent.path}.${key}: the slice ${slice.name} may occur at most ${slice.max} times, found ${count}`,
        `.${name}`,
      );
    }
  }
}
