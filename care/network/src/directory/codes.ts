import { ORGANIZATION_TYPE_SYSTEM } from '@caecilia/kernel';
import type { AffiliationRole, OrganizationType, ServiceType } from './entries.ts';

/** A code of this house: kept beside a published one, because no published list has them all. */
export const OWN_SYSTEMS = {
  organizationType: ORGANIZATION_TYPE_SYSTEM,
  serviceType: 'urn:caecilia:service-type',
  affiliationRole: 'urn:caecilia:affiliation-role',
} as const;

/** Types of organisation of Nictiz (OrganisatieTypeCodelijst 2020). Only codes that were read in the published list. */
const NICTIZ_TYPES: Readonly<Partial<Record<OrganizationType, readonly [string, string]>>> = {
  hospital: ['V4', 'Ziekenhuis'],
  'academic-hospital': ['V5', 'Universitair Medisch Centrum'],
};
const NICTIZ_SYSTEM = 'http://nictiz.nl/fhir/NamingSystem/organization-type';

/** Words that stand in the record; screens have their own in both languages. */
const ORGANIZATION_WORDS: Readonly<Record<OrganizationType, string>> = {
  hospital: 'ziekenhuis',
  'academic-hospital': 'universitair medisch centrum',
  'general-practice': 'huisartsenpraktijk',
  'out-of-hours': 'huisartsenspoedpost',
  hospice: 'hospice',
  'home-care': 'thuiszorg',
  'nursing-home': 'verpleeghuis',
  pharmacy: 'apotheek',
  department: 'afdeling',
  team: 'team',
  other: 'andere organisatie',
};

const SERVICE_WORDS: Readonly<Record<ServiceType, string>> = {
  'consultation-team': 'consultteam palliatieve zorg',
  hospice: 'hospicezorg',
  'home-care': 'thuiszorg',
  'out-of-hours': 'spoedzorg buiten kantoortijd',
  volunteers: 'vrijwilligers',
  'spiritual-care': 'geestelijke verzorging',
  other: 'andere dienst',
};

const AFFILIATION_WORDS: Readonly<Record<AffiliationRole, string>> = {
  'network-member': 'lid van het netwerk',
  consults: 'vraagt consult',
  refers: 'verwijst',
  supplies: 'levert',
  other: 'werkt samen',
};

const own = (system: string, code: string, text: string) => ({ coding: [{ system, code }], text });

/** The type of an organisation as FHIR has it. */
export function organizationType(type: OrganizationType): object {
  const nictiz = NICTIZ_TYPES[type];
  const concept = own(OWN_SYSTEMS.organizationType, type, ORGANIZATION_WORDS[type]);
  if (!nictiz) return concept;
  const [code, display] = nictiz;
  return { ...concept, coding: [...concept.coding, { system: NICTIZ_SYSTEM, code, display }] };
}

/** The type of a service as FHIR has it. */
export function serviceType(type: ServiceType): object {
  return own(OWN_SYSTEMS.serviceType, type, SERVICE_WORDS[type]);
}

/** The role of an affiliation as FHIR has it. */
export function affiliationRole(role: AffiliationRole): object {
  return own(OWN_SYSTEMS.affiliationRole, role, AFFILIATION_WORDS[role]);
}

export const UZI_ROLE_SYSTEM = 'http://fhir.nl/fhir/NamingSystem/uzi-rolcode';

/** Roles of the UZI register that work around a palliative patient: code, its published display, and English words. */
export const SPECIALTIES: readonly { readonly code: string; readonly nl: string; readonly en: string }[] = [
  { code: '01.000', nl: 'Arts', en: 'Physician' },
  { code: '01.015', nl: 'Huisarts', en: 'General practitioner' },
  { code: '01.016', nl: 'Internist', en: 'Internist' },
  { code: '01.023', nl: 'Longarts', en: 'Pulmonologist' },
  { code: '01.010', nl: 'Cardioloog', en: 'Cardiologist' },
  { code: '01.022', nl: 'Klinisch geriater', en: 'Geriatrician' },
  { code: '01.003', nl: 'Anesthesioloog', en: 'Anaesthetist' },
  { code: '01.047', nl: 'Specialist ouderengeneeskunde', en: 'Elderly care physician' },
  { code: '01.019', nl: 'Kinderarts', en: 'Paediatrician' },
  { code: '17.000', nl: 'Apotheker', en: 'Pharmacist' },
  { code: '25.000', nl: 'Gezondheidszorgpsycholoog', en: 'Health psychologist' },
  { code: '30.000', nl: 'Verpleegkundige', en: 'Nurse' },
  {
    code: '30.076',
    nl: 'Verpl. spec. algemene gezondheidszorg',
    en: 'Nurse practitioner, general health care',
  },
  { code: '81.000', nl: 'Physician assistant', en: 'Physician assistant' },
  { code: '04.000', nl: 'Fysiotherapeut', en: 'Physiotherapist' },
  { code: '90.000', nl: 'Ergotherapeut', en: 'Occupational therapist' },
  { code: '89.000', nl: 'Diëtist', en: 'Dietitian' },
  { code: '99.000', nl: 'Zorgverlener andere zorg', en: 'Other care professional' },
];
