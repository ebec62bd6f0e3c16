import { type Caller, callerOf, type Principal } from '@caecilia/kernel';
import { POLICY } from '../access/policy.ts';

/** Somebody invented, as the policy of the house knows them: a role, who they are, and for which organisation. */
export function person(
  role: string,
  fhirUser = `Practitioner/${role}`,
  organization?: string,
  more: Partial<Principal> = {},
): Caller {
  const kind = POLICY.roles.find(({ code }) => code === role)?.kind ?? 'staff';
  return callerOf(
    {
      accountId: `account.${fhirUser.replace('/', '.')}`,
      kind,
      name: `${role} (invented)`,
      fhirUser,
      role,
      secondFactor: true,
      clientId: 'test',
      scopes: ['user/*.cruds'],
      ...(organization === undefined ? {} : { organization }),
      ...more,
    },
    POLICY,
  );
}
