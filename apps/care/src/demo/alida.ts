import { type PlanDraft, type PlanStandard, toResources } from '@caecilia/careplan';
import type { FhirResource } from '@caecilia/fhir';
import type { DemoCalendar } from './calendar.ts';
import { condition, episodeOfCare, heldByHospital, permission, stay } from './resources.ts';

const ID = 'demo-alida';
const GP = 'PractitionerRole/demo-gefingeerd';
const LUNG_PHYSICIAN = 'PractitionerRole/demo-bedenksel';

/**
 * Where the walk through the daily work begins: admitted to the lung ward with COPD and heart failure, her husband
 * cares for her, and nobody has asked the expert team yet. One directive is two years old.
 */
export function alida(calendar: DemoCalendar, standard: PlanStandard): readonly FhirResource[] {
  const { day, at } = calendar;
  return [
    ...toResources(planOf(calendar), standard).map(heldByHospital),
    condition(`${ID}-copd`, { patient: ID, words: 'COPD, GOLD IV', since: day(3200), main: true }),
    condition(`${ID}-heart`, { patient: ID, words: 'Hartfalen', since: day(1100) }),
    stay(`${ID}-stay`, {
      patient: ID,
      place: 'Location/demo-ward-lung',
      by: 'Organization/demo-hospital',
      start: at(2, '14:30'),
    }),
    episodeOfCare(`${ID}-home-care`, {
      patient: ID,
      kind: 'homeCare',
      by: 'Organization/demo-home-care',
      start: at(200, '09:00'),
    }),
    permission(`${ID}-sharing`, {
      patient: ID,
      to: [
        'Organization/demo-gp-brug',
        'Organization/demo-home-care',
        'Organization/demo-out-of-hours',
        'RelatedPerson/demo-arie',
      ],
      on: day(200),
    }),
  ];
}

function planOf({ day, bornYearsAgo }: DemoCalendar): PlanDraft {
  const then = day(730);
  return {
    patient: {
      id: ID,
      name: { given: 'Alida', prefix: 'de', family: 'Fictie', partnerFamily: 'Bedacht', order: 'NL3' },
      birthDate: bornYearsAgo(78),
      gender: 'female',
      generalPractitioner: GP,
      legalCapacity: { capable: true },
    },
    contactPersons: [
      {
        id: 'demo-arie',
        name: { given: 'Arie', family: 'Bedacht' },
        roles: ['01', '100001'],
        relation: 'HUSB',
        phone: '000-555 05 01',
      },
      {
        id: 'demo-annelies',
        name: { given: 'Annelies', family: 'Bedacht' },
        roles: ['02'],
        relation: 'DAUC',
        phone: '000-555 05 02',
      },
    ],
    conversations: [
      { id: `${ID}-talk`, on: then, with: [LUNG_PHYSICIAN], patientPresent: true, at: 'clinic' },
    ],
    treatmentDirectives: [
      {
        id: `${ID}-cpr`,
        treatment: 'cpr',
        decision: { kind: 'do' },
        on: then,
        parties: [`Patient/${ID}`, LUNG_PHYSICIAN],
      },
      {
        id: `${ID}-icu`,
        treatment: 'icuAdmission',
        decision: { kind: 'open', words: 'Niet besproken' },
        on: then,
        parties: [`Patient/${ID}`, LUNG_PHYSICIAN],
      },
    ],
    advanceDirectives: [],
    answers: [],
    careTeam: [
      { member: 'Organization/demo-ward-lung', role: 'afdeling longziekten' },
      { member: 'PractitionerRole/demo-out-of-hours', role: 'huisartsenspoedpost' },
      { member: GP, role: 'huisarts' },
      { member: 'PractitionerRole/demo-home-care', role: 'wijkverpleging' },
    ],
  };
}
