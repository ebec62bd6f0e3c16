import type { PrincipalKind } from '../principal.ts';
import type { ConfidentialityLabel } from './confidentiality.ts';
import type { AccessInteraction } from './interaction.ts';
import type { RelationKind } from './relation.ts';

/** Relations that open records; the others only help to judge them. */
export type OpeningRelation = Exclude<RelationKind, 'objection' | 'holder' | 'living'>;

/**
 * Through what a row of the policy opens records: `shared` is what belongs to no patient, `everyone` the records of any
 * patient (to register a new one, for instance), the others a relation that holds now.
 */
export type Ground = 'shared' | 'everyone' | OpeningRelation;

/** One row: these roles may do this with these types, through any one of these grounds. What no row allows is refused. */
export interface PolicyRow {
  readonly roles: readonly string[];
  readonly types: readonly string[];
  readonly may: readonly AccessInteraction[];
  readonly through: readonly Ground[];
  /** Only while the patient permits sharing with the caller's organisation, and has not objected to it. */
  readonly needsPermission?: true;
  /** Confidential notes that are in it as well. */
  readonly labels?: readonly ConfidentialityLabel[];
  /** Only resources that match all of it: token parameters in search syntax, for instance `scope=treatment`. */
  readonly where?: string;
}

/** A role that somebody can act in. */
export interface PolicyRole {
  readonly code: string;
  readonly name: { readonly nl: string; readonly en: string };
  readonly kind: PrincipalKind;
  /** May set and change `meta.security` and `meta.tag`. */
  readonly marks?: true;
  /** May break the glass, inside the own organisation. */
  readonly emergency?: true;
}

/** Who may see and do what. Default deny. */
export interface PolicyTable {
  /** Named in the log with each access that it allowed. */
  readonly version: string;
  readonly roles: readonly PolicyRole[];
  readonly rows: readonly PolicyRow[];
  /** Types that belong to no patient; of no other a row may say `shared`. */
  readonly sharedTypes: readonly string[];
  /** Relations that end with the life of the patient. */
  readonly endAtDeath: readonly OpeningRelation[];
}

/** What is wrong with a table, as sentences; a house with a wrong one must not start. */
export function policyFaults(policy: PolicyTable): readonly string[] {
  return policy.rows.flatMap((row, index) =>
    rowFaults(row, policy).map((fault) => `row ${index + 1} ${fault}`),
  );
}

function rowFaults(row: PolicyRow, { roles, sharedTypes, endAtDeath }: PolicyTable): string[] {
  const { through, types, needsPermission = false } = row;
  const unknown = row.roles.filter((role) => !roles.some(({ code }) => code === role));
  const leaking = through.includes('shared') ? types.filter((type) => !sharedTypes.includes(type)) : [];
  const ofNobody = through.some((ground) => ground === 'shared' || ground === 'everyone');
  const mortal = through.some((ground) => endAtDeath.some((kind) => kind === ground));
  const isEmpty = [row.roles, types, row.may, through].some((list) => list.length === 0);
  return [
    ...unknown.map((role) => `names ${role}, which is no role`),
    ...leaking.map((type) => `shares ${type}, which belongs to patients`),
    ...(needsPermission && ofNobody ? ['needs a permission where there is no patient to give it'] : []),
    ...(needsPermission && mortal ? ['needs a permission and ends at death; a row can say one of them'] : []),
    ...(isEmpty ? ['says nothing'] : []),
  ];
}
