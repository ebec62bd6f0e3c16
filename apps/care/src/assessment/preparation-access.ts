import { PREPARATION_SYSTEMS } from '@caecilia/assessment';
import { type Caller, callerOf } from '@caecilia/kernel';
import type { Store } from '@caecilia/store';
import { type Duty, onDuty } from '../access/duty-scope.ts';
import { POLICY } from '../access/policy.ts';

const ANSWER = { type: 'QuestionnaireResponse', interaction: 'create' } as const;

/**
 * Whether somebody may answer for this patient at this moment. The row of the policy says it: the patient while they
 * live, and who represents them or has their mandate.
 */
export const mayPrepare = ({ store }: { readonly store: Store }) =>
  async function may(caller: Caller, patientId: string): Promise<boolean> {
    return (
      (caller.role === 'patient' || caller.role === 'carer') &&
      (await store.stillAllowed(caller, patientId, ANSWER))
    );
  };

/** The caller on the duty of their own preparations. */
export const onPreparation = (caller: Caller, patientId: string, taskIds: readonly string[]): Caller =>
  onDuty(caller, duty(caller, patientId, taskIds));

/**
 * No role at home writes a Task or an Observation, and a carer does not see what is kept from the patient: their own
 * answers are. This duty reaches Tasks that carry the caller as who is asked, and what carries one of these Tasks.
 */
function duty({ id }: Caller, patient: string, taskIds: readonly string[]): Duty {
  const { preparation, preparationFor } = PREPARATION_SYSTEMS;
  const sent = taskIds.map((taskId) => `${preparation}|${taskId}`).join(',');
  return {
    ground: 'ownPreparation',
    patient,
    rules: [
      {
        types: ['Task'],
        may: ['read', 'search-type', 'update'],
        where: `identifier=${preparationFor}|${id}`,
      },
      ...(taskIds.length === 0
        ? []
        : [
            {
              types: ['QuestionnaireResponse', 'Observation'],
              may: ['read', 'search-type', 'create', 'update'] as const,
              where: `identifier=${sent}`,
              labels: ['unreleased'] as const,
            },
          ]),
    ],
  };
}

/**
 * Whether somebody close could open it with a sign-in of their own: they represent the patient or have a mandate. For
 * the others there is paper. Nothing is read; the relations are asked.
 */
export async function couldPrepareAtHome(
  { store }: { readonly store: Store },
  patientId: string,
  person: string,
): Promise<boolean> {
  const role = person.startsWith('Patient/') ? 'patient' : 'carer';
  const caller = callerOf(
    {
      accountId: person,
      name: '',
      role,
      kind: role,
      fhirUser: person,
      secondFactor: true,
      scopes: ['user/*.cruds'],
      clientId: 'preparation',
    },
    POLICY,
  );
  return await store.stillAllowed(caller, patientId, ANSWER);
}
