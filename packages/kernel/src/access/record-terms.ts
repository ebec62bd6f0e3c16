import { type Element, elementOf } from '@caecilia/fhir';

/**
 * The words by which resources say who may see a record. The access rule decides by them, and screens write and show
 * them: one list for both, so that no screen says anything else than what the rule does.
 */

export const CONSENT_SCOPES = 'http://terminology.hl7.org/CodeSystem/consentscope';

/** Codes of this house for what kind of care relation a CareTeam, an EpisodeOfCare or a ServiceRequest is. */
export const CARE_RELATION_SYSTEM = 'urn:caecilia:care-relation';

/** Codes of this house for kinds of organisation; a permission names one in `Consent.provision.actor.role`. */
export const ORGANIZATION_TYPE_SYSTEM = 'urn:caecilia:organization-type';

/**
 * `RelatedPerson.relationship` (`system|code`) of who decides for the patient: by law or by a court, or authorised in
 * writing for care and treatment.
 */
export const REPRESENTATIVE_ROLES: readonly string[] = [
  ...['24', '03', '15', '11'].map((code) => `urn:oid:2.16.840.1.113883.2.4.3.11.22.472|${code}`),
  'http://snomed.info/sct|310141000146103',
];

const CONDITIONS = [
  'action',
  'class',
  'code',
  'data',
  'dataPeriod',
  'provision',
  'purpose',
  'securityLabel',
  'modifierExtension',
];

/** Whether a `Consent.provision` sets a condition that the rule cannot hold a reader to: such a permission opens nothing. */
export function isConditional(provision: unknown): boolean {
  const element: Element = elementOf(provision);
  return CONDITIONS.some((name) => element[name] !== undefined);
}
