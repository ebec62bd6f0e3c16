import { type Element, elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { codeIn, instantIn, isReference, patientIn, referenceIn, wordsOf } from '../element.ts';
import { PROFESSIONALS } from '../response/response.ts';
import { concept, EXTENSIONS, SYSTEMS } from '../terms.ts';
import {
  CONTACT_KINDS,
  type Contact,
  type ContactEnd,
  DIMENSIONS,
  type Dimension,
  type Finding,
  type Place,
} from './contact.ts';
import { participantsOf, presenceExtension, readPresent } from './present.ts';

/** Classes of HL7 v3 ActCode: where the patient was. `apart`: not in one room. */
const CLASSES: Readonly<Record<Place, string>> = {
  hospital: 'IMP',
  clinic: 'AMB',
  home: 'HH',
  apart: 'VR',
};

const FIRST = 'first-consultation';
const CLASS_SYSTEM = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';

/** A contact as an Encounter. Its kind is a code of this house: no terminology has this list. */
export function toEncounter(contact: Contact, base?: FhirResource): FhirResource {
  const { patientId, kind, place, first, start, professionals, present, end } = contact;
  const extension = [
    ...(present === undefined ? [] : [presenceExtension(present)]),
    ...(end === undefined ? [] : [endExtension(end)]),
  ];
  return {
    ...base,
    resourceType: 'Encounter',
    status: end ? 'finished' : 'in-progress',
    ...(extension.length === 0 ? {} : { extension }),
    class: { system: CLASS_SYSTEM, code: CLASSES[place] },
    type: [
      concept([{ system: SYSTEMS.contactKind, code: kind }]),
      ...(first ? [concept([{ system: SYSTEMS.contactKind, code: FIRST }])] : []),
    ],
    subject: { reference: `Patient/${patientId}` },
    participant: [
      ...professionals.map((reference) => ({ individual: { reference } })),
      ...(present === undefined ? [] : participantsOf(present)),
    ],
    period: { start: start.toISOString(), ...(end ? { end: end.at.toISOString() } : {}) },
  };
}

function endExtension(end: ContactEnd): object {
  return {
    url: EXTENSIONS.contactEnd,
    extension: [
      { url: 'kind', valueCode: end.kind },
      ...(end.kind === 'partial' ? [{ url: 'reason', valueString: end.reason }] : []),
    ],
  };
}

/** What a contact has words for: its dimensions, and what happens next. */
export type ContactPart = Dimension | 'nextStep';

const PARTS: readonly ContactPart[] = [...DIMENSIONS, 'nextStep'];

/** What was written down in a contact, part by part. The next step is words of care, so it is no part of the Encounter, which the office sees. */
export function partsOf({
  findings,
  nextStep,
}: Pick<Contact, 'findings' | 'nextStep'>): readonly (readonly [ContactPart, Finding])[] {
  return [
    ...findings,
    ...(nextStep === undefined ? [] : [['nextStep', { kind: 'described', words: nextStep }] as const]),
  ];
}

/** What was found in one part, as an Observation of the contact. Final only when the contact is closed. */
export function toFindingObservation(
  contact: Contact,
  [dimension, finding]: readonly [ContactPart, Finding],
  encounter: string,
): FhirResource {
  return {
    resourceType: 'Observation',
    status: contact.end ? 'final' : 'preliminary',
    code: concept([{ system: SYSTEMS.dimension, code: dimension }]),
    subject: { reference: `Patient/${contact.patientId}` },
    encounter: { reference: encounter },
    effectiveDateTime: contact.start.toISOString(),
    performer: contact.professionals.map((reference) => ({ reference })),
    ...(finding.kind === 'described'
      ? { valueString: finding.words }
      : { valueCodeableConcept: concept([{ system: SYSTEMS.dimension, code: finding.kind }]) }),
  };
}

/** A finding that was read, with the contact it belongs to. */
export interface ReadFinding {
  readonly encounter: string;
  readonly dimension: ContactPart;
  readonly finding: Finding;
}

/** Reads an Observation of ours; undefined for another and for a retracted one. */
export function readFinding(observation: FhirResource): ReadFinding | undefined {
  const { status, valueString, valueCodeableConcept } = observation;
  const code = codeIn(observation.code, SYSTEMS.dimension);
  const dimension = PARTS.find((each) => each === code);
  const encounter = referenceIn(observation.encounter);
  const finding = findingIn(wordsOf(valueString), codeIn(valueCodeableConcept, SYSTEMS.dimension));
  if (dimension === undefined || encounter === undefined || finding === undefined) return undefined;
  return status === 'preliminary' || status === 'final' ? { encounter, dimension, finding } : undefined;
}

const WITHOUT_WORDS = ['noConcerns', 'declined', 'couldNotAnswer', 'noCarer'] as const;

function findingIn(words: string | undefined, code: string | undefined): Finding | undefined {
  if (words !== undefined) return { kind: 'described', words };
  const kind = WITHOUT_WORDS.find((each) => each === code);
  return kind && { kind };
}

/** Reads an Encounter of ours with its findings; undefined for another and for one that was retracted. */
export function readContact(encounter: FhirResource, findings: readonly ReadFinding[]): Contact | undefined {
  const codes = elementsOf(encounter.type).map((type) => codeIn(type, SYSTEMS.contactKind));
  const kind = CONTACT_KINDS.find((each) => codes.includes(each));
  const place = placeIn(elementOf(encounter.class));
  const start = instantIn(elementOf(encounter.period).start);
  const patientId = patientIn(encounter);
  const known = encounter.status === 'in-progress' || encounter.status === 'finished';
  if (!known || !kind || !place || start === undefined || patientId === undefined) return undefined;
  const end = endIn(encounter);
  if (encounter.status === 'finished' && end === undefined) return undefined;
  const own = findings.filter(({ encounter: each }) => each === `Encounter/${encounter.id ?? ''}`);
  const next = own.find(({ dimension }) => dimension === 'nextStep')?.finding;
  const present = readPresent(encounter);
  return {
    patientId,
    kind,
    place,
    first: codes.includes(FIRST),
    start: new Date(start),
    professionals: elementsOf(encounter.participant).flatMap(({ individual }) => {
      const reference = referenceIn(individual);
      return isReference(reference, ...PROFESSIONALS) ? [reference] : [];
    }),
    findings: new Map(
      own.flatMap(({ dimension, finding }) => (dimension === 'nextStep' ? [] : [[dimension, finding]])),
    ),
    ...(present === undefined ? {} : { present }),
    ...(next?.kind === 'described' ? { nextStep: next.words } : {}),
    ...(end === undefined ? {} : { end }),
  };
}

function placeIn({ code }: Element): Place | undefined {
  const places = Object.entries(CLASSES) as [Place, string][];
  return places.find(([, each]) => each === code)?.[0];
}

function endIn({ extension, period }: FhirResource): ContactEnd | undefined {
  const parts = elementsOf(elementsOf(extension).find(({ url }) => url === EXTENSIONS.contactEnd)?.extension);
  const kind = parts.find(({ url }) => url === 'kind')?.valueCode;
  const reason = wordsOf(parts.find(({ url }) => url === 'reason')?.valueString);
  const moment = instantIn(elementOf(period).end);
  if (moment === undefined) return undefined;
  const at = new Date(moment);
  if (kind === 'complete') return { kind, at };
  return kind === 'partial' && reason !== undefined ? { kind, at, reason } : undefined;
}
