import type { PlanDraft } from '../writing/planDraft.ts';
import { type DaysAgo, FICTIEF, nothing, PROEFMAN, usualTeam, VERZINSEL } from './team.ts';

/** Two services recorded opposite decisions three days apart, and neither was withdrawn. */
export function contradictingPlan(ago: DaysAgo): PlanDraft {
  const me = 'Patient/demo-cornelis';
  const wife = 'RelatedPerson/demo-antje';
  const [first, second] = [ago(9), ago(6)];
  return {
    ...nothing,
    patient: {
      id: 'demo-cornelis',
      name: { given: 'Cornelis', family: 'Proefpersoon' },
      birthDate: '1951-06-30',
      gender: 'male',
      generalPractitioner: PROEFMAN,
      legalCapacity: { capable: true },
    },
    contactPersons: [
      {
        id: 'demo-antje',
        name: { given: 'Antje', family: 'Proefpersoon' },
        roles: ['24', '01'],
        relation: 'WIFE',
        phone: '000-555 01 21',
      },
    ],
    conversations: [
      { id: 'demo-cornelis-talk', on: second, with: [VERZINSEL], patientPresent: true, at: 'clinic' },
    ],
    goal: { code: '1351964001', on: second },
    treatmentDirectives: [
      {
        id: 'demo-cornelis-cpr-1',
        treatment: 'cpr',
        decision: { kind: 'doNot' },
        on: first,
        parties: [me, wife, FICTIEF],
        reason: '“Als mijn hart stopt, laat me dan.”',
      },
      {
        id: 'demo-cornelis-cpr-2',
        treatment: 'cpr',
        decision: { kind: 'do' },
        on: second,
        parties: [me, VERZINSEL],
        reason: 'Besproken bij de controle van de ICD.',
      },
      {
        id: 'demo-cornelis-icu',
        treatment: 'icuAdmission',
        decision: { kind: 'doNot' },
        on: first,
        parties: [me, wife, FICTIEF],
      },
      {
        id: 'demo-cornelis-hospital',
        treatment: 'hospitalAdmission',
        decision: { kind: 'do' },
        on: first,
        parties: [me, wife, FICTIEF],
      },
      {
        id: 'demo-cornelis-icd-off',
        treatment: 'icdDeactivation',
        decision: { kind: 'open', words: 'Niet besproken' },
        on: second,
        parties: [me, VERZINSEL],
      },
    ],
    icd: { type: '704707009', since: '2019-03', note: 'Gecontroleerd op de hartpolikliniek' },
    answers: [
      { topic: 'preferredPlaceOfDeath', on: first, by: FICTIEF, code: 'UNK', note: 'Nog niet besproken' },
    ],
    careTeam: usualTeam,
  };
}
