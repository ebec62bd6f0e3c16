/**
 * Why somebody may see a patient's record, as live facts with a beginning and an end. Each is derived from a resource
 * of the record when that is written (`CareTeam`, `EpisodeOfCare`, `Consent` …), or granted in an emergency. Rows keep
 * the numbers: one is never given another meaning.
 */
export const RELATION_KINDS = {
  /** The patient's own record. */
  self: 1,
  treatingTeam: 2,
  consultation: 3,
  generalPractitioner: 4,
  homeCare: 5,
  hospiceStay: 6,
  /** Represents the patient by law or by a written mandate. */
  representative: 7,
  carer: 8,
  researchConsent: 9,
  /** The patient agreed that an organisation, or a kind of organisation, may look (Consent, scope `patient-privacy`). */
  permission: 10,
  /** The patient objected to that; it goes before any permission. */
  objection: 11,
  /** The organisation that holds the record. It opens nothing by itself. */
  holder: 12,
  /** Break-glass: one patient, one user, a reason, at most a day. */
  emergency: 13,
  /** The patient is alive; mandates lean on it. Its actor is empty. */
  living: 14,
} as const;

export type RelationKind = keyof typeof RELATION_KINDS;

/** One fact: this actor stands in this relation to this patient, from and until. */
export interface Relation {
  /** Logical id of the patient. */
  readonly patient: string;
  /** `Practitioner/7`, `Organization/3`, `organization-type|<code>`; empty for `living`. */
  readonly actor: string;
  readonly kind: RelationKind;
  /** Instant from which it holds; absent: always did. */
  readonly starts?: string;
  /** Instant at which it no longer holds; absent: until further notice. */
  readonly ends?: string;
}

/** The actor that a type of organisation stands for, in permissions. */
export function organizationTypeActor(code: string): string {
  return `organization-type|${code}`;
}

/** The actor of an emergency grant: it holds for one user and is worth nothing without its patient. */
export function emergencyActor(user: string, patient: string): string {
  return `${user}!${patient}`;
}
