import type { OrganisationColumns } from '../organisation/organisation.ts';
import { sameJson } from '../same-json.ts';

/** What of an organisation decides whether a record of the registry changes it. */
export interface KnownOrganisation {
  readonly id: string;
  readonly rev: number;
  readonly registry_digest: string | null;
  readonly registry_modified: string | null;
  /** It is a partner of ours: what it is called, and whether it exists, is changed by somebody and not by a file. */
  readonly isPartner: boolean;
}

/** What becomes of a record of the registry. */
export type Verdict = 'new' | 'unchanged' | 'older' | 'changed' | 'changed-partner' | 'left-out';

/** Which organisations a house takes that are new to it: all, or a slice. */
export interface Slice {
  /** ISO 3166-1 alpha-2: everything in these countries. */
  readonly countries: readonly string[];
  /** Everything of these types, in every country. */
  readonly types: readonly string[];
}

/** What becomes of a record of the registry. What the register has is kept up to date whatever the slice says. */
export function verdictOn(
  columns: OrganisationColumns,
  known: KnownOrganisation | undefined,
  slice: Slice | undefined,
): Verdict {
  if (known === undefined) return slice === undefined || isIn(slice, columns) ? 'new' : 'left-out';
  if (known.registry_digest === columns.registry_digest) return 'unchanged';
  if (isOlder(columns.registry_modified, known.registry_modified)) return 'older';
  return known.isPartner ? 'changed-partner' : 'changed';
}

function isIn({ countries, types }: Slice, { places, types: own }: OrganisationColumns): boolean {
  return (
    own.some((type) => types.includes(type)) ||
    places.some(({ cc }) => cc !== undefined && countries.includes(cc))
  );
}

function isOlder(day: string | null, known: string | null): boolean {
  return day !== null && known !== null && day < known;
}

/** What a registry says of a partner that somebody is to see before it holds. */
export const PROPOSAL_KINDS = ['renamed', 'withdrawn', 'inactive', 'active-again'] as const;
export type ProposalKind = (typeof PROPOSAL_KINDS)[number];

/** Columns that hold what a partner is called and whether it exists. */
const HELD = ['name', 'names', 'status', 'successor_ror'] as const;

/** The columns of a partner that wait for somebody. */
export type Held = Pick<OrganisationColumns, (typeof HELD)[number]>;

/** What of a changed record is written at once, and what is proposed. */
export interface PartnerChange {
  readonly patch: Partial<OrganisationColumns>;
  readonly proposal?: {
    readonly kinds: readonly ProposalKind[];
    readonly before: Held;
    readonly after: Held;
  };
}

/**
 * Parts a changed record of a partner: places, links and identifiers are taken as they are; another name, and its end,
 * are proposed. A new spelling in another language alone is no new name.
 */
export function changeOfPartner(now: OrganisationColumns, next: OrganisationColumns): PartnerChange {
  const kinds = kindsOf(now, next);
  if (kinds.length === 0) return { patch: next };
  const { name: _1, names: _2, status: _3, successor_ror: _4, ...patch } = next;
  return { patch, proposal: { kinds, before: heldOf(now), after: heldOf(next) } };
}

function kindsOf(now: Held, next: Held): ProposalKind[] {
  const byStatus = { withdrawn: 'withdrawn', inactive: 'inactive', active: 'active-again' } as const;
  return [
    ...(now.name === next.name ? [] : (['renamed'] as const)),
    ...(now.status === next.status ? [] : [byStatus[next.status]]),
  ];
}

function heldOf(columns: Held): Held {
  const { name, names, status, successor_ror } = columns;
  return { name, names, status, successor_ror };
}

/** Whether a proposal can still be accepted as it was seen: nobody changed the partner's name or status since. */
export function stillHolds(before: Held, now: Held): boolean {
  return sameJson(before, heldOf(now));
}
