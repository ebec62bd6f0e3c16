import type { StateShape } from '@caecilia/ui';
import type { Decision } from '../plan.ts';

/** The silhouette of each state. */
export const SHAPES: Readonly<Record<Exclude<Decision['kind'], 'unreadable'>, StateShape>> = {
  do: 'do',
  doNot: 'do-not',
  onlyIf: 'only-if',
  notDiscussed: 'not-discussed',
  unknown: 'unknown',
};
