import type { Caller, RecordSession } from '@caecilia/kernel';
import type { Store } from '@caecilia/store';
import { onDuty } from '../../access/duty-scope.ts';
import { DIRECTIVE } from '../../access/policy.ts';
import { VIEW } from '../../access/policy-types.ts';
import { PLAN_PARTS } from '../../conversation/may-record.ts';

/**
 * The record of one patient for taking over a plan, whole or not at all: its parts are of many types, and no role writes
 * them all. Whoever may record what was agreed with this patient may take over what was agreed elsewhere; of Consents it
 * reaches directives only, so that a permission to share is never taken over.
 */
export function takingOf(store: Store, caller: Caller, patient: string): RecordSession {
  const duty = onDuty(caller, {
    ground: 'planFromElsewhere',
    patient,
    rules: [
      { types: ['Patient', 'CareTeam'], may: VIEW },
      { types: ['Practitioner', 'PractitionerRole', 'Organization', 'HealthcareService'], may: VIEW },
      { types: ['Consent'], may: [...VIEW, 'create', 'update'], where: DIRECTIVE },
      { types: PLAN_PARTS, may: [...VIEW, 'create', 'update'] },
      { types: ['Provenance'], may: [...VIEW, 'create'] },
    ],
  });
  return store.session(duty);
}
