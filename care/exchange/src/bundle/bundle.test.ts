import type { FhirResource } from '@caecilia/fhir';
import { describe, expect, it } from 'vitest';
import { matchPatient } from './matchPatient.ts';
import { type ReadBundle, readBundle } from './readBundle.ts';
import { takeOver } from './takeOver.ts';

const BASE = 'https://other.invented.example/fhir';
type Json = { readonly [name: string]: unknown };
const of = (reference: string) => ({ reference });
const at = (resource: Json & { readonly resourceType: string; readonly id: string }) => ({
  fullUrl: `${BASE}/${resource.resourceType}/${resource.id}`,
  resource,
});
const patient = {
  resourceType: 'Patient',
  id: 'p',
  identifier: [{ system: 'http://fhir.nl/fhir/NamingSystem/bsn', value: '999911120' }],
  name: [{ family: 'Verzonnen', given: ['Anna'] }],
  birthDate: '1948-02-14',
};
const consent = {
  resourceType: 'Consent',
  id: 'c',
  meta: { profile: ['https://x.example/P'], versionId: '7', security: [{ code: 'R' }], tag: [{ code: 't' }] },
  status: 'active',
  scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'treatment' }] },
  patient: of('Patient/p'),
  provision: {
    type: 'deny',
    actor: [
      { reference: { ...of('Patient/p'), identifier: { value: '999911120' } } },
      { reference: of(`${BASE}/PractitionerRole/r`) },
      { reference: of('RelatedPerson/k') },
    ],
  },
};
const brother = { resourceType: 'RelatedPerson', id: 'k', patient: of('Patient/p') };
const role = {
  resourceType: 'PractitionerRole',
  id: 'r',
  practitioner: of('Practitioner/d'),
  organization: { display: 'Praktijk Verzonnen' },
};
const doctor = { resourceType: 'Practitioner', id: 'd', name: [{ family: 'Fictief', prefix: ['dr.'] }] };
const whole = [patient, consent, brother, role, doctor].map(at);
const bundleOf = (entry: readonly unknown[], more: Json = {}): FhirResource => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry,
  ...more,
});
const taken = (read: ReadBundle) => {
  const ids = new Map(read.kept.map((entry, index) => [entry, `local-${index}`]));
  return takeOver(read, of('Patient/anna'), (entry) => ids.get(entry) ?? '');
};

describe('a bundle from elsewhere', () => {
  it('is taken over about the local patient, under local ids, with its source, and people by name', () => {
    const read = readBundle(bundleOf(whole));
    const [directive, person] = taken(read);
    expect(directive).toMatchObject({
      id: 'local-0',
      meta: { profile: ['https://x.example/P'], source: `${BASE}/Consent/c` },
      patient: { reference: 'Patient/anna' },
      provision: {
        type: 'deny',
        actor: [
          { reference: { reference: 'Patient/anna' } },
          { reference: { type: 'PractitionerRole', display: 'dr. Fictief, Praktijk Verzonnen' } },
          { reference: { reference: 'RelatedPerson/local-1' } },
        ],
      },
    });
    expect(person).toMatchObject({ id: 'local-1', patient: { reference: 'Patient/anna' } });
    const text = JSON.stringify(taken(read));
    for (const gone of ['999911120', 'security', '"tag"', 'versionId', 'Practitioner/d'])
      expect(text).not.toContain(gone);
  });

  it('leaves out, and says so, what decides who sees the record, and what is no part of a plan', () => {
    const privacy = { ...consent, id: 'privacy', scope: { coding: [{ code: 'patient-privacy' }] } };
    const two = {
      ...consent,
      id: 'two',
      scope: { coding: [{ code: 'treatment' }, { code: 'patient-privacy' }] },
    };
    const team = { resourceType: 'CareTeam', id: 't', subject: of('Patient/p') };
    const read = readBundle(bundleOf([...whole, at(privacy), at(two), at(team)]));
    expect(read.leftOut.map(({ type, because }) => `${type} ${because}`)).toEqual([
      'Consent other-consent',
      'Consent other-consent',
      'CareTeam type',
    ]);
    expect(read.kept).toHaveLength(2);
  });

  it('has the same digest for the same words, whatever its server added and in whatever order', () => {
    const again = {
      ...Object.fromEntries(Object.entries(consent).reverse()),
      meta: { profile: ['https://x.example/P'], lastUpdated: 'x' },
    };
    const digests = [consent, again, { ...consent, status: 'inactive' }].map(
      (each) =>
        readBundle(
          bundleOf([
            at(patient),
            at({ ...each, id: 'c', resourceType: 'Consent' } as never),
            at(brother),
            at(role),
            at(doctor),
          ]),
        ).kept[0]?.digest,
    );
    expect(digests[1]).toBe(digests[0]);
    expect(digests[2]).not.toBe(digests[0]);
  });

  it.each<[string, FhirResource]>([
    ['it is no bundle', { resourceType: 'Patient' }],
    ['it is a history', bundleOf(whole, { type: 'history' })],
    ['it is empty', bundleOf([])],
    ['it has no patient', bundleOf(whole.slice(1))],
    ['it has two patients', bundleOf([...whole, at({ ...patient, id: 'q' })])],
    ['it has nothing of a plan', bundleOf([at(patient)])],
    ['two resources have one name', bundleOf([...whole, at(consent)])],
    [
      'two resources have one address',
      bundleOf([...whole, { ...at(consent), resource: { ...consent, id: 'z' } }]),
    ],
    [
      'a resource is about somebody else',
      bundleOf([...whole, at({ ...consent, id: 'z', patient: of('Patient/q') })]),
    ],
    ['a resource is about nobody', bundleOf([...whole, at({ ...consent, id: 'z', patient: {} })])],
    [
      'a resource refers to elsewhere',
      bundleOf([...whole, at({ ...consent, id: 'z', sourceReference: of('Consent/gone') })]),
    ],
    [
      'a reference is an address elsewhere',
      bundleOf([
        ...whole,
        at({ ...consent, id: 'z', sourceReference: of('https://evil.example/Consent/1') }),
      ]),
    ],
    [
      'a reference hides in an extension',
      bundleOf([
        ...whole,
        at({ ...consent, id: 'z', extension: [{ url: 'x', valueReference: of('Task/1') }] }),
      ]),
    ],
    [
      'an attachment lies elsewhere',
      bundleOf([
        ...whole,
        at({
          ...consent,
          id: 'z',
          sourceAttachment: { contentType: 'text/html', url: 'https://evil.example' },
        }),
      ]),
    ],
    [
      'it asks for rules that nobody knows',
      bundleOf([...whole, at({ ...consent, id: 'z', implicitRules: 'urn:x' })]),
    ],
    ['an entry has no name', bundleOf([...whole, { resource: { resourceType: 'Goal' } }])],
    ['an entry is empty', bundleOf([...whole, {}])],
    [
      'there are too many',
      bundleOf(Array.from({ length: 501 }, (_, index) => at({ ...consent, id: `c${index}` }))),
    ],
  ])('is refused whole, with a sentence and a place, where %s', (_why, bundle) => {
    expect(() => readBundle(bundle)).toThrow(expect.objectContaining({ code: 'business-rule' }) as Error);
  });
});

describe('the patient of a bundle', () => {
  const match = (theirs: Json) => matchPatient(patient, { ...patient, ...theirs });

  it('is the same where number, name and day of birth agree, however the name is written', () => {
    expect(match({}).verdict).toBe('same');
    expect(match({ name: [{ family: 'VERZONNEN', given: ['Ánna'] }] }).verdict).toBe('same');
  });

  it('is another where the number is another one, or no number at all: nobody can confirm that away', () => {
    const numbered = (...values: readonly string[]) => ({
      identifier: values.map((value) => ({ system: 'http://fhir.nl/fhir/NamingSystem/bsn', value })),
    });
    expect(match(numbered('999998286')).verdict).toBe('other');
    expect(match(numbered('123456789')).verdict).toBe('other');
    expect(match(numbered('999911120', '999998286')).verdict).toBe('other');
  });

  it('is for a person to say where something does not agree, or is not known', () => {
    for (const theirs of [
      { birthDate: '1948-02-15' },
      { name: [{ family: 'Anders' }] },
      { gender: 'male', ...{} },
      { identifier: [] },
      { birthDate: undefined },
    ])
      expect(matchPatient({ ...patient, gender: 'female' }, { ...patient, ...theirs }).verdict).toBe('ask');
  });

  it('is compared without showing the number', () => {
    expect(JSON.stringify(match({}).facts)).not.toContain('999911120');
  });
});
