import type { Caller, Principal, Standing } from '@caecilia/kernel';
import { POLICY } from '../apps/care/src/access/policy.ts';
import { KnownCallers } from '../apps/care/src/identity/known-callers.ts';
import { TREATING_ORGANIZATION } from './invented-records.ts';

/** A nurse of the hospital that treats every patient of the measurement, signed in with two factors. */
const NURSE: Principal = {
  accountId: 'bench-nurse',
  kind: 'staff',
  name: 'Nurse of the measurement (invented)',
  fhirUser: 'Practitioner/bench-nurse',
  role: 'consult-nurse',
  organization: TREATING_ORGANIZATION,
  secondFactor: true,
  clientId: 'bench',
  scopes: ['user/*.cruds'],
};

/** What the house remembers of her for twenty seconds. */
const STANDING: Standing = { actors: ['PractitionerRole/bench-nurse'], organizationTypes: ['V4'] };

/** A caller of each request, made as the house makes them: by the policy table, with relations asked of the database. */
export function ruledCallers(): () => Caller {
  const known = new KnownCallers(POLICY);
  return () => ({ ...known.of(NURSE, STANDING), address: '127.0.0.1' });
}

/** The same without limit, for what the rules cost. */
export function unlimitedCallers(): () => Caller {
  const caller: Caller = { id: 'Practitioner/bench', role: 'bench', scope: { kind: 'everything' } };
  return () => ({ ...caller, address: '127.0.0.1' });
}
