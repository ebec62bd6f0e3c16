import { callerOf, type Principal } from '@caecilia/kernel';
import { describe, expect, it } from 'vitest';
import { POLICY } from '../access/policy.ts';
import { KnownCallers } from './known-callers.ts';

const NURSE: Principal = {
  accountId: 'nurse',
  kind: 'staff',
  name: 'Nurse (invented)',
  fhirUser: 'Practitioner/nurse',
  role: 'consult-nurse',
  organization: 'Organization/hospital',
  secondFactor: true,
  clientId: 'web',
  scopes: ['user/*.rs'],
};

describe('a caller that is remembered', () => {
  it('is what the policy makes of principal and standing, with one scope for all requests', () => {
    const known = new KnownCallers(POLICY);
    const standing = { actors: ['PractitionerRole/nurse'] };
    const first = known.of(NURSE, standing);
    expect(first).toEqual(callerOf(NURSE, POLICY, standing));
    expect(known.of({ ...NURSE }, standing).scope).toBe(first.scope);
  });

  it('is another one after anything of the principal or the standing changed', () => {
    const known = new KnownCallers(POLICY);
    const standing = {};
    const { scope } = known.of(NURSE, standing);
    expect(scope.kind).toBe('rules');
    expect(known.of({ ...NURSE, secondFactor: false }, standing).scope).toEqual({ kind: 'nothing' });
    expect(known.of({ ...NURSE, scopes: [] }, standing).scope).toEqual({ kind: 'nothing' });
    expect(known.of({ ...NURSE, launchPatient: 'anna' }, standing).scope).toMatchObject({ within: 'anna' });
    const elsewhere = known.of({ ...NURSE, organization: 'Organization/other' }, standing).scope;
    expect(elsewhere).toMatchObject({ actors: ['Practitioner/nurse', 'Organization/other'] });
    expect(known.of(NURSE, { actors: ['PractitionerRole/new'] }).scope).toMatchObject({
      actors: ['Practitioner/nurse', 'Organization/hospital', 'PractitionerRole/new'],
    });
  });
});
