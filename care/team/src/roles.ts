import { type Element, elementsOf } from '@caecilia/fhir';
import { TEAM_ROLES, type TeamRole } from './roleNames.ts';

export { isTeamRole, ON_CALL_ROLES, TEAM_ROLES, type TeamRole } from './roleNames.ts';

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
