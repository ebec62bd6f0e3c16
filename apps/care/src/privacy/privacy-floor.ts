import type { PlanStandard } from '@caecilia/careplan';
import type { SignIn } from '@caecilia/identity';
import type { Caller, Page } from '@caecilia/kernel';
import {
  EMERGENCY_DOOR,
  isPrivacyOfficer,
  OWN_FIRST,
  type OwnHome,
  privacyAssets,
  privacyPages,
} from '@caecilia/privacy';
import type { Store } from '@caecilia/store';
import { ROLES } from '../access/policy-roles.ts';
import { LINK_HOLDER } from '../exchange/link-role.ts';
import { relationsOf } from '../network/network-floor.ts';
import type { PageFloor } from '../pages.ts';
import type { ReadSearch } from '../read-search.ts';
import { ownMandates, ownSharing } from './consents.ts';
import { copyPage } from './copy-page.ts';
import { hasEmergencies, RecordDoors } from './emergency-access.ts';
import { invites, KeptInvitations } from './invitations.ts';
import { Names } from './names.ts';
import { ownFirstPage } from './own-first-page.ts';
import { homeOf, managedPatient, standingAtHome } from './own-record.ts';
import { KeptRequests } from './requests.ts';
import { KeptReview } from './review.ts';
import { PRIVACY_SCHEMA } from './schema.ts';
import { LogTrail } from './trail.ts';

/** What the privacy screens stand on. */
export interface PrivacyParts {
  readonly store: Store;
  readonly readSearch: ReadSearch;
  readonly signIn: SignIn;
  readonly now: () => Date;
  readonly demo: boolean;
  /** For the operator, at once: level error, and nothing of a patient. */
  readonly alert: (facts: object, sentence: string) => void;
  readonly timeZone: string;
  /** The installed versions of the care plan's standard. */
  readonly standards: readonly PlanStandard[];
  /** Types of the patient compartment. */
  readonly compartment: readonly string[];
}

/**
 * Pages of privacy: for who manages a record, for the privacy officer, and the closed door for roles that have
 * emergencies. Each has business with its own pages only.
 */
export async function privacyFloors(parts: PrivacyParts): Promise<readonly PageFloor[]> {
  const { store, readSearch, signIn, now, demo, timeZone } = parts;
  await store.sql.prepareSchema('privacy', PRIVACY_SCHEMA);
  const { accounts } = signIn;
  const patientOf = (caller: Caller) => managedPatient(store, caller);
  const names = new Names(store, accounts);
  const common = { store, readSearch, now, timeZone, names, patientOf };
  const { findPatient } = relationsOf(parts);
  const trail = new LogTrail({ log: store.log, accounts, names, timeZone, patientOf, findPatient });
  const requests = new KeptRequests(common);
  const sharing = ownSharing(common);
  const pages = privacyPages({
    now,
    timeZone,
    demo,
    roles: [...ROLES.map(({ code, name }) => ({ role: code, name })), LINK_HOLDER],
    trail,
    requests,
    review: new KeptReview({ ...common, trail, requests }),
    emergency: new RecordDoors(store, readSearch, parts.alert),
    mandates: ownMandates(common),
    sharing,
    home: {
      record: ownFirstPage({ ...common, standards: parts.standards, sharing }),
      of: (caller) => homeOf(store, caller),
    },
    invitations: new KeptInvitations({ store, readSearch, signIn, names, now }),
    patientOf,
    standingOf: (caller) => standingAtHome(store, caller),
    mayReview: isPrivacyOfficer,
  });
  const copy = copyPage({ store, now, types: parts.compartment }, requests);
  return floorsOf([...pages, copy], patientOf, (caller) => homeOf(store, caller));
}

type Part = 'home' | 'first' | 'own' | 'officer' | 'door' | 'invitations';

function partOf({ path }: Page): Part {
  if (path === '/privacy/my-record') return 'home';
  if (path === OWN_FIRST || path.startsWith(`${OWN_FIRST}/`)) return 'first';
  if (path.startsWith('/care/patients/:id/invitations')) return 'invitations';
  if (path.startsWith('/care/patients/') || path === EMERGENCY_DOOR) return 'door';
  return path.startsWith('/privacy/my-record/') ? 'own' : 'officer';
}

function floorsOf(
  pages: readonly Page[],
  patientOf: (caller: Caller) => Promise<string | undefined>,
  homeOf: (caller: Caller) => Promise<OwnHome | undefined>,
): readonly PageFloor[] {
  const of = (part: Part) => pages.filter((page) => partOf(page) === part);
  return [
    {
      pages: of('own'),
      assets: privacyAssets(),
      opensTo: async (caller) => (await patientOf(caller)) !== undefined,
    },
    { pages: of('home'), assets: [], opensTo: ({ role }) => role === 'patient' || role === 'carer' },
    {
      pages: of('first'),
      assets: [],
      opensTo: async (caller) => (await homeOf(caller)) !== undefined,
    },
    { pages: of('officer'), assets: [], opensTo: isPrivacyOfficer },
    { pages: of('door'), assets: [], opensTo: hasEmergencies },
    { pages: of('invitations'), assets: [], opensTo: invites },
  ];
}
