import type { FhirResource } from '@caecilia/fhir';
import { describe, expect, it } from 'vitest';
import { labelsOf, relationsOf } from './relations.ts';

const PATIENT = { reference: 'Patient/p' };
const NURSE = { reference: 'Practitioner/n' };
const CLINIC = { reference: 'Organization/c' };
const coded = (system: string, code: string) => ({ coding: [{ system, code }] });

/** `kind actor from..until` of each relation. */
function facts(resource: FhirResource): string[] {
  return relationsOf(resource).map(({ patient, kind, actor, starts = '', ends = '' }) => {
    expect(patient).toBe('p');
    return `${kind} ${actor} ${starts}..${ends}`;
  });
}

describe('a patient', () => {
  it('has their own record, general practitioners and a holder, and lives', () => {
    const patient = {
      resourceType: 'Patient',
      id: 'p',
      managingOrganization: CLINIC,
      generalPractitioner: [NURSE],
    };
    expect(facts(patient)).toEqual([
      'living  ..',
      'self Patient/p ..',
      'holder Organization/c ..',
      'generalPractitioner Practitioner/n ..',
    ]);
  });

  it.each([
    [{ deceasedBoolean: true }, []],
    [{ deceasedDateTime: 'unreadable' }, []],
    [{ deceasedBoolean: false }, ['living  ..']],
    [{ deceasedDateTime: '2026-03-01T10:00:00+01:00' }, ['living  ..2026-03-01T09:00:00.000Z']],
    [{ deceasedDateTime: '2026-03-01' }, ['living  ..2026-02-28T23:00:00.000Z']],
  ])('who died lives no longer: %o', (died, living) => {
    const found = facts({ resourceType: 'Patient', id: 'p', ...died });
    expect(found.filter((fact) => fact.startsWith('living'))).toEqual(living);
  });
});

describe('a care team', () => {
  const team = (difference: object = {}): FhirResource => ({
    resourceType: 'CareTeam',
    status: 'active',
    subject: PATIENT,
    period: { start: '2026-01-01', end: '2026-06-30' },
    participant: [{ member: NURSE, period: { end: '2026-02' } }, { member: CLINIC }, { member: PATIENT }],
    ...difference,
  });

  it('treats, each member for as long as the team and the member last, days inclusive', () => {
    expect(facts(team())).toEqual([
      'treatingTeam Practitioner/n 2025-12-31T23:00:00.000Z..2026-02-28T23:00:00.000Z',
      'treatingTeam Organization/c 2025-12-31T23:00:00.000Z..2026-06-30T22:00:00.000Z',
    ]);
  });

  it('of home care is home care', () => {
    const category = [coded('http://loinc.org', 'LA28866-4')];
    expect(facts(team({ category }))[0]).toMatch(/^homeCare /);
  });

  it.each([
    { status: 'proposed' },
    { status: 'inactive' },
    { status: undefined },
    { subject: { reference: 'Group/g' } },
    { subject: { reference: 'http://elsewhere.example/fhir/Patient/p' } },
    { period: { end: 'soon' } },
    { category: [coded('http://loinc.org', 'LA27980-4')] },
    { participant: [{ member: { reference: 'Practitioner/n!p' } }, { member: { reference: '#n' } }] },
  ])('that is not in force, or cannot be read, opens nothing: %o', (difference) => {
    expect(facts(team(difference))).toEqual([]);
  });
});

describe('an episode of care', () => {
  const episode = (difference: object = {}): FhirResource => ({
    resourceType: 'EpisodeOfCare',
    status: 'active',
    patient: PATIENT,
    managingOrganization: CLINIC,
    ...difference,
  });
  it.each([
    [coded('http://snomed.info/sct', '385763009'), ['hospiceStay']],
    [coded('urn:caecilia:care-relation', 'home-care'), ['homeCare']],
    [coded('urn:caecilia:care-relation', 'consultation'), ['consultation']],
    [coded('urn:x', 'y'), ['treatingTeam', 'homeCare', 'hospiceStay']],
  ])('is of its type: %o', (type, kinds) => {
    expect(facts(episode({ type: [type] }))).toEqual(kinds.map((kind) => `${kind} Organization/c ..`));
  });
  it.each(['planned', 'waitlist', 'finished', 'cancelled', 'entered-in-error'])(
    'that is %s opens nothing',
    (status) => {
      expect(facts(episode({ status }))).toEqual([]);
    },
  );
});

describe('a stay, a request and a representative', () => {
  it('open what they say while they last', () => {
    const stay = {
      resourceType: 'Encounter',
      status: 'in-progress',
      subject: PATIENT,
      serviceProvider: CLINIC,
      type: [coded('http://snomed.info/sct', '385763009')],
    };
    expect(facts(stay)).toEqual(['hospiceStay Organization/c ..']);
    expect(facts({ ...stay, status: 'finished' })).toEqual([]);
    expect(facts({ ...stay, type: [] })).toEqual([]);
    const request = {
      resourceType: 'ServiceRequest',
      status: 'active',
      subject: PATIENT,
      code: coded('http://snomed.info/sct', '11429006'),
      performer: [NURSE, CLINIC],
    };
    expect(facts(request)).toEqual(['consultation Practitioner/n ..', 'consultation Organization/c ..']);
    expect(facts({ ...request, status: 'completed' })).toEqual([]);
    expect(facts({ ...request, doNotPerform: true })).toEqual([]);
    expect(facts({ ...request, intent: 'order' })).toHaveLength(2);
    expect(facts({ ...request, intent: 'proposal' })).toEqual([]);
    expect(facts({ ...request, intent: 'plan' })).toEqual([]);
    const mentor = {
      resourceType: 'RelatedPerson',
      id: 'm',
      patient: PATIENT,
      relationship: [coded('urn:oid:2.16.840.1.113883.2.4.3.11.22.472', '15')],
    };
    expect(facts(mentor)).toEqual(['representative RelatedPerson/m ..']);
    expect(facts({ ...mentor, active: false })).toEqual([]);
    expect(
      facts({ ...mentor, relationship: [coded('urn:oid:2.16.840.1.113883.2.4.3.11.22.472', '01')] }),
    ).toEqual([]);
  });
});

describe('a consent', () => {
  const SCOPE = 'http://terminology.hl7.org/CodeSystem/consentscope';
  const consent = (scope: string, difference: object = {}): FhirResource => ({
    resourceType: 'Consent',
    status: 'active',
    scope: coded(SCOPE, scope),
    patient: PATIENT,
    provision: { type: 'permit', actor: [{ reference: CLINIC }] },
    ...difference,
  });

  it('to share is a permission for an organisation or a kind of organisation, or a mandate for who is close', () => {
    expect(facts(consent('patient-privacy'))).toEqual(['permission Organization/c ..']);
    const kind = {
      role: coded('urn:caecilia:organization-type', '0100'),
      reference: { display: 'huisartsen' },
    };
    const close = { reference: { reference: 'RelatedPerson/d' } };
    const provision = { type: 'permit', period: { end: '2026-12-31' }, actor: [kind, close] };
    expect(facts(consent('patient-privacy', { provision }))).toEqual([
      'permission organization-type|0100 ..2026-12-31T23:00:00.000Z',
      'carer RelatedPerson/d ..2026-12-31T23:00:00.000Z',
    ]);
  });

  it('that denies is an objection, also when its end cannot be read', () => {
    const provision = { type: 'deny', period: { end: 'never' }, actor: [{ reference: CLINIC }] };
    expect(facts(consent('patient-privacy', { provision }))).toEqual(['objection Organization/c ..']);
  });

  it('to research is not one to share', () => {
    expect(facts(consent('research'))).toEqual(['researchConsent Organization/c ..']);
  });

  it.each(['treatment', 'adr'])('that is a directive (%s) opens nothing', (scope) => {
    expect(facts(consent(scope))).toEqual([]);
    expect(facts(consent(scope, { provision: { type: 'deny', actor: [{ reference: CLINIC }] } }))).toEqual(
      [],
    );
  });

  it.each([
    [
      'two scopes',
      { scope: { coding: [...coded(SCOPE, 'treatment').coding, ...coded(SCOPE, 'patient-privacy').coding] } },
    ],
    ['a scope of another system', { scope: coded('urn:x', 'patient-privacy') }],
    ['words for a scope', { scope: { text: 'patient-privacy' } }],
    ['another status', { status: 'proposed' }],
    [
      'a condition',
      { provision: { type: 'permit', actor: [{ reference: CLINIC }], purpose: [{ code: 'TREAT' }] } },
    ],
    [
      'a nested provision',
      { provision: { type: 'permit', actor: [{ reference: CLINIC }], provision: [{ type: 'deny' }] } },
    ],
    ['no one named', { provision: { type: 'permit' } }],
    ['no type', { provision: { actor: [{ reference: CLINIC }] } }],
    ['another patient’s server', { patient: { reference: 'http://elsewhere.example/Patient/p' } }],
  ])('with %s opens nothing', (_what, difference) => {
    expect(facts(consent('patient-privacy', difference))).toEqual([]);
  });
});

describe('confidential notes', () => {
  const note = (...security: object[]) =>
    labelsOf({ resourceType: 'Observation', meta: { security } } as FhirResource);
  it('are told by their labels; one that is not known here hides them', () => {
    const system = 'urn:caecilia:confidentiality';
    expect(note({ system, code: 'spiritual-care' }, { system, code: 'psychosocial' })).toEqual([
      'spiritual-care',
      'psychosocial',
    ]);
    expect(note({ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'PSYTHPN' })).toEqual([
      'psychosocial',
    ]);
    expect(note({ system, code: 'unreleased' })).toEqual(['unreleased']);
    expect(note({ system, code: 'later' })).toEqual(['unknown']);
    expect(note({ system: 'urn:x', code: 'spiritual-care' })).toEqual([]);
    expect(labelsOf({ resourceType: 'Observation' })).toEqual([]);
  });
});
