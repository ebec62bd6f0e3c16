import type { Caller } from '@caecilia/kernel';
import { type LetterDesk, letterEndpoints, readyEndpoints } from '@caecilia/letter';
import { POLICY } from '../access/policy.ts';
import { maySeePlanIn } from '../care-plan.ts';
import type { DeskArea } from '../desk/area.ts';
import { type LetterParts, readLetterFacts, recipientsOf } from './letter-facts.ts';
import { readyDesk } from './ready-desk.ts';

/** Roles that look for something of this type, as the policy has them. */
const seeing = (type: string): ReadonlySet<string> =>
  new Set(
    POLICY.rows
      .filter(({ types, may }) => types.includes(type) && may.includes('search-type'))
      .flatMap(({ roles }) => roles),
  );
const LETTERS = seeing('DocumentReference');
const MEDICATION = seeing('MedicationRequest');

/** What letters stand on, of this house. */
export function letterDesk(house: LetterParts): LetterDesk {
  const { store } = house;
  const allowed = (interaction: 'search-type' | 'create') => (caller: Caller, patient: string) =>
    store.stillAllowed(caller, patient, { type: 'DocumentReference', interaction });
  const maySeePlan = maySeePlanIn(store);
  return {
    ...house,
    maySee: allowed('search-type'),
    mayWrite: async (caller, patient) =>
      (await allowed('create')(caller, patient)) && (await maySeePlan(caller, patient)),
    facts: async (caller, patient, language) =>
      (await maySeePlan(caller, patient))
        ? await readLetterFacts(house, caller, { patient, language })
        : undefined,
    recipients: (caller, patient) => recipientsOf(house, caller, patient),
    tookOut: (caller, patient, { id, versionId }) =>
      store.log.write({
        event: 'export',
        action: 'R',
        outcome: 0,
        caller,
        patient,
        object: { type: 'DocumentReference', id, versionId },
        detail: 'letter',
      }),
  };
}

/** Letters about a patient. */
export function letterArea(house: LetterParts): DeskArea {
  return {
    endpoints: letterEndpoints(letterDesk(house)),
    sections: ({ role }) =>
      LETTERS.has(role) || role === 'developer'
        ? [{ href: 'letters', label: { nl: 'Brieven', en: 'Letters' } }]
        : [],
  };
}

/** What lies ready with a patient, and what may be given. */
export function readyArea(house: LetterParts): DeskArea {
  return {
    endpoints: readyEndpoints(readyDesk(house)),
    sections: ({ role }) =>
      MEDICATION.has(role) || role === 'developer'
        ? [{ href: 'ready', label: { nl: 'Klaargelegd', en: 'Laid ready' } }]
        : [],
  };
}
