/** The codes of this module. No published list that the house follows has them; they are in systems of its own. */

export const APPOINTMENT_SYSTEM = 'urn:caecilia:appointment';
/** `system|code` of a multidisciplinary meeting, for searches and for the duty that opens it. */
export const MEETING_TOKEN = `${APPOINTMENT_SYSTEM}|mdt`;

export const MINUTES_SYSTEM = 'urn:caecilia:minutes';
/** `system|code` of what a meeting said of one patient. */
export const MINUTES_TOKEN = `${MINUTES_SYSTEM}|mdt`;

/** Identifier of a patient on the agenda of a meeting: both ids, so that nobody stands on it twice. */
export const ITEM_SYSTEM = 'urn:caecilia:mdt-item';
export const PART_SYSTEM = 'urn:caecilia:mdt-part';
export const REASON_SYSTEM = 'urn:caecilia:mdt-reason';
export const ROLE_SYSTEM = 'urn:caecilia:role';
export { CLIENT_REQUEST_SYSTEM } from '@caecilia/kernel';

export const EXTENSIONS = {
  /** When a part was begun and last changed, how often, and by which window. */
  written: 'urn:caecilia:mdt-written',
  /** Who does what was decided, until when. */
  decision: 'urn:caecilia:mdt-decision',
  closed: 'urn:caecilia:mdt-closed',
  team: 'urn:caecilia:mdt-team',
} as const;

/** FHIR R4: words of an element in another language. */
export const TRANSLATION = 'http://hl7.org/fhir/StructureDefinition/translation';

/** Who takes part: role codes of the house. */
export const DISCIPLINES = [
  'consult-nurse',
  'consult-physician',
  'social-worker',
  'spiritual-care-worker',
  'pharmacist',
  'gp',
  'treating-physician',
  'ward-nurse',
  'home-care-nurse',
  'hospice-nurse',
  'other',
] as const;
export type Discipline = (typeof DISCIPLINES)[number];

/** The disciplines of the team itself: where nobody of one is there, the minutes say so. */
export const TEAM_DISCIPLINES: readonly Discipline[] = DISCIPLINES.slice(0, 5);
