import type { PlanStandard, StandsIn } from '../standard/standard.ts';
import type { PersonNotes } from './notes.ts';

const TURNS: readonly StandsIn[] = ['appointed', 'authorised', 'partner', 'family'];

/** Somebody who may decide for a patient who cannot, and in which turn. */
export interface StandIn {
  readonly person: PersonNotes;
  readonly as: StandsIn;
}

/**
 * Those close to the patient in the turn in which the law lets them decide for a patient who cannot: whom the court
 * appointed, whom the patient authorised in writing, the partner, then parents, children, brothers, sisters,
 * grandparents and grandchildren (article 7:465 of the Dutch Civil Code). It says who comes first; who does it, people
 * decide. Somebody without such a role or relation is not in it.
 */
export function representativesInTurn(
  persons: readonly PersonNotes[],
  { contactPerson }: PlanStandard,
): readonly StandIn[] {
  const standIns = persons.flatMap((person): readonly StandIn[] => {
    const turns = [
      ...contactPerson.roles.filter(({ code }) => person.roles.includes(code)),
      ...contactPerson.relations.filter(({ code }) => person.relation === code),
    ].flatMap(({ standsIn }) => standsIn ?? []);
    const as = TURNS.find((turn) => turns.includes(turn));
    return as ? [{ person, as }] : [];
  });
  return standIns.toSorted((left, right) => TURNS.indexOf(left.as) - TURNS.indexOf(right.as));
}
