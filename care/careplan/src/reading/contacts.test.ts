import type { FhirResource } from '@caecilia/fhir';
import { describe, expect, it } from 'vitest';
import { PATIENT_ID, patient, planOf } from '../testing/record.ts';

const VEKTIS = 'urn:oid:2.16.840.1.113883.2.4.3.11.22.472';
const roles = (...codes: string[]) => codes.map((code) => ({ coding: [{ system: VEKTIS, code }] }));
const phone = (value: string, more: object = {}) => ({ system: 'phone', value, ...more });
const person = (id: string, elements: object): FhirResource => ({
  resourceType: 'RelatedPerson',
  id,
  patient: { reference: `Patient/${PATIENT_ID}` },
  name: [{ text: id }],
  ...elements,
});
const contactsOf = (...given: readonly FhirResource[]) => planOf(given).contacts;

describe('people to call', () => {
  it('stand in the order in which they decide: representative, first contact, others', () => {
    const found = contactsOf(
      person('other', {}),
      person('first', { relationship: roles('01') }),
      person('legal', { relationship: roles('24') }),
    );
    expect(found.map(({ name }) => name)).toEqual(['legal', 'first', 'other']);
  });

  it('carry their numbers as they were recorded, by rank, and as they can be dialled', () => {
    const telecom = [
      phone('000-555 01 13', { rank: 2 }),
      phone('+31 (0)00 555 0114', { rank: 1 }),
      { system: 'email', value: 'a@voorbeeld.example' },
    ];
    expect(contactsOf(person('a', { telecom }))[0]).toMatchObject({
      phones: [
        { number: '+31 (0)00 555 0114', dial: '+310005550114' },
        { number: '000-555 01 13', dial: '0005550113' },
      ],
      emails: ['a@voorbeeld.example'],
    });
  });

  it('lose numbers that are old or whose period has ended', () => {
    const telecom = [
      phone('1', { use: 'old' }),
      phone('2', { period: { end: '2026-11-20' } }),
      phone('3', { period: { end: '2026-11-21' } }),
    ];
    expect(contactsOf(person('a', { telecom }))[0]?.phones.map(({ number }) => number)).toEqual(['3']);
  });

  it('are listed without a number too: who decides must be known', () => {
    expect(contactsOf(person('legal', { relationship: roles('24') }))).toMatchObject([
      { name: 'legal', phones: [], legalRepresentative: true },
    ]);
  });

  it.each([
    ['inactive', { active: false }],
    ['no longer in the relation', { period: { end: '2020-01-01' } }],
    ['of another patient', { patient: { reference: 'Patient/x' } }],
  ])('are not those who are %s', (_sentence, elements) => {
    expect(contactsOf(person('a', elements))).toEqual([]);
  });

  it('claim no role under a modifier that is not known', () => {
    const found = contactsOf(
      person('a', { relationship: roles('24'), modifierExtension: [{ url: 'https://example.org/x' }] }),
    );
    expect(found).toMatchObject([{ name: 'a', roles: [], legalRepresentative: false }]);
  });

  it('keep roles and relations that the standard does not list, in their own words', () => {
    expect(contactsOf(person('a', { relationship: [{ text: 'buurvrouw van boven' }] }))[0]?.roles).toEqual([
      'buurvrouw van boven',
    ]);
  });

  it('on the Patient and as RelatedPerson are one, with the numbers of both', () => {
    const link = {
      url: 'http://hl7.org/fhir/StructureDefinition/patient-relatedPerson',
      valueReference: { reference: 'RelatedPerson/a' },
    };
    const who = {
      ...patient,
      contact: [
        { extension: [link], name: { text: 'a' }, telecom: [phone('1'), phone('2')] },
        { name: { text: 'los' }, telecom: [phone('3')] },
      ],
    };
    const found = planOf([person('a', { telecom: [phone('1')] })], undefined, who).contacts;
    expect(found.map(({ name, phones }) => [name, phones.map(({ number }) => number)])).toEqual([
      ['a', ['1', '2']],
      ['los', ['3']],
    ]);
  });
});

const role = (id: string, elements: object): FhirResource => ({
  resourceType: 'PractitionerRole',
  id,
  ...elements,
});
const team = (...ids: string[]): FhirResource => ({
  resourceType: 'CareTeam',
  id: 'team',
  status: 'active',
  subject: { reference: `Patient/${PATIENT_ID}` },
  participant: ids.map((id) => ({ member: { reference: `PractitionerRole/${id}` } })),
});

describe('professionals to call', () => {
  it('are reached by the number of the role, else of the person, else of the organisation', () => {
    const practitioner = {
      resourceType: 'Practitioner',
      id: 'p',
      name: [{ text: 'dr. V. Verzonnen' }],
      telecom: [phone('2')],
    };
    const organization = { resourceType: 'Organization', id: 'o', name: 'Praktijk', telecom: [phone('3')] };
    const found = contactsOf(
      practitioner,
      organization,
      role('own', { practitioner: { reference: 'Practitioner/p' }, telecom: [phone('1')] }),
      role('person', { practitioner: { reference: 'Practitioner/p' } }),
      role('organisation', { organization: { reference: 'Organization/o' } }),
      team('own', 'person', 'organisation'),
    );
    expect(found.map(({ name, phones }) => [name, phones[0]?.number])).toEqual([
      ['dr. V. Verzonnen', '1'],
      ['dr. V. Verzonnen', '2'],
      ['Praktijk', '3'],
    ]);
  });

  it('without a number are not listed', () => {
    expect(contactsOf(role('silent', {}), team('silent'))).toEqual([]);
  });

  it.each(['patient-privacy', 'research'])('are not made of who a Consent to %s names', (scope) => {
    const sharing = {
      resourceType: 'Consent',
      id: 'sharing',
      status: 'active',
      scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: scope }] },
      patient: { reference: `Patient/${PATIENT_ID}` },
      provision: { type: 'permit', actor: [{ reference: { reference: 'PractitionerRole/a' } }] },
    };
    expect(contactsOf(role('a', { telecom: [phone('1')] }), sharing)).toEqual([]);
  });

  it('of a team that has ended are not listed', () => {
    expect(contactsOf(role('a', { telecom: [phone('1')] }), { ...team('a'), status: 'inactive' })).toEqual(
      [],
    );
  });

  it.each([
    ['Saturday 02.40', '2026-11-21T01:40:00Z', true],
    ['Friday 16.59', '2026-11-20T15:59:00Z', false],
    ['Friday 17.00', '2026-11-20T16:00:00Z', true],
    ['Saturday 08.00, after the night that began on Friday', '2026-11-21T07:00:00Z', false],
    ['Sunday 02.00, when no night began on Saturday', '2026-11-22T01:00:00Z', false],
  ])('whose hours run past midnight from Monday to Friday: %s', (_moment, now, reachableNow) => {
    const availableTime = [
      {
        daysOfWeek: ['mon', 'tue', 'wed', 'thu', 'fri'],
        availableStartTime: '17:00:00',
        availableEndTime: '08:00:00',
      },
    ];
    const post = role('post', {
      organization: { display: 'Spoedpost' },
      telecom: [phone('1')],
      availableTime,
    });
    expect(planOf([post, team('post')], new Date(now)).contacts[0]?.reachableNow).toBe(reachableNow);
  });

  it('are always there when every day is a whole day, and of unknown hours when none were recorded', () => {
    const always = role('a', { telecom: [phone('1')], availableTime: [{ allDay: true }] });
    const unknown = role('b', { telecom: [phone('2')] });
    expect(contactsOf(always, unknown, team('a', 'b')).map(({ hours }) => hours)).toEqual([
      'always',
      undefined,
    ]);
  });

  it('on holiday are not reachable, and it says why', () => {
    const notAvailable = [{ description: 'vakantie', during: { start: '2026-11-01', end: '2026-11-30' } }];
    expect(contactsOf(role('a', { telecom: [phone('1')], notAvailable }), team('a'))[0]).toMatchObject({
      reachableNow: false,
      notAvailable: ['vakantie'],
    });
  });
});
