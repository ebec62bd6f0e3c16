import type { FhirResource } from '@caecilia/fhir';
import { describe, expect, it } from 'vitest';
import {
  isThereDuring,
  readMember,
  unavailableAt,
  withAbsence,
  withoutAbsence,
  writeMember,
} from './members.ts';
import { ON_CALL_ROLES, roleConcept, rolesIn, TEAM_ROLES } from './roles.ts';

const HERE = 'Europe/Amsterdam';
const at = (instant: string) => Date.parse(instant);
const base: FhirResource = {
  resourceType: 'PractitionerRole',
  id: 'invented',
  practitioner: { reference: 'Practitioner/invented', display: 'Verzonnen' },
  code: [{ coding: [{ system: 'urn:other', code: 'kept' }] }],
  healthcareService: [{ reference: 'HealthcareService/other' }],
  period: { start: '2026-01-01', end: '2026-12-31' },
};
const role = writeMember(base, ['consult-nurse'], 'HealthcareService/team');
const memberIn = (resource: FhirResource) => {
  const member = readMember(resource, 3, HERE);
  if (member === undefined) throw new Error('this is a member');
  return member;
};

describe('the roles of a team', () => {
  it('keep the code of the house beside a published one, where the Dutch standard names the profession', () => {
    expect(roleConcept('spiritual-care-worker')).toEqual({
      coding: [
        { system: 'urn:caecilia:team-role', code: 'spiritual-care-worker' },
        expect.objectContaining({ code: '100002', display: 'Geestelijk verzorger' }),
      ],
    });
    expect(roleConcept('social-worker')).toEqual({
      coding: [{ system: 'urn:caecilia:team-role', code: 'social-worker' }],
    });
    expect(rolesIn(TEAM_ROLES.map(roleConcept))).toEqual(TEAM_ROLES);
  });

  it('are not guessed from a profession: a nurse of the ward is not in the team', () => {
    const profession = { system: 'http://fhir.nl/fhir/NamingSystem/uzi-rolcode', code: '30.000' };
    expect(readMember({ ...base, code: [{ coding: [profession] }] }, 1, HERE)).toBeUndefined();
  });

  it('are called day and night, but for the secretary and the researcher', () => {
    expect(TEAM_ROLES.filter((each) => !ON_CALL_ROLES.some((called) => called === each))).toEqual([
      'team-secretary',
      'researcher',
    ]);
  });
});

describe('a member of the team', () => {
  it('is a PractitionerRole that keeps its other codes and services', () => {
    expect(role.code).toContainEqual({ coding: [{ system: 'urn:other', code: 'kept' }] });
    expect(role.healthcareService).toEqual([
      { reference: 'HealthcareService/other' },
      { reference: 'HealthcareService/team' },
    ]);
    expect(writeMember(role, ['consult-nurse'], 'HealthcareService/team')).toEqual(role);
    expect(memberIn(role)).toMatchObject({ roles: ['consult-nurse'], name: 'Verzonnen', versionId: 3 });
  });

  it('can be called on the last day here, and not a minute later', () => {
    const member = memberIn(role);
    expect(unavailableAt(member, at('2026-12-31T22:59:59Z'))).toBeUndefined();
    expect(unavailableAt(member, at('2026-12-31T23:00:00Z'))).toBe('left');
    expect(unavailableAt(member, at('2025-12-31T22:59:59Z'))).toBe('left');
  });

  it('cannot be called where the entry is not in use, says not who it is, or has a period that cannot be read', () => {
    const now = at('2026-06-01T12:00:00Z');
    const { practitioner: _, ...nobody } = role;
    for (const unfit of [{ ...role, active: false }, nobody, { ...role, period: { end: 'soon' } }])
      expect(unavailableAt(memberIn(unfit), now)).toBe('left');
    expect(unavailableAt(undefined, now)).toBe('left');
  });

  it('is away from the begin of an absence up to its end, without a reason in the record', () => {
    const absence = { from: at('2026-06-01T06:00:00Z'), until: at('2026-06-03T06:00:00Z') };
    const away = withAbsence(role, absence);
    expect(away.notAvailable).toEqual([
      {
        description: 'afwezig',
        during: { start: '2026-06-01T06:00:00.000Z', end: '2026-06-03T05:59:59.999Z' },
      },
    ]);
    const member = memberIn(away);
    expect(member.absences).toEqual([absence]);
    expect(unavailableAt(member, absence.from)).toBe('away');
    expect(unavailableAt(member, absence.until)).toBeUndefined();
    expect(isThereDuring(member, { from: absence.until, until: absence.until + 60_000 })).toBe(true);
    expect(isThereDuring(member, { from: absence.from - 60_000, until: absence.from + 60_000 })).toBe(false);
    expect(withoutAbsence(away, absence)).toEqual(role);
    expect(withoutAbsence(role, absence)).toBeUndefined();
  });

  it('is not relied on while an absence cannot be read', () => {
    const unclear = { ...role, notAvailable: [{ description: 'x', during: { start: 'soon' } }] };
    expect(unavailableAt(memberIn(unclear), at('2026-06-01T12:00:00Z'))).toBe('away');
  });
});
