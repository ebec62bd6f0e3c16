import type { Language } from '@caecilia/ui';
import type { View } from './view.ts';

/** One scope that an app asks for, taken apart. */
export interface Wish {
  readonly scope: string;
  /** Whether it can be refused while the others are given. */
  readonly optional: boolean;
}

/** Scopes that go without saying: they are how the app works, or the agreement itself. */
const SILENT = new Set(['openid', 'profile', 'online_access', 'launch']);
const WHO = 'fhirUser';

/** Words for the resource types that people meet. Others are shown by their FHIR name. */
const TYPES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  Patient: { nl: 'naam, adres en geboortedatum', en: 'name, address and birth date' },
  Consent: { nl: 'behandelafspraken en toestemmingen', en: 'treatment agreements and consents' },
  CarePlan: { nl: 'zorgplannen', en: 'care plans' },
  CareTeam: { nl: 'het zorgteam', en: 'the care team' },
  Goal: { nl: 'doelen van de behandeling', en: 'goals of treatment' },
  Observation: { nl: 'metingen, wensen en bevindingen', en: 'measurements, wishes and findings' },
  Condition: { nl: 'ziekten en klachten', en: 'illnesses and complaints' },
  Procedure: { nl: 'behandelingen en gesprekken', en: 'treatments and conversations' },
  Encounter: { nl: 'afspraken en opnamen', en: 'visits and admissions' },
  MedicationRequest: { nl: 'recepten', en: 'prescriptions' },
  MedicationStatement: { nl: 'gebruikte medicijnen', en: 'medicines in use' },
  AllergyIntolerance: { nl: 'allergieën', en: 'allergies' },
  DocumentReference: { nl: 'documenten en brieven', en: 'documents and letters' },
  RelatedPerson: { nl: 'naasten en vertegenwoordigers', en: 'carers and representatives' },
  QuestionnaireResponse: { nl: 'ingevulde vragenlijsten', en: 'filled questionnaires' },
  Practitioner: { nl: 'namen van zorgverleners', en: 'names of professionals' },
  PractitionerRole: { nl: 'functies van zorgverleners', en: 'roles of professionals' },
  Organization: { nl: 'instellingen', en: 'institutions' },
};

/** Words for the usual filters of a granular scope (codes of Observation.category). Others are shown as they are. */
const FILTERS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  laboratory: { nl: 'uitslagen van het laboratorium', en: 'laboratory results' },
  'vital-signs': { nl: 'bloeddruk, gewicht en dergelijke', en: 'blood pressure, weight and the like' },
  'social-history': { nl: 'leefsituatie', en: 'living situation' },
  survey: { nl: 'vragenlijsten', en: 'questionnaires' },
};

function filterWords(filter: string, language: Language): string {
  const code = /^category=(?:[^|&]*\|)?([\w-]+)$/.exec(filter)?.[1] ?? '';
  return Object.hasOwn(FILTERS, code) ? (FILTERS[code]?.[language] ?? filter) : filter;
}

/** What is asked of the person, in the order asked; what goes without saying is left out. */
export function wishesIn(scopes: readonly string[]): readonly Wish[] {
  return scopes
    .filter((scope) => !SILENT.has(scope))
    .map((scope) => ({ scope, optional: scope !== WHO && !scope.startsWith('launch/') }));
}

/** The scopes that were agreed: those that go without saying, and those of the rest that stand in the answer. */
export function agreedScopes(asked: readonly string[], answered: readonly string[]): readonly string[] {
  const optional = new Set(
    wishesIn(asked)
      .filter((wish) => wish.optional)
      .map(({ scope }) => scope),
  );
  return asked.filter((scope) => !optional.has(scope) || answered.includes(scope));
}

/** A scope as a sentence part: "metingen lezen, van deze patiënt". SMART App Launch 2.2, v1 and v2 scopes. */
export function wishWords(view: View, { scope }: Wish): string {
  const { t } = view;
  if (scope === WHO) return t('consent.who');
  if (scope === 'offline_access') return t('consent.offline');
  if (scope.startsWith('launch/')) return t('consent.launch');
  const [, whose, type = '', access = '', filter] =
    /^(patient|user)\/(\*|[A-Z]\w+)\.(\w+|\*)(?:\?(.+))?$/.exec(scope) ?? [];
  if (whose === undefined) return t('consent.other', { scope });
  const named = type === '*' ? t('consent.all') : (TYPES[type]?.[view.language] ?? type);
  const what =
    filter === undefined
      ? named
      : t('consent.part', { what: named, filter: filterWords(filter, view.language) });
  const of = t(whose === 'patient' ? 'consent.ofPatient' : 'consent.ofUser');
  return `${t(accessKey(access), { what })}, ${of}`;
}

function accessKey(access: string): 'consent.read' | 'consent.write' | 'consent.readWrite' {
  const v1 = { read: 'rs', write: 'cud', '*': 'cruds' }[access] ?? access;
  const [reads, writes] = [/[rs]/.test(v1), /[cud]/.test(v1)];
  if (reads && writes) return 'consent.readWrite';
  return writes ? 'consent.write' : 'consent.read';
}
