import type { Caller } from '@caecilia/kernel';
import type { Store } from '@caecilia/store';
import { DIRECTIVE, POLICY } from '../access/policy.ts';

/** What a care plan is written in, beside directives. */
export const PLAN_PARTS = [
  'RelatedPerson',
  'Goal',
  'Device',
  'DeviceUseStatement',
  'Observation',
  'Procedure',
  'Encounter',
  'CommunicationRequest',
  'Communication',
  'QuestionnaireResponse',
];

/** Roles that create resources of a type on one condition of the policy; without one, on none. */
const creating = (type: string, on?: string): ReadonlySet<string> =>
  new Set(
    POLICY.rows
      .filter(({ types, may, where }) => types.includes(type) && may.includes('create') && where === on)
      .flatMap(({ roles }) => roles),
  );

/** Who writes directives; a permission to share stands under another condition. */
export const RECORDING = creating('Consent', DIRECTIVE);

/** Of those, who also writes goals of the patients whom they treat. A general practitioner only sees them. */
const WRITING_GOALS = creating('Goal');

/**
 * Whether somebody may record what was agreed with this patient, at this moment. A row with a condition cannot be asked
 * without the resource; a goal stands in the same relation as a directive: who writes directives either writes goals or,
 * from outside, sees them by the same permission. An emergency opens the record for reading only.
 */
export const mayRecordIn = (store: Pick<Store, 'stillAllowed'>) =>
  async function mayRecord(caller: Caller, patientId: string): Promise<boolean> {
    if (!RECORDING.has(caller.role) || caller.emergency !== undefined) return false;
    const interaction = WRITING_GOALS.has(caller.role) ? 'create' : 'search-type';
    return await store.stillAllowed(caller, patientId, { type: 'Goal', interaction });
  };
