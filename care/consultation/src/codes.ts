import { CARE_RELATION_SYSTEM } from '@caecilia/kernel';

export { CLIENT_REQUEST_SYSTEM } from '@caecilia/kernel';

/**
 * The codes of this module. Where a published list has the code, it is that one; where none was found, a code of this
 * house, in a system of its own.
 */

/** FHIR R4 value set request-priority (http://hl7.org/fhir/request-priority), lowest first. */
export const URGENCIES = ['routine', 'urgent', 'asap', 'stat'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** The four dimensions of palliative care (Kwaliteitskader palliatieve zorg Nederland). */
export const DOMAINS = ['physical', 'psychological', 'social', 'spiritual'] as const;
export type Domain = (typeof DOMAINS)[number];

/** Who asks. */
export const SOURCES = ['ward', 'outpatient', 'gp', 'hospice', 'patient', 'carer'] as const;
export type Source = (typeof SOURCES)[number];

/** Who of the team can go: role codes of the policy table. */
export const DISCIPLINES = [
  'consult-nurse',
  'consult-physician',
  'social-worker',
  'spiritual-care-worker',
] as const;
export type Discipline = (typeof DISCIPLINES)[number];

/** Consultation (procedure); the access rule reads the same two codes. */
export const CONSULTATION_CODES = [
  { system: 'http://snomed.info/sct', code: '11429006' },
  { system: CARE_RELATION_SYSTEM, code: 'consultation' },
] as const;

/** `system|code` of a request for consultation, for searches and for the policy table. */
export const CONSULTATION_TOKEN = `${CARE_RELATION_SYSTEM}|consultation`;

export const STATE_SYSTEM = 'urn:caecilia:consultation-state';
export const PART_SYSTEM = 'urn:caecilia:consultation-part';
export const DOMAIN_SYSTEM = 'urn:caecilia:consultation-domain';
/** A coding of `code`, beside that it is a consultation: the policy table reads it. */
export const SOURCE_SYSTEM = 'urn:caecilia:consultation-source';
export const ROLE_SYSTEM = 'urn:caecilia:role';
/** Roles in the team, as its rota and its tasks name them. */
export const TEAM_ROLE_SYSTEM = 'urn:caecilia:team-role';

/** Kinds of Task of this house. */
export const TASK_SYSTEM = 'urn:caecilia:task';
/** A coding of `code` of advice that a second person checks, by their role: the policy table reads it. */
export const SECOND_CHECK_SYSTEM = 'urn:caecilia:second-check';
export const ADVICE_OUTCOME_SYSTEM = 'urn:caecilia:advice-outcome';
export const NOTE_SYSTEM = 'urn:caecilia:note';
export const REGISTER_SYSTEM = 'urn:caecilia:register';
