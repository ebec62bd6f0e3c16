import type { ClosedBecause, RecordPart } from '@caecilia/careplan';
import type { AccessInteraction, Caller } from '@caecilia/kernel';
import type { Store } from '@caecilia/store';
import { seesRota } from '@caecilia/team';
import { POLICY } from '../access/policy.ts';

interface Right {
  readonly type: string;
  readonly interaction: AccessInteraction;
}

/** What stands for each part of the page: who may search it sees it. */
const RIGHTS: Readonly<Record<Exclude<RecordPart, 'team'>, Right>> = {
  plan: { type: 'Goal', interaction: 'search-type' },
  versions: { type: 'Consent', interaction: 'history-instance' },
  symptoms: { type: 'CarePlan', interaction: 'search-type' },
  ready: { type: 'MedicationRequest', interaction: 'search-type' },
  contacts: { type: 'Encounter', interaction: 'search-type' },
  careTeam: { type: 'CareTeam', interaction: 'search-type' },
  tasks: { type: 'Task', interaction: 'search-type' },
};

/** Whether the policy gives this role the right at all, for some patient, apart from an emergency. */
function isOfRole(role: string, { type, interaction }: Right): boolean {
  return POLICY.rows.some(
    ({ roles, types, may, through, where }) =>
      roles.includes(role) &&
      types.includes(type) &&
      may.includes(interaction) &&
      where === undefined &&
      !through.every((ground) => ground === 'emergency'),
  );
}

/** Asks the access rule of each part, and says of a closed one whether the role or the patient's permission closes it. */
export function openingIn(store: Pick<Store, 'stillAllowed'>) {
  return async (caller: Caller, patientId: string, part: RecordPart): Promise<'open' | ClosedBecause> => {
    if (part === 'team') return seesRota(caller) ? 'open' : 'role';
    const right = RIGHTS[part];
    if (await store.stillAllowed(caller, patientId, right)) return 'open';
    return isOfRole(caller.role, right) ? 'permission' : 'role';
  };
}
