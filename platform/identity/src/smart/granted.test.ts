import { describe, expect, it } from 'vitest';
import { type GrantLimits, grantedScopes, grantedToService } from './granted.ts';

const ALL: GrantLimits = {
  client: [
    'openid',
    'fhirUser',
    'launch',
    'launch/patient',
    'offline_access',
    'online_access',
    'patient/*.cruds',
    'user/*.cruds',
  ],
  role: ['offline_access', 'user/*.cruds', 'patient/*.cruds'],
  clinical: true,
  patient: true,
  launch: true,
};

describe('what is granted', () => {
  it('is what client, role and person all allow', () => {
    const limits = {
      ...ALL,
      client: ['openid', 'user/Observation.rs', 'user/Condition.r'],
      role: ['user/Observation.cruds', 'user/Condition.cruds'],
      agreed: ['openid', 'user/Observation.rs'],
    };
    expect(grantedScopes(['openid', 'user/*.cruds'], limits)).toEqual(['openid', 'user/Observation.rs']);
  });

  it('keeps the criteria of the request, the client and the role together', () => {
    const limits = { ...ALL, client: ['user/Observation.rs?category=laboratory'], role: ['user/*.rs'] };
    expect(grantedScopes(['user/Observation.rs?status=final'], limits)).toEqual([
      'user/Observation.rs?status=final&category=laboratory',
    ]);
  });

  it('is answered in the form of SMART 1.0 where it was asked for so', () => {
    expect(grantedScopes(['patient/*.read', 'user/Observation.*'], ALL)).toEqual([
      'patient/*.read',
      'user/Observation.*',
    ]);
  });

  it('has nothing that was not asked for', () => {
    expect(grantedScopes([], ALL)).toEqual([]);
    expect(grantedScopes(['openid'], ALL)).toEqual(['openid']);
  });

  it('has no scope for a patient without a patient', () => {
    const limits = { ...ALL, patient: false };
    expect(grantedScopes(['launch/patient', 'patient/*.rs', 'user/*.rs'], limits)).toEqual(['user/*.rs']);
  });

  it('has no scope for the record for staff without a second factor', () => {
    const limits = { ...ALL, clinical: false };
    expect(grantedScopes(['openid', 'fhirUser', 'patient/*.rs', 'user/*.rs'], limits)).toEqual([
      'openid',
      'fhirUser',
    ]);
  });

  it('goes beyond the sign-in only where the role may give that', () => {
    expect(grantedScopes(['offline_access'], { ...ALL, role: ['user/*.rs'] })).toEqual([]);
  });

  it('is never a system scope for a person', () => {
    const limits = { ...ALL, client: ['system/*.rs'], role: ['system/*.rs'] };
    expect(grantedScopes(['system/*.rs', 'nonsense', 'patient/Observation.sr'], limits)).toEqual([]);
  });

  it('is less where the person takes something away', () => {
    const agreed = ['patient/Observation.rs'];
    expect(grantedScopes(['openid', 'launch/patient', 'patient/*.rs'], { ...ALL, agreed })).toEqual([
      'openid',
      'patient/Observation.rs',
    ]);
  });
});

describe('what a service is granted', () => {
  it('is the part of its wish that it was registered for', () => {
    const registered = ['system/Patient.r', 'system/Observation.rs?category=laboratory'];
    expect(grantedToService(['system/*.rs', 'user/*.rs', 'openid'], registered)).toEqual([
      'system/Observation.rs?category=laboratory',
      'system/Patient.r',
    ]);
    expect(grantedToService(['system/Condition.rs'], registered)).toEqual([]);
  });
});
