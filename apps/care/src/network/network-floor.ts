import type { SignIn } from '@caecilia/identity';
import type { Caller } from '@caecilia/kernel';
import {
  type CareRelations,
  careRelationsOverRecord,
  mayByRole,
  type NetworkAct,
  networkAssets,
  networkPages,
} from '@caecilia/network';
import type { Store } from '@caecilia/store';
import { type Duty, onDuty } from '../access/duty-scope.ts';
import { CARE_RELATIONS, DIRECTORY } from '../access/policy-types.ts';
import type { PageFloor } from '../pages.ts';
import { invitationLinks } from '../privacy/invitations.ts';
import type { ReadSearch } from '../read-search.ts';
import { NETWORK_SCHEMA, ResetRequests } from './reset-requests.ts';
import { StaffAccounts } from './users.ts';

/** What the network screens stand on. */
export interface NetworkParts {
  readonly store: Store;
  readonly readSearch: ReadSearch;
  readonly signIn: SignIn;
  readonly now: () => Date;
  readonly demo: boolean;
  readonly timeZone: string;
}

/** Of a patient who they are, of a care relation who and when: enough to manage it, and nothing clinical. */
const RELATIONS: Duty = {
  ground: 'careRelations',
  rules: [
    { types: ['Patient', ...DIRECTORY], may: ['read', 'search-type'] },
    { types: CARE_RELATIONS, may: ['read', 'search-type', 'search-system', 'create', 'update'] },
  ],
};

/** Who a patient is, for a privacy officer and for whoever manages relations: one, by name and birth date. */
export function relationsOf({ store, readSearch, now, timeZone }: NetworkParts): CareRelations {
  return careRelationsOverRecord({
    readSearch,
    now,
    timeZone,
    log: store.log,
    session: (caller) => store.session(onDuty(caller, RELATIONS)),
  });
}

/** Pages of the network: the directory and users for administrators, care relations for team leads too. */
export async function networkFloors(parts: NetworkParts): Promise<readonly PageFloor[]> {
  const { store, readSearch, signIn, now, demo, timeZone } = parts;
  await store.sql.prepareSchema('network', NETWORK_SCHEMA);
  const resets = new ResetRequests(store.sql);
  const pages = networkPages({
    readSearch,
    now,
    timeZone,
    demo,
    users: new StaffAccounts({ signIn, resets, log: store.log, now }),
    relations: relationsOf(parts),
    linksAbout: invitationLinks(store),
    may: mayByRole,
  });
  const partOf = (path: string): NetworkAct =>
    /^\/network\/(users|relations)(\/|$)/.exec(path)?.[1] === 'users'
      ? 'users'
      : path.startsWith('/network/relations')
        ? 'relations'
        : 'directory';
  const floor = (act: NetworkAct) => ({
    pages: pages.filter(({ path }) => partOf(path) === act),
    assets: act === 'directory' ? networkAssets() : [],
    opensTo: (caller: Caller) => mayByRole(caller, act),
  });
  return [floor('directory'), floor('users'), floor('relations')];
}
