/** Looks that follow each other within this time belong to one visit: who loads the page again still reads what changed. */
export const ONE_VISIT_MS = 60 * 60_000;

/**
 * When somebody looked last before the visit that is under way at `now`; undefined: this is their first. `looks` are
 * instants in milliseconds, newest first.
 */
export function lookedBefore(looks: readonly number[], now: number): number | undefined {
  let begun = now;
  for (const look of looks) {
    if (begun - look >= ONE_VISIT_MS) return look;
    begun = Math.min(begun, look);
  }
  return undefined;
}
