import { describe, expect, it } from 'vitest';
import { context, entriesOf, extract, model, registry } from '../../testing/r4-search.ts';
import { createExtractor } from './extract.ts';

describe('a token parameter', () => {
  it('finds every coding of a concept, and its words', () => {
    const code = {
      coding: [
        { system: 'http://loinc.org', code: '15074-8', display: 'Glucose' },
        { code: 'local' },
        { system: 'urn:x' },
      ],
      text: 'Glucose in blood',
    };
    expect(entriesOf({ resourceType: 'Observation', code }, 'code')).toEqual([
      { system: 'http://loinc.org', code: '15074-8' },
      { code: 'local' },
      { text: 'Glucose' },
      { text: 'Glucose in blood' },
    ]);
  });

  it('finds codes, booleans, contact points and tags', () => {
    const patient = {
      resourceType: 'Patient',
      meta: { tag: [{ system: 'urn:tags', code: 'test' }] },
      gender: 'female',
      active: false,
      telecom: [
        { system: 'phone', value: '+31 20 555 0100' },
        { system: 'email', value: 'nobody@example.org' },
      ],
    };
    expect(entriesOf(patient, 'gender')).toEqual([{ code: 'female' }]);
    expect(entriesOf(patient, 'active')).toEqual([{ code: 'false' }]);
    expect(entriesOf(patient, 'phone')).toEqual([{ system: 'phone', code: '+31 20 555 0100' }]);
    expect(entriesOf(patient, 'email')).toEqual([{ system: 'email', code: 'nobody@example.org' }]);
    expect(entriesOf(patient, '_tag')).toEqual([{ system: 'urn:tags', code: 'test' }]);
  });

  it('finds an identifier once for each code of its type', () => {
    const identifier = [
      {
        system: 'urn:oid:1.2.3',
        value: '446053',
        type: { coding: [{ system: 'urn:types', code: 'MR' }, { code: 'local' }], text: 'Record number' },
      },
      { value: 'bare' },
    ];
    expect(entriesOf({ resourceType: 'Patient', identifier }, 'identifier')).toEqual([
      { system: 'urn:oid:1.2.3', code: '446053', identifierType: { system: 'urn:types', code: 'MR' } },
      { system: 'urn:oid:1.2.3', code: '446053', identifierType: { code: 'local' } },
      { code: 'bare' },
      { text: 'Record number' },
    ]);
  });

  it('makes no difference of upper and lower case where the element is a string', () => {
    const guide = { resourceType: 'ImplementationGuide', version: 'V1-RC', status: 'Draft' };
    expect(entriesOf(guide, 'version')).toEqual([{ code: 'v1-rc' }]);
    expect(entriesOf(guide, 'status')).toEqual([{ code: 'Draft' }]);
  });

  it('of whether a patient is deceased says no where nothing is recorded', () => {
    expect(entriesOf({ resourceType: 'Patient' }, 'deceased')).toEqual([{ code: 'false' }]);
    expect(entriesOf({ resourceType: 'Patient', deceasedBoolean: false }, 'deceased')).toEqual([
      { code: 'false' },
    ]);
    expect(entriesOf({ resourceType: 'Patient', deceasedBoolean: true }, 'deceased')).toEqual([
      { code: 'true' },
    ]);
    expect(entriesOf({ resourceType: 'Patient', deceasedDateTime: '2020' }, 'deceased')).toEqual([
      { code: 'true' },
    ]);
  });
});

describe('a reference parameter', () => {
  const subject = (reference: unknown, more = {}) => ({
    resourceType: 'Observation',
    subject: { reference, ...more },
  });

  it('finds relative references, and absolute ones to this server as relative', () => {
    for (const reference of ['Patient/1', 'Patient/1/_history/3', `${context.baseUrl}/Patient/1`]) {
      expect(entriesOf(subject(reference), 'subject')).toEqual([{ type: 'Patient', id: '1' }]);
      expect(entriesOf(subject(reference), 'patient')).toEqual([{ type: 'Patient', id: '1' }]);
    }
  });

  it('finds references elsewhere by their address, without the version', () => {
    expect(entriesOf(subject('https://other.example/Patient/1/_history/2'), 'subject')).toEqual([
      { url: 'https://other.example/Patient/1' },
    ]);
    expect(entriesOf(subject('urn:uuid:1c1f4e2b-2f3f-4d6a-8d4a-0d8f3a1b2c3d'), 'subject')).toEqual([
      { url: 'urn:uuid:1c1f4e2b-2f3f-4d6a-8d4a-0d8f3a1b2c3d' },
    ]);
  });

  it('finds the identifier in a reference, with and without an address beside it', () => {
    const identifier = { system: 'urn:bsn', value: '999990019' };
    expect(entriesOf(subject('Patient/1', { identifier }), 'subject')).toEqual([
      { type: 'Patient', id: '1', identifier },
    ]);
    expect(entriesOf(subject(undefined, { identifier, type: 'Patient' }), 'patient')).toEqual([
      { identifier },
    ]);
  });

  it('has no entry for a contained resource, and is present all the same', () => {
    const observation = {
      ...subject('#newborn'),
      contained: [{ resourceType: 'Patient', id: 'newborn' }],
    };
    expect(entriesOf(observation, 'patient')).toEqual([]);
    expect(extract(observation).present).toContain('patient');
  });

  it('that is limited to a type does not find others', () => {
    expect(entriesOf(subject('Group/1'), 'subject')).toEqual([{ type: 'Group', id: '1' }]);
    expect(entriesOf(subject('Group/1'), 'patient')).toEqual([]);
  });

  it('finds canonicals with their version, and a resource that stands in a bundle', () => {
    const questionnaire = 'http://acme.org/Questionnaire/ucla|1.0';
    expect(entriesOf({ resourceType: 'QuestionnaireResponse', questionnaire }, 'questionnaire')).toEqual([
      { url: 'http://acme.org/Questionnaire/ucla', version: '1.0' },
    ]);
    const bundle = {
      resourceType: 'Bundle',
      type: 'document',
      entry: [
        { resource: { resourceType: 'Composition', id: 'c1' } },
        { resource: { resourceType: 'Patient', id: 'p' } },
      ],
    };
    expect(entriesOf(bundle, 'composition')).toEqual([{ type: 'Composition', id: 'c1' }]);
  });
});

describe('what is present', () => {
  it('has a value; extensions alone are none', () => {
    const patient = {
      resourceType: 'Patient',
      gender: 'male',
      _birthDate: { extension: [{ url: 'urn:x' }] },
    };
    const { present } = extract(patient);
    expect(present).toContain('gender');
    expect(present).not.toContain('birthdate');
    expect(present).not.toContain('_id');
  });

  it('counts each parameter once', () => {
    const { present } = extract({ resourceType: 'Patient', name: [{ family: 'A' }, { family: 'B' }] });
    expect(present.filter((param) => param === 'name')).toHaveLength(1);
  });
});

describe('extraction', () => {
  it('finds nothing in an unknown type, and passes over what does not have the shape of its type', () => {
    expect(extract({ resourceType: 'Nothing', id: '1' }).present).toEqual([]);
    const crooked = {
      resourceType: 'Patient',
      name: 'no name',
      identifier: [null, 7, { value: { a: 1 } }],
      telecom: { value: 3 },
      birthDate: 19,
      generalPractitioner: [{ reference: 7 }],
    };
    expect(() => extract(crooked)).not.toThrow();
  });

  it('leaves out the parameters that the store answers in another way', () => {
    const without = createExtractor(registry, model, { keeps: (param) => param.code !== 'gender' });
    const { tokens, present } = without({ resourceType: 'Patient', gender: 'male', active: true });
    expect(tokens.map(({ param }) => param)).not.toContain('gender');
    expect(present).toContain('active');
  });
});
