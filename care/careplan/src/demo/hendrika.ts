import type { PlanDraft } from '../writing/planDraft.ts';
import { type DaysAgo, OUT_OF_HOURS, PROEFMAN, VERZINSEL, VOORBEELDIG } from './team.ts';

/** An old plan: one decision was replaced, one has ended by itself, and nobody has spoken of it for two years. */
export function oldPlan(ago: DaysAgo): PlanDraft {
  const me = 'Patient/demo-hendrika';
  const parties = [me, VERZINSEL];
  const [now, then] = [ago(760), ago(1400)];
  return {
    patient: {
      id: 'demo-hendrika',
      name: {
        given: 'Hendrika',
        family: 'Fictief',
        partnerPrefix: 'van der',
        partnerFamily: 'Proef',
        order: 'NL4',
      },
      birthDate: '1944-07-17',
      gender: 'female',
      generalPractitioner: PROEFMAN,
      legalCapacity: { capable: true },
    },
    contactPersons: [
      {
        id: 'demo-jopie',
        name: { given: 'Jopie', prefix: 'van der', family: 'Proef' },
        roles: ['01'],
        relation: 'SIS',
        phone: '000-555 01 26',
      },
    ],
    conversations: [
      { id: 'demo-hendrika-talk-2', on: now, with: [VERZINSEL], patientPresent: true, at: 'clinic' },
      { id: 'demo-hendrika-talk-1', on: then, with: [VERZINSEL], patientPresent: true, at: 'clinic' },
    ],
    goal: { code: '1351964001', on: now },
    treatmentDirectives: [
      {
        id: 'demo-hendrika-icu-1',
        treatment: 'icuAdmission',
        decision: { kind: 'do' },
        on: then,
        parties,
        ended: { on: now, reason: 'opnieuw besproken na opname' },
      },
      { id: 'demo-hendrika-icu-2', treatment: 'icuAdmission', decision: { kind: 'doNot' }, on: now, parties },
      { id: 'demo-hendrika-cpr', treatment: 'cpr', decision: { kind: 'do' }, on: now, parties },
      {
        id: 'demo-hendrika-hospital',
        treatment: 'hospitalAdmission',
        decision: { kind: 'do' },
        on: then,
        parties,
        ended: { on: ago(1000), reason: 'afgesproken tot na de operatie' },
      },
      {
        id: 'demo-hendrika-icd-off',
        treatment: 'icdDeactivation',
        decision: { kind: 'do' },
        on: now,
        parties,
        reason: 'Uitzetten zodra het sterven begint; magneet ligt thuis in de la van het nachtkastje.',
      },
    ],
    advanceDirectives: [],
    answers: [
      { topic: 'preferredPlaceOfDeath', on: now, by: VERZINSEL, code: 'OTH', note: 'Bij haar zus in huis' },
    ],
    icd: { type: '465460004', since: '2018' },
    careTeam: [
      OUT_OF_HOURS,
      { member: VOORBEELDIG, role: 'hospice' },
      { member: PROEFMAN, role: 'huisarts' },
    ],
  };
}
