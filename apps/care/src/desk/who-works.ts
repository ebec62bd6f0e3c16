import type { Caller } from '@caecilia/kernel';
import { POLICY } from '../access/policy.ts';

/** Roles of staff that may look for patients: the app is the place of their daily work. */
const WITH_PATIENTS: ReadonlySet<string> = new Set(
  POLICY.rows
    .filter(({ types, may }) => types.includes('Patient') && may.includes('search-type'))
    .flatMap(({ roles }) => roles)
    .filter((role) => POLICY.roles.some(({ code, kind }) => code === role && kind === 'staff')),
);

/** Local tools of a developer see everything, and so this too. Patients and carers have pages of their own. */
export function worksWithPatients({ role }: Pick<Caller, 'role'>): boolean {
  return WITH_PATIENTS.has(role) || role === 'developer';
}
