import { type Caller, callerOf } from '@caecilia/kernel';
import { POLICY } from '../../apps/care/src/access/policy.ts';

/** An invented person as the policy knows them: a role, and the resource they are. */
export function person(role: string, id: string = role): Caller {
  const kind = role === 'patient' ? 'patient' : 'staff';
  return callerOf(
    {
      accountId: id,
      kind,
      name: `${id} (invented)`,
      fhirUser: kind === 'patient' ? `Patient/${id}` : `Practitioner/${id}`,
      role,
      secondFactor: true,
      clientId: 'test',
      scopes: ['user/*.cruds'],
    },
    POLICY,
  );
}
