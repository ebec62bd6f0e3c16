import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PlanDraft, parsePlanStandard, toResources } from '@caecilia/careplan';
import type { FhirResource } from '@caecilia/fhir';
import type { SignedInHouse } from './signed-in.ts';

const pack = JSON.parse(
  readFileSync(join(import.meta.dirname, '../packs/pzp-1.0.0-rc2/care-plan.json'), 'utf8'),
) as unknown;

const CONDITIONS = [
  'de benauwdheid thuis niet te verlichten is',
  'er iets gebroken is dat thuis niet behandeld kan worden',
  'het hooguit enkele dagen duurt en de familie het weet',
];

/** An invented patient with a plan as a night finds it: six limits, somebody to call, and a goal. */
function draftOf(index: number): PlanDraft {
  const id = `team-${String(index).padStart(2, '0')}`;
  const parties = [`Patient/${id}`, 'PractitionerRole/demo-imaginair'];
  const directive = (treatment: string, decision: PlanDraft['treatmentDirectives'][number]['decision']) => ({
    id: `${id}-${treatment.toLowerCase()}`,
    treatment,
    decision,
    on: '2026-09-01',
    parties,
  });
  return {
    patient: {
      id,
      name: { given: 'Proef', family: `Verzonnen-${String(index)}` },
      birthDate: `19${String(40 + (index % 30))}-03-${String(1 + (index % 28)).padStart(2, '0')}`,
      gender: index % 2 === 0 ? 'female' : 'male',
    },
    contactPersons: [],
    conversations: [],
    treatmentDirectives: [
      directive('cpr', { kind: 'doNot' }),
      directive('ventilation', { kind: 'doNot' }),
      directive('icuAdmission', { kind: 'onlyIf', condition: CONDITIONS[index % 3] ?? '' }),
      directive('hospitalAdmission', { kind: 'onlyIf', condition: CONDITIONS[(index + 1) % 3] ?? '' }),
      directive('antibiotics', { kind: 'do' }),
      directive('bloodProducts', { kind: 'open', words: 'Niet besproken' }),
    ],
    advanceDirectives: [],
    answers: [],
  };
}

const NOTE =
  'Kan vannacht onrustig worden; eerst rustig uitleggen, raam open, dan pas bellen. Partner slaapt op de kamer (verzonnen).';

/** Patients of the team with plan, note and task; treated by the nurses of the demo and their office. */
export async function putPatients(house: SignedInHouse, first: number, last: number): Promise<void> {
  const standard = parsePlanStandard(pack);
  const indexes = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const resources = indexes.map(draftOf).flatMap((draft) => {
    const { id } = draft.patient;
    return [...toResources(draft, standard), careTeamOf(id), noteOf(id), taskOf(id)];
  });
  await house.load(resources.map((resource) => ({ ...resource, id: String(resource.id) })));
}

const careTeamOf = (id: string, members = ['PractitionerRole/demo-imaginair']): FhirResource => ({
  resourceType: 'CareTeam',
  id: `${id}-team`,
  status: 'active',
  subject: { reference: `Patient/${id}` },
  participant: [...members, 'Organization/demo-consult-team'].map((reference) => ({ member: { reference } })),
});

const noteOf = (id: string): FhirResource => ({
  resourceType: 'Communication',
  id: `${id}-note`,
  status: 'completed',
  category: [{ coding: [{ system: 'urn:caecilia:communication', code: 'hand-over' }] }],
  subject: { reference: `Patient/${id}` },
  sent: '2026-10-24T14:00:00Z',
  sender: { reference: 'PractitionerRole/demo-imaginair', display: 'Iris Imaginair' },
  payload: [{ contentString: NOTE }],
});

/** Work for a nurse; owned by Iris. */
const taskOf = (id: string): FhirResource => ({
  resourceType: 'Task',
  id: `${id}-task`,
  status: 'requested',
  intent: 'order',
  description: 'Bellen hoe de nacht was',
  for: { reference: `Patient/${id}` },
  owner: { reference: 'PractitionerRole/demo-imaginair' },
  performerType: [{ coding: [{ system: 'urn:caecilia:team-role', code: 'consult-nurse' }] }],
  restriction: { period: { end: '2026-12-01T16:00:00Z' } },
});
