import type { PlanDraft } from '../writing/planDraft.ts';
import { type DaysAgo, nothing, PROEFMAN, usualTeam, VOORBEELDIG } from './team.ts';

/** A directive that carries a modifier of another system: nobody here can tell what it does to the decision. */
export function unreadableDirective(ago: DaysAgo): PlanDraft {
  const me = 'Patient/demo-aaltje';
  const on = ago(40);
  return {
    ...nothing,
    patient: {
      id: 'demo-aaltje',
      name: { given: 'Aaltje', prefix: 'van', family: 'Fictief' },
      birthDate: '1939-11-02',
      gender: 'female',
      generalPractitioner: PROEFMAN,
    },
    contactPersons: [
      {
        id: 'demo-bertus',
        name: { given: 'Bertus', prefix: 'van', family: 'Fictief' },
        roles: ['01'],
        relation: 'SONC',
        phone: '000-555 01 22',
        email: 'bertus@voorbeeld.example',
      },
    ],
    conversations: [{ id: 'demo-aaltje-talk', on, with: [VOORBEELDIG], patientPresent: true }],
    goal: { code: '713148004', on },
    treatmentDirectives: [
      {
        id: 'demo-aaltje-cpr',
        treatment: 'cpr',
        decision: { kind: 'doNot' },
        on,
        parties: [me, VOORBEELDIG],
      },
      {
        id: 'demo-aaltje-hospital',
        treatment: 'hospitalAdmission',
        decision: { kind: 'do' },
        on,
        parties: [me, VOORBEELDIG],
        foreignModifier: {
          url: 'https://example.org/fhir/StructureDefinition/te-herbevestigen',
          words: 'te herbevestigen bij opname',
        },
      },
      {
        id: 'demo-aaltje-tube',
        treatment: { words: 'sondevoeding' },
        decision: { kind: 'doNot' },
        on,
        parties: [me, VOORBEELDIG],
      },
    ],
    answers: [
      { topic: 'preferredPlaceOfDeath', on, by: VOORBEELDIG, code: '284546000' },
      { topic: 'senseOfPurpose', on, by: VOORBEELDIG, words: '“Zondag de kerkdienst op de radio.”' },
    ],
    careTeam: [{ member: VOORBEELDIG, role: 'hospice' }, ...usualTeam],
  };
}
