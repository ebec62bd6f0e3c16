import { describe, expect, it } from 'vitest';
import type { Principal } from '../principal.ts';
import { type PolicyTable, policyFaults } from './policy.ts';
import { rightsFor } from './rules.ts';
import { callerOf, scopeOf } from './scope-of.ts';

const POLICY: PolicyTable = {
  version: 'test',
  roles: [
    { code: 'nurse', name: { nl: 'n', en: 'n' }, kind: 'staff', emergency: true, marks: true },
    { code: 'patient', name: { nl: 'p', en: 'p' }, kind: 'patient' },
    { code: 'system', name: { nl: 's', en: 's' }, kind: 'system' },
    { code: 'editor', name: { nl: 'e', en: 'e' }, kind: 'staff' },
  ],
  rows: [
    {
      roles: ['nurse'],
      types: ['Observation', 'Goal'],
      may: ['read', 'search-type', 'update'],
      through: ['treatingTeam'],
    },
    { roles: ['nurse', 'system'], types: ['Organization'], may: ['read'], through: ['shared'] },
    { roles: ['nurse'], types: ['Observation'], may: ['read'], through: ['homeCare'], needsPermission: true },
    { roles: ['nurse'], types: ['Goal'], may: ['read'], through: ['treatingTeam'], labels: ['psychosocial'] },
    { roles: ['patient'], types: ['Observation'], may: ['read', 'search-type'], through: ['self'] },
  ],
  sharedTypes: ['Organization'],
  endAtDeath: ['self'],
};

const NURSE: Principal = {
  accountId: 'a1',
  kind: 'staff',
  name: 'A. (invented)',
  fhirUser: 'Practitioner/7',
  role: 'nurse',
  organization: 'Organization/3',
  secondFactor: true,
  clientId: 'web',
  scopes: ['user/*.cruds'],
};
const NOTHING = { kind: 'nothing' };

function rights(principal: Principal, interaction: 'read' | 'search-type' | 'update', type: string) {
  const scope = scopeOf(principal, POLICY);
  return scope.kind === 'rules' ? rightsFor(scope, interaction, type) : [];
}

describe('the scope of a principal', () => {
  it('is what the policy gives the role, through relations of the person and the organisation', () => {
    expect(scopeOf(NURSE, POLICY)).toMatchObject({
      kind: 'rules',
      policyVersion: 'test',
      actors: ['Practitioner/7', 'Organization/3'],
    });
    expect(rights(NURSE, 'read', 'Observation')).toMatchObject([
      { kinds: [2], kindsPermitted: [5], shared: false },
    ]);
    expect(rights(NURSE, 'read', 'Organization')).toMatchObject([{ shared: true, kinds: [] }]);
    expect(rights(NURSE, 'read', 'Patient')).toEqual([]);
  });

  it.each<[string, Partial<Principal>]>([
    ['an unknown role', { role: 'wizard' }],
    ['a role that no row names', { role: 'editor' }],
    ['a role of another kind of principal', { kind: 'patient' }],
    ['staff without a second factor', { secondFactor: false }],
    ['a token without scopes', { scopes: [] }],
    ['scopes that are none for resources', { scopes: ['openid', 'launch/patient', 'offline_access'] }],
    ['a scope that was understood in part', { scopes: ['user/Observation.rsx'] }],
    ['patient scopes without a patient', { scopes: ['patient/*.rs'] }],
    ['system scopes of a person', { scopes: ['system/*.rs'] }],
  ])('is nothing for %s', (_what, difference) => {
    expect(scopeOf({ ...NURSE, ...difference }, POLICY)).toEqual(NOTHING);
  });

  it('is nothing for a token that was given for something named: that has a rule of its own', () => {
    const system: Principal = { ...NURSE, kind: 'system', role: 'system', scopes: ['system/*.rs'] };
    expect(scopeOf(system, POLICY)).toMatchObject({ kind: 'rules' });
    expect(scopeOf({ ...system, authorizationBase: 'digest' }, POLICY)).toEqual(NOTHING);
  });

  it('is nothing for a system with the scopes of a person', () => {
    const system = { ...NURSE, kind: 'system', role: 'system' } as const;
    expect(scopeOf(system, POLICY)).toEqual(NOTHING);
    expect(scopeOf({ ...system, scopes: ['system/*.rs'] }, POLICY)).toMatchObject({ kind: 'rules' });
  });

  it('reaches one patient only when the launch named one', () => {
    const launched = scopeOf({ ...NURSE, launchPatient: 'p1', scopes: ['patient/*.rs'] }, POLICY);
    expect(launched).toMatchObject({ within: 'p1' });
    expect(scopeOf({ ...NURSE, launchPatient: 'p1' }, POLICY)).toMatchObject({ within: 'p1' });
  });

  it('is narrowed by the letters of the scopes', () => {
    const reading = { ...NURSE, scopes: ['user/Observation.r', 'user/Goal.s'] };
    expect(rights(reading, 'read', 'Observation')).toHaveLength(1);
    expect(rights(reading, 'search-type', 'Observation')).toEqual([]);
    expect(rights(reading, 'search-type', 'Goal')).toHaveLength(1);
    expect(rights(reading, 'update', 'Observation')).toEqual([]);
    expect(rights(reading, 'read', 'Organization')).toEqual([]);
    const v1 = { ...NURSE, scopes: ['user/Observation.write'] };
    expect(rights(v1, 'update', 'Observation')).toHaveLength(1);
    expect(rights(v1, 'read', 'Observation')).toEqual([]);
  });

  it('carries the criteria of granular scopes; two of them are two ways in', () => {
    const granular = {
      ...NURSE,
      scopes: ['user/Observation.rs?category=a&code=x', 'user/Observation.r?category=b'],
    };
    expect(rights(granular, 'read', 'Observation').map(({ where }) => where)).toEqual([
      ['category=a', 'code=x'],
      ['category=b'],
    ]);
    expect(rights(granular, 'search-type', 'Observation')).toHaveLength(1);
  });

  it('keeps what sees confidential notes apart from what does not', () => {
    expect(rights(NURSE, 'read', 'Goal').map(({ labels }) => labels)).toEqual([0, 2]);
  });

  it('marks what ends with the life of the patient', () => {
    const patient = { ...NURSE, kind: 'patient', role: 'patient', fhirUser: 'Patient/p1' } as const;
    expect(rights(patient, 'read', 'Observation')).toMatchObject([{ kinds: [], kindsInLife: [1] }]);
  });
});

describe('the log', () => {
  it('is told the relations that the caller works by', () => {
    expect(callerOf(NURSE, POLICY).ground).toBe('homeCare treatingTeam');
    const patient = { ...NURSE, kind: 'patient', role: 'patient', fhirUser: 'Patient/p1' } as const;
    expect(callerOf(patient, POLICY).ground).toBe('self');
    expect(callerOf({ ...NURSE, role: 'editor' }, POLICY)).not.toHaveProperty('ground');
  });
});

describe('an emergency', () => {
  const emergency = { patient: 'p9', reason: 'invented' };

  it('is carried by the caller of a role that may, for that one patient', () => {
    const caller = callerOf(NURSE, POLICY, { emergency });
    expect(caller).toMatchObject({
      id: 'Practitioner/7',
      emergency,
      ground: 'emergency',
      policyVersion: 'test',
    });
    expect(caller.scope).toMatchObject({ emergencyActor: 'Practitioner/7!p9' });
  });

  it('is not carried by a launch for another patient, nor by who may not', () => {
    expect(callerOf({ ...NURSE, launchPatient: 'p1' }, POLICY, { emergency })).not.toHaveProperty(
      'emergency',
    );
    const patient = { ...NURSE, kind: 'patient', role: 'patient' } as const;
    expect(callerOf(patient, POLICY, { emergency })).not.toHaveProperty('emergency');
  });
});

describe('a policy table', () => {
  const row = { roles: ['nurse'], types: ['Goal'], may: ['read'], through: ['self'] } as const;
  it.each([
    [{ ...row, roles: ['wizard'] }, 'names wizard'],
    [{ ...row, through: ['shared'] as const }, 'shares Goal'],
    [{ ...row, through: ['everyone'] as const, needsPermission: true as const }, 'no patient'],
    [{ ...row, needsPermission: true as const }, 'ends at death'],
    [{ ...row, may: [] }, 'says nothing'],
  ])('is refused where a row is wrong: %o', (wrong, fault) => {
    expect(policyFaults({ ...POLICY, rows: [wrong] })).toEqual([expect.stringContaining(fault)]);
  });
});
