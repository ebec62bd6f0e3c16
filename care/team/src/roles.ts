import { type Element, elementsOf } from '@caecilia/fhir';

/** Disciplines and roles of an expert team. The codes are those by which the access policy knows people at work. */
export const TEAM_ROLES = [
  'consult-nurse',
  'consult-physician',
  'social-worker',
  'spiritual-care-worker',
  'pharmacist',
  'team-secretary',
  'researcher',
] as const;
export type TeamRole = (typeof TEAM_ROLES)[number];

/** Roles that answer day and night, in the order to show them. A secretary and a researcher are not called at night. */
export const ON_CALL_ROLES = [
  'consult-nurse',
  'consult-physician',
  'social-worker',
  'spiritual-care-worker',
  'pharmacist',
] as const satisfies readonly TeamRole[];

/** Codes of this house: no published list has all seven roles. */
export const TEAM_ROLE_SYSTEM = 'urn:caecilia:team-role';

const UZI_ROLE_SYSTEM = 'http://fhir.nl/fhir/NamingSystem/uzi-rolcode';
const EXTRA_ROLE_SYSTEM = 'urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.23.1';

/**
 * Published codes, only where a value set of the Dutch standard names the profession: SpecialismeUZICodelijst
 * (zib2020) and, for spiritual care, RolCodelijst. Neither has a social worker, a secretary or a researcher.
 */
const PUBLISHED: Readonly<
  Partial<Record<TeamRole, { readonly system: string; readonly code: string; readonly display: string }>>
> = {
  'consult-nurse': { system: UZI_ROLE_SYSTEM, code: '30.000', display: 'Verpleegkundige' },
  'consult-physician': { system: UZI_ROLE_SYSTEM, code: '01.000', display: 'Arts' },
  pharmacist: { system: UZI_ROLE_SYSTEM, code: '17.000', display: 'Apotheker' },
  'spiritual-care-worker': { system: EXTRA_ROLE_SYSTEM, code: '100002', display: 'Geestelijk verzorger' },
};

/** Whether a text is the code of a role in the team. */
export function isTeamRole(code: unknown): code is TeamRole {
  return TEAM_ROLES.some((role) => role === code);
}

/** A role as a CodeableConcept: the code of this house, and the published one where there is one. */
export function roleConcept(role: TeamRole): Element {
  const published = PUBLISHED[role];
  return { coding: [{ system: TEAM_ROLE_SYSTEM, code: role }, ...(published ? [published] : [])] };
}

/** The roles that a list of CodeableConcepts names by the code of this house, each once. A profession alone names none. */
export function rolesIn(concepts: unknown): readonly TeamRole[] {
  const codings = elementsOf(concepts).flatMap(({ coding }) => elementsOf(coding));
  const codes = codings.filter(({ system }) => system === TEAM_ROLE_SYSTEM).map(({ code }) => code);
  return TEAM_ROLES.filter((role) => codes.includes(role));
}
