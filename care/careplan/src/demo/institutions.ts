import type { Weekday } from '../plan.ts';
import type { InstitutionDraft } from '../writing/planDraft.ts';

const UZI_ROLE = 'http://fhir.nl/fhir/NamingSystem/uzi-rolcode';
const PHYSICIAN = { system: UZI_ROLE, code: '01.000', display: 'Arts' };
const GENERAL_PRACTITIONER = { system: UZI_ROLE, code: '01.015', display: 'Huisarts', text: 'huisarts' };
const NURSE = { system: UZI_ROLE, code: '30.000', display: 'Verpleegkundige' };

const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri'];
const weekend: readonly Weekday[] = ['sat', 'sun'];
const officeHours = [{ days: weekdays, from: '08:00', to: '17:00' }];

/** Reference to a professional of the demo. */
export const role = (id: string) => `PractitionerRole/${id}`;

/** Invented institutions around one invented town. */
export const institutions: readonly InstitutionDraft[] = [
  {
    id: 'demo-hospital',
    name: 'Ziekenhuis Het Verzonnen Gasthuis',
    kind: { code: 'hospital', text: 'ziekenhuis' },
    phone: '000-555 01 10',
    professionals: [
      {
        id: 'demo-fictief',
        name: { title: 'dr.', given: 'Femke', family: 'Fictief' },
        specialty: { ...PHYSICIAN, text: 'consultteam palliatieve zorg' },
        phone: '000-555 01 14',
        hours: 'always',
      },
      {
        id: 'demo-verzinsel',
        name: { given: 'Mees', family: 'Verzinsel' },
        specialty: { ...NURSE, text: 'verpleegkundige hartpolikliniek' },
        phone: '000-555 01 18',
        hours: officeHours,
      },
    ],
  },
  {
    id: 'demo-gp',
    name: 'Huisartsenpraktijk De Proefhoek',
    kind: { code: 'general-practice', text: 'huisartsenpraktijk' },
    phone: '000-555 01 15',
    professionals: [
      {
        id: 'demo-proefman',
        name: { title: 'dr.', given: 'Pim', family: 'Proefman' },
        specialty: GENERAL_PRACTITIONER,
        phone: '000-555 01 15',
        hours: officeHours,
      },
    ],
  },
  {
    id: 'demo-out-of-hours',
    name: 'Spoedpost Nergens',
    kind: { code: 'out-of-hours', text: 'huisartsenspoedpost' },
    phone: '000-555 01 12',
    professionals: [
      {
        id: 'demo-out-of-hours',
        specialty: { ...GENERAL_PRACTITIONER, text: 'huisartsenspoedpost' },
        phone: '000-555 01 12',
        // Two days of 24 hours from eight to eight: whole days would leave the night to Monday to nobody.
        hours: [
          { days: weekdays, from: '17:00', to: '08:00' },
          { days: weekend, from: '08:00', to: '08:00' },
        ],
      },
    ],
  },
  {
    id: 'demo-hospice',
    name: 'Hospice De Verzonnen Linde',
    kind: { code: 'hospice', text: 'hospice' },
    phone: '000-555 01 19',
    professionals: [
      {
        id: 'demo-voorbeeldig',
        name: { given: 'Vera', family: 'Voorbeeldig' },
        specialty: { ...NURSE, text: 'verpleegkundige hospice' },
        phone: '000-555 01 19',
        hours: 'always',
      },
    ],
  },
  {
    id: 'demo-home-care',
    name: 'Thuiszorg De Fictie',
    kind: { code: 'home-care', text: 'thuiszorg' },
    phone: '000-555 01 16',
    professionals: [
      {
        id: 'demo-home-care',
        specialty: { ...NURSE, text: 'wijkverpleging' },
        phone: '000-555 01 16',
        hours: [{ days: [...weekdays, ...weekend], from: '07:00', to: '23:00' }],
      },
    ],
  },
];
