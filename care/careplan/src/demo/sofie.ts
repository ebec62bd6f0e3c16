import type { PlanDraft } from '../writing/planDraft.ts';
import { type DaysAgo, FICTIEF, OUT_OF_HOURS, PROEFMAN } from './team.ts';

/** Seventeen years old: her mother is her guardian, and she speaks for herself. */
export function youngPerson(ago: DaysAgo, bornYearsAgo: (years: number) => string): PlanDraft {
  const me = 'Patient/demo-sofie';
  const mother = 'RelatedPerson/demo-marieke';
  const parties = [me, mother, FICTIEF];
  const on = ago(21);
  return {
    patient: {
      id: 'demo-sofie',
      name: { given: 'Sofie', family: 'Voorbeeldkind' },
      birthDate: bornYearsAgo(17),
      gender: 'female',
      generalPractitioner: PROEFMAN,
      legalCapacity: { capable: true, comment: 'beslist zelf, samen met haar moeder' },
    },
    contactPersons: [
      {
        id: 'demo-marieke',
        name: { given: 'Marieke', family: 'Voorbeeldouder' },
        roles: ['24', '01'],
        relation: 'MTH',
        phone: '000-555 01 24',
      },
    ],
    conversations: [
      { id: 'demo-sofie-talk', on, with: [FICTIEF, mother], patientPresent: true, at: 'hospital' },
    ],
    goal: { code: '1351964001', on },
    treatmentDirectives: [
      { id: 'demo-sofie-cpr', treatment: 'cpr', decision: { kind: 'do' }, on, parties },
      {
        id: 'demo-sofie-icu',
        treatment: 'icuAdmission',
        decision: { kind: 'onlyIf', condition: 'er uitzicht is om weer thuis te komen.' },
        on,
        parties,
        reason: '“Ik wil wel vechten, maar niet alleen nog maar vechten.”',
      },
      { id: 'demo-sofie-hospital', treatment: 'hospitalAdmission', decision: { kind: 'do' }, on, parties },
      { id: 'demo-sofie-blood', treatment: 'bloodProducts', decision: { kind: 'do' }, on, parties },
      { id: 'demo-sofie-antibiotics', treatment: 'antibiotics', decision: { kind: 'do' }, on, parties },
    ],
    advanceDirectives: [],
    answers: [
      { topic: 'specificCareWishes', on, by: FICTIEF, words: '“Vertel het mij eerst, dan pas mijn moeder.”' },
      { topic: 'preferredPlaceOfDeath', on, by: FICTIEF, code: 'UNK', note: 'Nog niet besproken' },
    ],
    informRelatives: { on, by: FICTIEF },
    careTeam: [
      OUT_OF_HOURS,
      { member: FICTIEF, role: 'consultteam palliatieve zorg' },
      { member: PROEFMAN, role: 'huisarts' },
    ],
  };
}
