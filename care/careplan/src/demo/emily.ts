import type { PlanDraft } from '../writing/planDraft.ts';
import { type DaysAgo, FICTIEF, OUT_OF_HOURS, PROEFMAN } from './team.ts';

/** Speaks English; her words were recorded in English. */
export function englishSpeaker(ago: DaysAgo): PlanDraft {
  const me = 'Patient/demo-emily';
  const brother = 'RelatedPerson/demo-oliver';
  const parties = [me, FICTIEF];
  const on = ago(3);
  return {
    patient: {
      id: 'demo-emily',
      name: { given: 'Emily', family: 'Sample' },
      birthDate: '1972-05-05',
      gender: 'female',
      speaks: { code: 'en', display: 'English' },
      generalPractitioner: PROEFMAN,
      legalCapacity: { capable: true },
    },
    contactPersons: [
      {
        id: 'demo-oliver',
        name: { given: 'Oliver', family: 'Sample' },
        roles: ['01', '310141000146103'],
        relation: 'BRO',
        phone: '+000 555 01 25',
      },
    ],
    conversations: [
      { id: 'demo-emily-talk', on, with: [FICTIEF, brother], patientPresent: true, at: 'hospital' },
    ],
    goal: { code: '713148004', on },
    treatmentDirectives: [
      {
        id: 'demo-emily-cpr',
        treatment: 'cpr',
        decision: { kind: 'doNot' },
        on,
        parties,
        reason: '“I have said my goodbyes. Do not bring me back to say them again.”',
      },
      { id: 'demo-emily-icu', treatment: 'icuAdmission', decision: { kind: 'doNot' }, on, parties },
      {
        id: 'demo-emily-hospital',
        treatment: 'hospitalAdmission',
        decision: { kind: 'onlyIf', condition: 'my brother cannot be with me at home.' },
        on,
        parties,
      },
      {
        id: 'demo-emily-blood',
        treatment: 'bloodProducts',
        decision: { kind: 'doNot' },
        on,
        parties,
        reason: '“My faith does not allow it.”',
      },
    ],
    advanceDirectives: [
      {
        id: 'demo-emily-refusal',
        type: 'VERB',
        on: ago(200),
        comment: 'Refusal of blood products, signed and witnessed.',
        document: { title: 'Refusal of treatment', text: 'Invented statement for the demonstration.' },
      },
    ],
    answers: [
      {
        topic: 'specificCareWishes',
        on,
        by: FICTIEF,
        words: '“Please speak English when it matters. Tea with milk.”',
      },
      { topic: 'preferredPlaceOfDeath', on, by: FICTIEF, code: '264362003' },
      { topic: 'positionRegardingEuthanasia', on, by: FICTIEF, code: '340201000146103' },
    ],
    careTeam: [
      OUT_OF_HOURS,
      { member: FICTIEF, role: 'palliative care team' },
      { member: PROEFMAN, role: 'GP' },
    ],
    language: 'en',
  };
}
