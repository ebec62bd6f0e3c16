/**
 * The codes of this module. Hospice care (regime) is SNOMED CT's; where no published list was found, a code of this
 * house in a system of its own.
 */

/** Hospice care (regime/therapy): what is asked, and as what the stay opens the record (`docs/access-policy.md`). */
export const HOSPICE_CARE = { system: 'http://snomed.info/sct', code: '385763009' } as const;

/** What is asked for: a break for who cares at home, or a place for the last months. */
export const STAY_KINDS = ['time-out', 'end-of-life'] as const;
export type StayKind = (typeof STAY_KINDS)[number];

export const STAY_SYSTEM = 'urn:caecilia:stay';
export const KIND_SYSTEM = 'urn:caecilia:stay-kind';
export const STATE_SYSTEM = 'urn:caecilia:stay-state';
export const PART_SYSTEM = 'urn:caecilia:stay-part';

/** `system|code` of a request for a stay, for searches. */
export const STAY_TOKEN = `${STAY_SYSTEM}|request`;

/** Identifier of everything that belongs to a stay, with the hospice (`Organization/…`) as value: the duty reads it. */
export const HOSPICE_SYSTEM = 'urn:caecilia:stay-hospice';

/** Type of the HealthcareService of a hospice that takes requests, in the network directory. */
export const HOSPICE_SERVICE = 'urn:caecilia:service-type|hospice';

/** How many places a hospice has, and when it said so: an extension of its HealthcareService. */
export const PLACES_URL = 'urn:caecilia:hospice-places';
