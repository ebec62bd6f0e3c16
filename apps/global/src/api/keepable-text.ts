import { Problem } from '@caecilia/kernel';

/**
 * Throws `Problem('value')` with the place of a text that no database keeps as it is: one with a NUL, or with half of a
 * character. What is given was read by a schema before.
 */
export function refuseUnkeepable(value: unknown, place: string): void {
  if (typeof value === 'string') {
    if (!value.includes('\0') && value.isWellFormed()) return;
    throw new Problem('value', `${place} holds a character that cannot be kept; type it again`);
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, within] of Object.entries(value)) {
    refuseUnkeepable(key, place);
    refuseUnkeepable(within, `${place}.${key}`);
  }
}
