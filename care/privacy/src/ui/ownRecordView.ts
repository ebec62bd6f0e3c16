import { Problem } from '@caecilia/kernel';
import type { OwnHome } from '../settings.ts';
import type { Asked } from './view.ts';

/** The first page of one's own record. */
export const OWN_FIRST = '/my-record';

/** A request about the record that somebody manages, or sees a part of. */
export interface HomeAsked extends Asked {
  readonly home: OwnHome;
}

/** Throws for who sees a part of the record by a mandate: sharing, contacts and the plan are the patient's. */
export function requireManages({ home }: HomeAsked): void {
  if (home.standing !== 'manages')
    throw new Problem('forbidden', 'This is done by the patient, or by who represents them.');
}

export const recordOf = ({ settings }: Asked) => {
  const { home } = settings;
  if (home === undefined) throw new Problem('not-found', 'This house has no first page for patients.');
  return home.record;
};
