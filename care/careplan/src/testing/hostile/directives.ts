import type { FhirResource } from '@caecilia/fhir';
import fc from 'fast-check';
import {
  advanceDirective,
  COMMENT,
  directive,
  PATIENT_ID,
  REASON_FOR_ENDING,
  SPECIFICATION,
} from '../record.ts';

/** A part of a resource that is changed in place. */
export type Loose = Record<string, unknown>;

/** SNOMED CT, of the treatments that the standard names. Stated here again: what judges the reader does not ask it. */
export const TREATMENT_CODES = {
  cpr: '89666000',
  ventilation: '40617009',
  icuAdmission: '305351004',
  hospitalAdmission: '32485007',
  antibiotics: '281789004',
  bloodProducts: '116762002',
  icdDeactivation: '400231000146108',
} as const;
export type TreatmentKey = keyof typeof TREATMENT_CODES;
export const TREATMENT_KEYS = Object.keys(TREATMENT_CODES) as readonly TreatmentKey[];

const SCT = 'http://snomed.info/sct';
const NULL_FLAVOR = 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor';
const SCOPES = 'http://terminology.hl7.org/CodeSystem/consentscope';
const PROFILE = 'https://api.iknl.nl/docs/pzp/r4/StructureDefinition/ACP-TreatmentDirective';
const ABSENT = {
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'masked' }],
};
const FOREIGN_MODIFIER = { url: 'https://example.org/turns-it-around', valueBoolean: true };
const ELSEWHERE = { reference: 'Patient/somebody-else' };

const provisionOf = (consent: Loose): Loose => {
  const { provision } = consent;
  if (typeof provision === 'object' && provision !== null && !Array.isArray(provision))
    return provision as Loose;
  const made: Loose = {};
  consent.provision = made;
  return made;
};
const conceptIn = (consent: Loose): Loose => {
  const provision = provisionOf(consent);
  const [first] = Array.isArray(provision.code) ? (provision.code as Loose[]) : [];
  if (first) return first;
  const made: Loose = {};
  provision.code = [made];
  return made;
};
const periodOf = (consent: Loose): Loose => {
  const provision = provisionOf(consent);
  const made = typeof provision.period === 'object' ? { ...(provision.period as Loose) } : {};
  provision.period = made;
  return made;
};
const inProvision = (part: Loose) => (consent: Loose) => void Object.assign(provisionOf(consent), part);
const inConsent = (part: Loose) => (consent: Loose) => void Object.assign(consent, part);
const inPeriod = (part: Loose) => (consent: Loose) => void Object.assign(periodOf(consent), part);
const without = (name: string) => (consent: Loose) => void delete consent[name];
const modifiers =
  (...all: Loose[]) =>
  (consent: Loose) => {
    const own = Array.isArray(consent.modifierExtension) ? (consent.modifierExtension as Loose[]) : [];
    consent.modifierExtension = [...own, ...all];
  };
const coding =
  (...all: Loose[]) =>
  (consent: Loose) => {
    const concept = conceptIn(consent);
    const own = Array.isArray(concept.coding) ? (concept.coding as Loose[]) : [];
    concept.coding = [...own, ...all];
  };

/** What other systems, hasty people and hostile ones do to a directive. Each changes the resource in place. */
export const TWISTS: Readonly<Record<string, (consent: Loose) => void>> = {
  'no type': (consent) => void delete provisionOf(consent).type,
  'a type in capitals': inProvision({ type: 'PERMIT' }),
  'a type as a list': inProvision({ type: ['permit'] }),
  'a type of another kind': inProvision({ type: true }),
  'a type that was withheld': (consent) => {
    delete provisionOf(consent).type;
    provisionOf(consent)._type = ABSENT;
  },
  'a type that was also withheld': inProvision({ _type: ABSENT }),
  'a specification': modifiers({ url: SPECIFICATION, valueString: 'als het benauwd wordt' }),
  'a second specification': modifiers({ url: SPECIFICATION, valueString: 'mits de dochter erbij is' }),
  'a specification that says not discussed': modifiers({ url: SPECIFICATION, valueString: 'Niet besproken' }),
  'a specification that says unknown': modifiers({ url: SPECIFICATION, valueString: 'Onbekend' }),
  'an empty specification': modifiers({ url: SPECIFICATION, valueString: '  ' }),
  'a specification that was withheld': modifiers({ url: SPECIFICATION, _valueString: ABSENT }),
  'a specification as a code': modifiers({ url: SPECIFICATION, valueCode: 'deny' }),
  'an unknown modifier': modifiers(FOREIGN_MODIFIER),
  'a modifier without an address': modifiers({ valueBoolean: true }),
  'a modifier that is no list': inConsent({ modifierExtension: FOREIGN_MODIFIER }),
  'an unknown modifier in its provision': inProvision({ modifierExtension: [FOREIGN_MODIFIER] }),
  'an unknown modifier in an actor': inProvision({
    actor: [{ modifierExtension: [FOREIGN_MODIFIER], reference: { reference: `Patient/${PATIENT_ID}` } }],
  }),
  'an unknown modifier in its code': (consent) =>
    void Object.assign(conceptIn(consent), { modifierExtension: [FOREIGN_MODIFIER] }),
  'rules of its own': inConsent({ implicitRules: 'https://example.org/rules' }),
  'an ordinary extension': inConsent({ extension: [{ url: 'https://example.org/ward', valueString: 'B2' }] }),
  draft: inConsent({ status: 'draft' }),
  proposed: inConsent({ status: 'proposed' }),
  rejected: inConsent({ status: 'rejected' }),
  inactive: inConsent({ status: 'inactive' }),
  'entered in error': inConsent({ status: 'entered-in-error' }),
  'another status': inConsent({ status: 'on-hold' }),
  'a status in capitals': inConsent({ status: 'Active' }),
  'no status': without('status'),
  'a status that was withheld': inConsent({ status: undefined, _status: ABSENT }),
  'a status that was also withheld': inConsent({ _status: ABSENT }),
  'an exception that permits': inProvision({ provision: [{ type: 'permit' }] }),
  'an exception that denies': inProvision({
    provision: [{ type: 'deny', code: [{ coding: [{ system: SCT, code: TREATMENT_CODES.ventilation }] }] }],
  }),
  'an exception in an exception': inProvision({ provision: [{ provision: [{ type: 'deny' }] }] }),
  'a period that ended': inPeriod({ end: '2026-03-01' }),
  'a period that ended yesterday': inPeriod({ end: '2026-11-20' }),
  'a period to today': inPeriod({ end: '2026-11-21' }),
  'a period to this year': inPeriod({ end: '2026' }),
  'a period to later': inPeriod({ end: '2027-02-01' }),
  'a period from later': inPeriod({ start: '2027-01-01' }),
  'a period from before': inPeriod({ start: '2025-01-01' }),
  'an end that cannot be read': inPeriod({ end: 'over twee weken' }),
  'a day that does not exist': inPeriod({ end: '2026-13-40' }),
  'an end that was withheld': inPeriod({ end: undefined, _end: ABSENT }),
  'a start that was withheld': inPeriod({ start: undefined, _start: ABSENT }),
  'a period in words': inProvision({ period: 'tot de zomer' }),
  'a period that was withheld': inProvision({ period: ABSENT }),
  'a reason for ending': inProvision({
    extension: [{ url: REASON_FOR_ENDING, valueString: 'De patiënt kwam erop terug.' }],
  }),
  'a reason for ending without words': inProvision({ extension: [{ url: REASON_FOR_ENDING }] }),
  'an action': inProvision({ action: [{ text: 'alleen overdag' }] }),
  'a purpose': inProvision({ purpose: [{ code: 'ETREAT' }] }),
  'a label': inProvision({ securityLabel: [{ code: 'R' }] }),
  'a class': inProvision({ class: [{ code: 'IMP' }] }),
  'a period of data': inProvision({ dataPeriod: { start: '2026-01-01' } }),
  'data it is about': inProvision({ data: [{ meaning: 'instance', reference: ELSEWHERE }] }),
  'something unheard of in its provision': inProvision({ unless: 'he says so' }),
  'no provision': without('provision'),
  'a list of provisions': (consent) => {
    consent.provision = [consent.provision];
  },
  'two treatments': (consent) => {
    const code = [conceptIn(consent), { coding: [{ system: SCT, code: TREATMENT_CODES.bloodProducts }] }];
    provisionOf(consent).code = code;
  },
  'two codes in one': coding({ system: SCT, code: TREATMENT_CODES.antibiotics }),
  'a narrower code beside': coding({ system: SCT, code: '243147009', display: 'Beademing via masker' }),
  'also another treatment': coding({ system: NULL_FLAVOR, code: 'OTH' }),
  'a code of a house beside': coding({ system: 'https://example.org/house', code: 'R1' }),
  'no code': (consent) => void delete provisionOf(consent).code,
  'a code without a system': (consent) =>
    void Object.assign(conceptIn(consent), { coding: [{ code: '89666000' }] }),
  'a code that was withheld': (consent) =>
    void Object.assign(conceptIn(consent), { coding: [{ system: SCT, _code: ABSENT }] }),
  'a code that was also withheld': (consent) => {
    for (const each of (conceptIn(consent).coding ?? []) as Loose[]) each._code = ABSENT;
  },
  'a code in words alone': (consent) => {
    provisionOf(consent).code = [{ text: 'Beademing' }];
  },
  'another treatment in words': (consent) => {
    provisionOf(consent).code = [{ coding: [{ system: NULL_FLAVOR, code: 'OTH' }], text: 'Sondevoeding' }];
  },
  'words that narrow it': (consent) =>
    void Object.assign(conceptIn(consent), { text: 'alleen met het masker, overdag' }),
  'words that name another': (consent) => void Object.assign(conceptIn(consent), { text: 'Bloedtransfusie' }),
  'a display that names another': (consent) => {
    for (const each of (conceptIn(consent).coding ?? []) as Loose[]) each.display = 'Bloedtransfusie';
  },
  'no scope': without('scope'),
  'the scope of privacy': inConsent({ scope: { coding: [{ system: SCOPES, code: 'patient-privacy' }] } }),
  'the scope of a declaration': inConsent({ scope: { coding: [{ system: SCOPES, code: 'adr' }] } }),
  'two scopes': inConsent({
    scope: {
      coding: [
        { system: SCOPES, code: 'treatment' },
        { system: SCOPES, code: 'patient-privacy' },
      ],
    },
  }),
  'no category, its profile': (consent) => {
    delete consent.category;
    consent.meta = { profile: [`${PROFILE}|1.0.0-rc2`] };
  },
  'no category': without('category'),
  'somebody else': inConsent({ patient: ELSEWHERE }),
  nobody: without('patient'),
  'a person by number alone': inConsent({ patient: { identifier: { value: '123' } } }),
  'no date': without('dateTime'),
  'a date in the future': inConsent({ dateTime: '2031-01-01' }),
  'a date that cannot be read': inConsent({ dateTime: 'vorige week' }),
  'a year for a date': inConsent({ dateTime: '2025' }),
  'another language': inConsent({ language: 'fr' }),
  'a reason': inConsent({ extension: [{ url: COMMENT, valueString: 'Zo heeft zij het altijd gewild.' }] }),
  'not verified': inConsent({ verification: [{ verified: false }] }),
  verified: inConsent({ verification: [{ verified: true, verificationDate: '2026-11-12' }] }),
};

const DATES = ['2022', '2024-06-02', '2026-03', '2026-11-12', '2026-11-15', '2026-11-20T10:00:00+01:00'];
const SAID: readonly { type?: string; specification?: string }[] = [
  { type: 'permit' },
  { type: 'permit' },
  { type: 'deny' },
  { type: 'deny' },
  { specification: 'het verlichting geeft' },
  { specification: 'Niet besproken' },
  { specification: 'Onbekend' },
];

/** A directive on one treatment, twisted in at most three ways. */
function hostileDirective(treatment: TreatmentKey): fc.Arbitrary<FhirResource> {
  return fc
    .record({
      said: fc.constantFrom(...SAID),
      on: fc.constantFrom(...DATES),
      twists: fc.subarray(Object.keys(TWISTS), { maxLength: 3 }),
      plain: fc.integer({ min: 0, max: 9 }),
    })
    .map(({ said, on, twists, plain }) => {
      const made = directive({ ...said, on, code: codeOf(treatment) });
      // One in five is as the standard has it: what is certain must be said, or nothing would be tested.
      return twisted(made, plain < 2 ? [] : twists);
    });
}

const codeOf = (treatment: TreatmentKey) => ({ coding: [{ system: SCT, code: TREATMENT_CODES[treatment] }] });

/** A resource as it came, with some of `TWISTS` done to a copy of it. */
export function twisted(resource: FhirResource, twists: readonly string[]): FhirResource {
  const copy = structuredClone(resource) as unknown as Loose;
  for (const name of twists) TWISTS[name]?.(copy);
  return copy as unknown as FhirResource;
}

/** A declaration that refuses resuscitation, twisted like the directives. */
const hostileDeclaration: fc.Arbitrary<FhirResource> = fc
  .record({
    on: fc.constantFrom(...DATES),
    twists: fc.subarray(
      Object.keys(TWISTS).filter((name) => !name.startsWith('no category')),
      { maxLength: 2 },
    ),
  })
  .map(({ on, twists }) => twisted(advanceDirective({ type: 'NR', on }), twists));

/** A record with up to three hostile directives on each treatment, and sometimes a declaration. */
export const hostileRecord: fc.Arbitrary<readonly FhirResource[]> = fc
  .tuple(
    ...TREATMENT_KEYS.map((key) => fc.array(hostileDirective(key), { maxLength: 3 })),
    fc.array(hostileDeclaration, { maxLength: 1 }),
  )
  .map((all) => all.flat().map((resource, index) => ({ ...resource, id: `c${index}` })));
