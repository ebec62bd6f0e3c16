/** How many of how many, by a published definition. */
export interface Proportion {
  readonly met: number;
  readonly of: number;
  /** The published target, 0 to 1; absent where none could be verified. */
  readonly target?: number;
  /** Who defined the measure. */
  readonly source: string;
}

/** The share, 0 to 1; undefined where there is nothing to count. */
export function shareOf({ met, of }: Pick<Proportion, 'met' | 'of'>): number | undefined {
  return of === 0 ? undefined : met / of;
}

/** Counts the members of a list that meet a rule. */
export function proportion<T>(
  members: readonly T[],
  meets: (member: T) => boolean,
  definition: Pick<Proportion, 'source' | 'target'>,
): Proportion {
  return { met: members.filter(meets).length, of: members.length, ...definition };
}
