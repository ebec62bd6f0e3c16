import type { PlanDraft } from '../writing/planDraft.ts';
import { type DaysAgo, OUT_OF_HOURS, PROEFMAN } from './team.ts';

/** Not capable of deciding; a daughter decides, and a declaration from before still speaks. */
export function representedPatient(ago: DaysAgo): PlanDraft {
  const daughter = 'RelatedPerson/demo-klaartje';
  const parties = [daughter, PROEFMAN];
  const on = ago(60);
  return {
    patient: {
      id: 'demo-grietje',
      name: { given: 'Grietje', family: 'Proefpersoon' },
      birthDate: '1934-01-20',
      gender: 'female',
      generalPractitioner: PROEFMAN,
      legalCapacity: { capable: false, comment: 'gevorderde dementie' },
    },
    contactPersons: [
      {
        id: 'demo-klaartje',
        name: { given: 'Klaartje', family: 'Proefpersoon' },
        roles: ['15', '24', '01'],
        relation: 'DAUC',
        phone: '000-555 01 23',
      },
      { id: 'demo-teun', name: { given: 'Teun', family: 'Proefpersoon' }, roles: ['02'], relation: 'SONC' },
    ],
    conversations: [{ id: 'demo-grietje-talk', on, with: [PROEFMAN, daughter], patientPresent: false }],
    goal: { code: '713148004', on, note: 'Comfort staat voorop.' },
    treatmentDirectives: [
      {
        id: 'demo-grietje-cpr',
        treatment: 'cpr',
        decision: { kind: 'doNot' },
        on,
        parties,
        restsOn: 'demo-grietje-statement',
      },
      { id: 'demo-grietje-icu', treatment: 'icuAdmission', decision: { kind: 'doNot' }, on, parties },
      { id: 'demo-grietje-ventilation', treatment: 'ventilation', decision: { kind: 'doNot' }, on, parties },
      {
        id: 'demo-grietje-hospital',
        treatment: 'hospitalAdmission',
        decision: { kind: 'onlyIf', condition: 'iets gebroken is dat niet thuis behandeld kan worden.' },
        on,
        parties,
        reason: 'Een vreemde omgeving maakt haar bang en onrustig.',
      },
      {
        id: 'demo-grietje-antibiotics',
        treatment: 'antibiotics',
        decision: { kind: 'onlyIf', condition: 'het klachten verlicht, en alleen als drank of tablet.' },
        on,
        parties,
      },
    ],
    advanceDirectives: [
      {
        id: 'demo-grietje-statement',
        type: 'NR',
        on: ago(1500),
        representative: daughter,
        document: {
          title: 'Niet-reanimerenverklaring',
          text: 'Verzonnen verklaring voor de demonstratie: ik wil niet gereanimeerd worden.',
        },
      },
      { id: 'demo-grietje-proxy', type: 'VOL', on: ago(1500), representative: daughter },
    ],
    answers: [
      {
        topic: 'specificCareWishes',
        on,
        by: PROEFMAN,
        words: 'Klaartje vertelt: zingen kalmeert haar. Liever geen mannen bij het wassen.',
      },
      { topic: 'preferredPlaceOfDeath', on, by: PROEFMAN, code: '108344006' },
      { topic: 'positionRegardingEuthanasia', on, by: PROEFMAN, code: 'UNK' },
      { topic: 'organDonationChoiceRegistration', on, by: PROEFMAN, code: '373067005' },
    ],
    careTeam: [OUT_OF_HOURS, { member: PROEFMAN, role: 'huisarts' }],
  };
}
