import type { SearchQuery } from '@caecilia/fhir';
import type { Caller, PlaceLink } from '@caecilia/kernel';
import type { CareRelations } from './relations.ports.ts';
import type { UserAdministration } from './users.ports.ts';

/** A search parameter by name and value, as it stands in an address, not encoded. */
export type SearchPair = readonly [name: string, value: string];

/** Turns a FHIR search on one or more types into what the record understands; the application binds it to its definitions. */
export type ReadSearch = (types: readonly string[], pairs: readonly SearchPair[]) => SearchQuery;

/** What somebody may do on the screens of this module. */
export type NetworkAct = 'directory' | 'users' | 'relations';

/** What the pages of this module need from the house. */
export interface NetworkSettings {
  readonly readSearch: ReadSearch;
  readonly now: () => Date;
  /** IANA time zone of the house. */
  readonly timeZone: string;
  /** The people in it are invented; said on every page. */
  readonly demo: boolean;
  readonly users: UserAdministration;
  readonly relations: CareRelations;
  /** Other pages of the house about a patient (logical id) that are for this caller. */
  readonly linksAbout?: (caller: Caller, patientId: string) => Promise<readonly PlaceLink[]>;
  /** Whether this caller may use these screens; `mayByRole` where the policy table has nothing of its own. */
  readonly may: (caller: Caller, act: NetworkAct) => boolean;
}

const ROLES: Readonly<Record<NetworkAct, readonly string[]>> = {
  directory: ['functional-administrator'],
  users: ['functional-administrator'],
  relations: ['functional-administrator', 'team-lead', 'team-secretary'],
};

/** The rule of this module: a functional administrator does everything here, a team lead and the team's secretary care relations only. */
export function mayByRole(caller: Pick<Caller, 'role'>, act: NetworkAct): boolean {
  return ROLES[act].includes(caller.role);
}
