import type { Coding } from './instrument/instrument.ts';

/**
 * Codes of this house, for what has no code in a terminology that could be verified. They stay in the record, and are
 * never reused for something else.
 */
export const SYSTEMS = {
  instrument: 'urn:caecilia:instrument',
  item: 'urn:caecilia:instrument-item',
  contactKind: 'urn:caecilia:contact-kind',
  dimension: 'urn:caecilia:dimension',
  symptomAnalysis: 'urn:caecilia:symptom-analysis',
  phase: 'urn:caecilia:palliative-care-phase',
  episode: 'urn:caecilia:episode',
  /** Asking somebody to prepare a conversation; also the identifier that all resources of one preparation carry. */
  preparation: 'urn:caecilia:preparation',
  /** Who is asked, as an identifier of the Task, so that an access rule can say "their own". */
  preparationFor: 'urn:caecilia:preparation-for',
  preparationTopic: 'urn:caecilia:preparation-topic',
  preparationMark: 'urn:caecilia:preparation-mark',
  /** A planned conversation: who of the team leads it or is there too, and which one a choice of the patient is of. */
  talk: 'urn:caecilia:talk',
  /** Identifier of everything of one entry in a diary at home: the access rule knows it by it. */
  diary: 'urn:caecilia:diary',
  /** Numbers that a form gives what it sends, so that nothing is kept twice. */
  client: 'urn:caecilia:client-assessment',
} as const;

/** Kinds of contact of the team: an Encounter with one is a visit or a call, and no stay. */
export const CONTACT_KIND_SYSTEM = SYSTEMS.contactKind;

/** By this identifier an access rule knows what belongs to an entry in a diary. */
export const DIARY_SYSTEM = SYSTEMS.diary;

/** By these identifiers an access rule knows whose a preparation is, and what belongs to it. */
export const PREPARATION_SYSTEMS = {
  preparation: SYSTEMS.preparation,
  preparationFor: SYSTEMS.preparationFor,
} as const;

/** Extensions of this house. */
export const EXTENSIONS = {
  reporter: 'urn:caecilia:reporter',
  contactEnd: 'urn:caecilia:contact-end',
  patientPresent: 'urn:caecilia:contact-patient-present',
  preparationClosed: 'urn:caecilia:preparation-closed',
} as const;

/** FHIR R4. */
export const ABSENT = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';
export const ABSENT_SYSTEM = 'http://terminology.hl7.org/CodeSystem/data-absent-reason';
export const EPISODE = 'http://hl7.org/fhir/StructureDefinition/workflow-episodeOfCare';
/** The person was asked and could not answer. */
export const COULD_NOT_ANSWER = 'asked-unknown';

/** A concept with codes, and words for who reads the resource elsewhere. */
export function concept(codes: readonly Coding[], text?: string): object {
  return {
    ...(codes.length === 0 ? {} : { coding: codes.map(({ system, code }) => ({ system, code })) }),
    ...(text === undefined ? {} : { text }),
  };
}
