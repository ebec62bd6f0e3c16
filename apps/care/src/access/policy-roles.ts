import type { PolicyRole } from '@caecilia/kernel';

const staff = (code: string, nl: string, en: string, more: Partial<PolicyRole> = {}): PolicyRole => ({
  code,
  name: { nl, en },
  kind: 'staff',
  ...more,
});

const MARKS = { marks: true } as const;
const EMERGENCY = { marks: true, emergency: true } as const;

/** Everybody who can sign in. A role that no row of the policy names sees nothing. */
export const ROLES: readonly PolicyRole[] = [
  staff('consult-nurse', 'Verpleegkundige consultteam', 'Consult team nurse', EMERGENCY),
  staff('consult-physician', 'Arts consultteam', 'Consult team physician', EMERGENCY),
  staff('social-worker', 'Maatschappelijk werker', 'Social worker', MARKS),
  staff('spiritual-care-worker', 'Geestelijk verzorger', 'Spiritual care worker', MARKS),
  staff('pharmacist', 'Apotheker', 'Pharmacist'),
  staff('team-secretary', 'Secretaris van het team', 'Team secretary'),
  staff('team-lead', 'Teamleider', 'Team lead'),
  staff('ward-nurse', 'Verpleegkundige afdeling', 'Ward nurse', EMERGENCY),
  staff('treating-physician', 'Behandelend arts', 'Treating physician', EMERGENCY),
  staff('transfer-nurse', 'Transferverpleegkundige', 'Transfer nurse'),
  staff('gp', 'Huisarts', 'General practitioner'),
  staff('out-of-hours-gp', 'Huisarts op de huisartsenpost', 'Out-of-hours general practitioner'),
  staff('home-care-nurse', 'Wijkverpleegkundige', 'Home care nurse'),
  staff('hospice-coordinator', 'Coördinator hospice', 'Hospice coordinator'),
  staff('hospice-nurse', 'Verpleegkundige hospice', 'Hospice nurse', EMERGENCY),
  staff('hospice-volunteer', 'Vrijwilliger hospice', 'Hospice volunteer'),
  { code: 'patient', name: { nl: 'Patiënt', en: 'Patient' }, kind: 'patient' },
  {
    code: 'carer',
    name: { nl: 'Mantelzorger of vertegenwoordiger', en: 'Carer or representative' },
    kind: 'carer',
  },
  staff('researcher', 'Onderzoeker', 'Researcher'),
  staff('quality-lead', 'Kwaliteitsfunctionaris', 'Quality lead'),
  staff('privacy-officer', 'Functionaris gegevensbescherming', 'Privacy officer'),
  staff('functional-administrator', 'Functioneel beheerder', 'Functional administrator'),
  staff('educator', 'Docent', 'Educator'),
  staff('international-officer', 'Medewerker internationaal', 'International officer'),
  staff('editor', 'Redacteur', 'Editor'),
  // A backend service, on behalf of the organisation it was registered for.
  { code: 'connected-system', name: { nl: 'Aangesloten systeem', en: 'Connected system' }, kind: 'system' },
];
