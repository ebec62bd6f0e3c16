import { type Caller, CONSENT_SCOPES, Problem } from '@caecilia/kernel';
import {
  type Mandates,
  mandatesOverRecord,
  type SharingPermission,
  type SharingPermissions,
  sharingOverRecord,
} from '@caecilia/privacy';
import type { Store } from '@caecilia/store';
import { type Duty, onDuty } from '../access/duty-scope.ts';
import { spanOf } from '../access/span.ts';
import type { ReadSearch } from '../read-search.ts';
import type { Names } from './names.ts';

/** What mandates and permissions stand on. */
export interface ConsentParts {
  readonly store: Store;
  readonly readSearch: ReadSearch;
  readonly now: () => Date;
  readonly names: Names;
  readonly patientOf: (caller: Caller) => Promise<string | undefined>;
}

/** The patient's own say: permissions to share, and no directive; within their own record only. */
const ownSay = (patient: string): Duty => ({
  ground: 'self',
  patient,
  rules: [
    {
      types: ['Consent'],
      may: ['read', 'search-type', 'create', 'update'],
      where: `scope=${CONSENT_SCOPES}|patient-privacy`,
    },
    { types: ['RelatedPerson'], may: ['read', 'search-type'] },
  ],
});

/** Kinds of organisations that a patient is asked about, in the order to show them. */
export const SHARING_KINDS: readonly Pick<SharingPermission, 'organizationType' | 'name'>[] = [
  { organizationType: 'general-practice', name: { nl: 'Huisartsenpraktijken', en: 'General practices' } },
  {
    organizationType: 'out-of-hours',
    name: { nl: 'Huisartsenspoedposten', en: 'Out-of-hours practices' },
  },
  { organizationType: 'home-care', name: { nl: 'Thuiszorg', en: 'Home care' } },
  { organizationType: 'hospital', name: { nl: 'Ziekenhuizen', en: 'Hospitals' } },
  { organizationType: 'hospice', name: { nl: 'Hospices', en: 'Hospices' } },
  { organizationType: 'nursing-home', name: { nl: 'Verpleeghuizen', en: 'Nursing homes' } },
  { organizationType: 'pharmacy', name: { nl: 'Apotheken', en: 'Pharmacies' } },
];

function houseFor({ store, readSearch, now }: ConsentParts, patient: string) {
  const session = (caller: Caller) => store.session(onDuty(caller, ownSay(patient)));
  return { session, readSearch, log: store.log, now, spanOf };
}

/** Throws for everyone but the patient and who represents them. */
async function requireOwn({ patientOf }: ConsentParts, caller: Caller, patient: string): Promise<void> {
  if ((await patientOf(caller)) !== patient)
    throw new Problem('forbidden', 'Permissions are given by the patient, or by who represents them.');
}

/** Mandates, for who manages the record. */
export function ownMandates(parts: ConsentParts): Mandates {
  const over = async (caller: Caller, patient: string) => {
    await requireOwn(parts, caller, patient);
    return mandatesOverRecord(houseFor(parts, patient));
  };
  return {
    scopes: [],
    list: async (caller, patient) => await (await over(caller, patient)).list(caller, patient),
    candidates: async (caller, patient) => await (await over(caller, patient)).candidates(caller, patient),
    give: async (caller, patient, mandate) => (await over(caller, patient)).give(caller, patient, mandate),
    withdraw: async (caller, patient, id) => (await over(caller, patient)).withdraw(caller, patient, id),
  };
}

/** Permissions to share, for who manages the record. */
export function ownSharing(parts: ConsentParts): SharingPermissions {
  const over = async (caller: Caller, patient: string) => {
    await requireOwn(parts, caller, patient);
    const organizationNames = (references: readonly string[]) => parts.names.organizations(references);
    return sharingOverRecord({ ...houseFor(parts, patient), organizationNames }, SHARING_KINDS);
  };
  return {
    list: async (caller, patient) => (await over(caller, patient)).list(caller, patient),
    set: async (caller, patient, kind, answer) =>
      (await over(caller, patient)).set(caller, patient, kind, answer),
  };
}
