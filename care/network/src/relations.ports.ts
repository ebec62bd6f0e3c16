import type { Caller } from '@caecilia/kernel';

/** A patient as far as a care relation needs: enough to be sure who it is, and nothing clinical. */
export interface RelationPatient {
  /** Logical id. */
  readonly id: string;
  readonly name: string;
  /** FHIR date. */
  readonly birthDate?: string;
}

/**
 * As what an organisation takes a patient into care. The access rule opens what goes with it; `treatment` says nothing
 * special and opens what any care does.
 */
export const CARE_KINDS = ['treatment', 'home-care', 'hospice', 'consultation'] as const;
export type CareKind = (typeof CARE_KINDS)[number];

/** One relation between a patient and whoever cares. */
export interface CareRelation {
  /** What records it: a care team, or an episode of care at an organisation. */
  readonly type: 'CareTeam' | 'EpisodeOfCare';
  readonly id: string;
  /** Version it was read in; an end on an older version is refused. */
  readonly versionId: number;
  /** Name of the team, where it has one that is not clinical; absent for an episode. */
  readonly name?: string;
  /** Organisations, by reference and name. */
  readonly organizations: readonly { readonly reference: string; readonly name: string }[];
  /** Civil dates (`YYYY-MM-DD`), inclusive. */
  readonly from?: string;
  readonly until?: string;
  /** Whether it gives access at this moment. */
  readonly holds: boolean;
}

/**
 * Care relations for whoever manages them. `careRelationsOverRecord` of this module implements it on a record session
 * that the app opens for this purpose, because an administrator's own session sees no patients.
 */
export interface CareRelations {
  /** The one patient with this name and birth date. Both must match; more than one match answers nothing. */
  findPatient(
    caller: Caller,
    question: { readonly familyName: string; readonly birthDate: string },
  ): Promise<RelationPatient | undefined>;
  /** Undefined when there is no such patient. */
  of(
    caller: Caller,
    patientId: string,
  ): Promise<{ readonly patient: RelationPatient; readonly relations: readonly CareRelation[] } | undefined>;
  /** Ends it on a civil date, at the latest today. Writes `rights-change` first. */
  end(
    caller: Caller,
    patientId: string,
    relation: Pick<CareRelation, 'type' | 'id' | 'versionId'>,
    on: string,
  ): Promise<void>;
  /** Starts a relation with an organisation. Writes `rights-change` first. */
  start(
    caller: Caller,
    patientId: string,
    relation: {
      readonly organization: string;
      readonly as: CareKind;
      readonly from: string;
      readonly until?: string;
    },
  ): Promise<void>;
}
