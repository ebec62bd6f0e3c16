import type { PlanDraft } from '../writing/planDraft.ts';
import { type DaysAgo, FICTIEF, PROEFMAN, usualTeam } from './team.ts';

const ME = 'Patient/demo-wilhelmina';
const HUSBAND = 'RelatedPerson/demo-gerrit';

/** A complete plan: do, do not, only if, not discussed and unknown beside each other, with what was replaced. */
export function completePlan(ago: DaysAgo): PlanDraft {
  const [now, then] = [ago(9), ago(983)];
  return {
    patient: {
      id: 'demo-wilhelmina',
      name: { given: 'Wilhelmina', prefix: 'de', family: 'Proef', partnerFamily: 'Voorbeeld', order: 'NL3' },
      birthDate: '1948-02-14',
      gender: 'female',
      generalPractitioner: PROEFMAN,
      legalCapacity: { capable: true },
    },
    contactPersons: [
      {
        id: 'demo-gerrit',
        name: { given: 'Gerrit', family: 'Voorbeeld' },
        roles: ['24', '01'],
        relation: 'HUSB',
        phone: '000-555 01 13',
      },
      {
        id: 'demo-saskia',
        name: { given: 'Saskia', family: 'Voorbeeld' },
        roles: ['02'],
        relation: 'DAUC',
        phone: '000-555 01 17',
      },
    ],
    conversations: [
      { id: 'demo-wilhelmina-talk-2', on: now, with: [FICTIEF, HUSBAND], patientPresent: true },
      { id: 'demo-wilhelmina-talk-1', on: then, with: [PROEFMAN], patientPresent: true },
    ],
    goal: { code: '713148004', on: now },
    treatmentDirectives: directives(ago),
    advanceDirectives: [],
    answers: [
      {
        topic: 'specificCareWishes',
        on: now,
        by: FICTIEF,
        words: '“Raam open. Niet alleen zijn als ik het benauwd krijg. De hond mag op bed.”',
      },
      {
        topic: 'preferredPlaceOfDeath',
        on: now,
        by: FICTIEF,
        code: '264362003',
        note: 'Liefst thuis; anders Hospice De Verzonnen Linde.',
      },
      { topic: 'positionRegardingEuthanasia', on: now, by: FICTIEF, code: '340191000146100' },
      { topic: 'organDonationChoiceRegistration', on: now, by: FICTIEF, code: '373066001' },
    ],
    informRelatives: { on: now, by: FICTIEF, recipient: HUSBAND },
    careTeam: usualTeam,
  };
}

/** What was agreed nine days ago, and what it replaced. */
function directives(ago: DaysAgo): PlanDraft['treatmentDirectives'] {
  const [now, then] = [ago(9), ago(983)];
  const agreed = { on: now, parties: [ME, HUSBAND, FICTIEF] };
  const replaced = { on: then, parties: [ME, PROEFMAN], ended: { on: now, reason: 'opnieuw besproken' } };
  const id = (name: string) => `demo-wilhelmina-${name}`;
  return [
    { id: id('cpr-1'), treatment: 'cpr', decision: { kind: 'do' }, ...replaced },
    {
      id: id('cpr-2'),
      treatment: 'cpr',
      decision: { kind: 'doNot' },
      reason: '“Ik ben niet bang om dood te gaan, wel om aan slangen te eindigen.”',
      ...agreed,
    },
    { id: id('ventilation-1'), treatment: 'ventilation', decision: { kind: 'do' }, ...replaced },
    {
      id: id('ventilation-2'),
      treatment: 'ventilation',
      decision: { kind: 'onlyIf', condition: 'het met het masker kan, hooguit 24 uur als proef. Geen buis.' },
      reason: '“Het masker heeft mij in mei geholpen. Slapend aan een machine wil ik niet meer.”',
      ...agreed,
    },
    {
      id: id('icu-1'),
      treatment: 'icuAdmission',
      decision: { kind: 'open', words: 'Onbekend' },
      ...replaced,
    },
    {
      id: id('icu-2'),
      treatment: 'icuAdmission',
      decision: { kind: 'doNot' },
      reason: '“Dat haal ik niet meer, zegt de longarts, en ik geloof haar.”',
      ...agreed,
    },
    {
      id: id('hospital'),
      treatment: 'hospitalAdmission',
      decision: { kind: 'onlyIf', condition: 'de benauwdheid thuis binnen 2 uur niet te verlichten is.' },
      reason: '“Liever thuis, maar niet stikkend. Gerrit mag dat niet alleen hoeven dragen.”',
      ...agreed,
    },
    {
      id: id('antibiotics'),
      treatment: 'antibiotics',
      decision: { kind: 'do' },
      reason: '“Een longontsteking kan nog best een goede maand schelen.”',
      ...agreed,
    },
    {
      id: id('icd-off'),
      treatment: 'icdDeactivation',
      decision: { kind: 'open', words: 'Onbekend' },
      reason: 'Niet terug te vinden of er een ICD is; navraag loopt bij de hartpolikliniek.',
      ...agreed,
    },
  ];
}
