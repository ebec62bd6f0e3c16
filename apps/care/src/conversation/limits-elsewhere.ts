import { ELSEWHERE_CODE, toLimitsElsewhere } from '@caecilia/careplan';
import { elementsOf, type FhirResource } from '@caecilia/fhir';
import type { Caller, RecordTransaction } from '@caecilia/kernel';
import type { Store } from '@caecilia/store';
import { codesOfEach, referenceOf } from '../access/element.ts';
import { HOME_CARE } from '../access/relations.ts';
import type { ReadSearch } from '../read-search.ts';
import { everyResource } from './treating-team.ts';

export const ELSEWHERE_TASKS = `code=${ELSEWHERE_CODE.system}|${ELSEWHERE_CODE.code}`;

/** What there is to do, in the language of the record; what was agreed stands where it was recorded. */
const WORDS = 'Werk de behandelgrenzen bij in het eigen dossier van het ziekenhuis.';

/** Somebody or some organisation that treats: a care team of nobody has no task. */
const TREATS = ['Practitioner', 'PractitionerRole', 'Organization'];

/**
 * The Task for the team that treats the patient in the hospital, where there is one: its physician changes the limits in
 * the hospital's own record too. Of several teams the first by its id; home care has a record of its own.
 */
export async function limitsElsewhere(
  transaction: RecordTransaction,
  readSearch: ReadSearch,
  now: () => Date,
  changed: {
    readonly patientId: string;
    readonly conversation: string;
    readonly encounter: string;
    readonly by: string;
  },
): Promise<FhirResource | undefined> {
  const teams = await everyResource(transaction, readSearch, 'CareTeam', [
    ['patient', `Patient/${changed.patientId}`],
    ['status', 'active'],
  ]);
  const [team] = teams
    .filter(({ category }) => !codesOfEach(category).some((code) => HOME_CARE.includes(code)))
    .filter(({ participant }) =>
      elementsOf(participant).some(({ member }) => referenceOf(member, TREATS) !== undefined),
    )
    .toSorted((one, other) => (String(one.id) < String(other.id) ? -1 : 1));
  if (team === undefined) return undefined;
  return toLimitsElsewhere({
    ...changed,
    owner: `CareTeam/${String(team.id)}`,
    at: now().toISOString(),
    words: WORDS,
  });
}

/** Physicians of the hospital: a limit in its own record is theirs to change. */
const PHYSICIANS = ['treating-physician', 'consult-physician'];

/** Whether somebody is a physician who treats this patient here, at this moment. */
export const mayUpdateElsewhereIn = (store: Pick<Store, 'stillAllowed'>) =>
  async function mayUpdateElsewhere(caller: Caller, patientId: string): Promise<boolean> {
    if (!PHYSICIANS.includes(caller.role) || caller.emergency !== undefined) return false;
    return await store.stillAllowed(caller, patientId, { type: 'Task', interaction: 'update' });
  };
