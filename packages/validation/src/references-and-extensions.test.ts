import { describe, expect, it } from 'vitest';
import { r4Validator } from '../testing/corpora.ts';
import { extension, lines, profile, validatorWith } from '../testing/profiles.ts';

const observation = {
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
};
const patient = { resourceType: 'Patient' };
const say = (resource: unknown) => lines(r4Validator.validate(resource));

describe('a reference', () => {
  const about = (subject: object) => say({ ...observation, subject });

  it('to whom a record is about must be of a type that can be', () => {
    for (const reference of [
      'Practitioner/1',
      'http://example.org/fhir/Practitioner/1',
      'Practitioner/1/_history/2',
      'Practitioner?identifier=x',
    ]) {
      expect(about({ reference })).toEqual([
        expect.stringMatching(/^error at Observation.subject: .*may not refer to a Practitioner/),
      ]);
    }
    expect(about({ type: 'Practitioner', identifier: { value: 'x' } })).toHaveLength(1);
    expect(about({ reference: 'Patient/1' })).toEqual([]);
    expect(about({ reference: 'urn:uuid:c757873d-ec9a-4326-a141-556f43239520' })).toEqual([]);
  });

  it('elsewhere of a type that R4 does not list is a warning: official examples do it', () => {
    expect(say({ ...observation, performer: [{ reference: 'Encounter/1' }] })).toEqual([
      expect.stringMatching(/^warning at Observation.performer\[0\]/),
    ]);
  });

  it('into the resource itself is judged by the resource it finds', () => {
    const contained = [{ resourceType: 'Practitioner', id: 'p' }];
    expect(say({ ...observation, contained, subject: { reference: '#p' } })).toEqual([
      expect.stringMatching(/Practitioner/),
    ]);
  });
});

describe('resources in resources', () => {
  const bundle = (...resources: object[]) => ({
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({ resource })),
  });

  it('are checked by their own type', () => {
    expect(say(bundle(observation, { ...observation, status: 'nonsense' }))).toEqual([
      expect.stringMatching(/^error at Bundle.entry\[1\].resource.status/),
    ]);
    expect(say(bundle({ resourceType: 'Nonsense' }))).toEqual([
      expect.stringMatching(/^error at Bundle.entry\[0\].resource: /),
    ]);
    const parameters = {
      resourceType: 'Parameters',
      parameter: [{ name: 'x', resource: { ...observation, status: 'nonsense' } }],
    };
    expect(say(parameters)).toEqual([
      expect.stringMatching(/^error at Parameters.parameter\[0\].resource.status/),
    ]);
  });

  it('are checked by the profiles they claim', () => {
    const named = profile('named', 'Patient', [{ path: 'Patient.name', min: 1 }]);
    const claimed = { ...patient, meta: { profile: [named.url] } };
    expect(lines(validatorWith([named]).validate(bundle(claimed)))).toEqual([
      expect.stringMatching(/^error at Bundle.entry\[0\].resource.name/),
    ]);
  });

  it('refer to the contained resources of their own entry only', () => {
    const owner = { ...observation, contained: [{ ...patient, id: 'p' }], subject: { reference: '#p' } };
    expect(say(bundle(owner))).toEqual([]);
    expect(say(bundle(owner, { ...observation, subject: { reference: '#p' } }))).toEqual([
      expect.stringMatching(/entry\[1\].*ref-1/),
    ]);
  });
});

describe('an extension', () => {
  const colour = extension('colour', 'code', { context: [{ type: 'element', expression: 'Patient' }] });
  const negation = extension('negation', 'boolean');
  const elements = negation.differential?.element ?? [];
  const modifier = {
    ...negation,
    differential: {
      element: elements.map((each) => (each.path === 'Extension' ? { ...each, isModifier: true } : each)),
    },
  };
  const validator = validatorWith([colour, modifier]);
  const found = (resource: object) => lines(validator.validate(resource));

  it('that is installed is checked by its definition wherever it is used', () => {
    expect(found({ ...patient, extension: [{ url: colour.url, valueCode: 'red' }] })).toEqual([]);
    expect(found({ ...patient, extension: [{ url: colour.url, valueString: 'red' }] })).toContainEqual(
      expect.stringMatching(/^error at Patient.extension\[0\].valueString/),
    );
  });

  it('that is not installed is kept without a word', () => {
    expect(found({ ...patient, extension: [{ url: 'http://example.org/new', valueString: 'x' }] })).toEqual(
      [],
    );
  });

  it('outside the context of its definition is a warning', () => {
    expect(found({ ...observation, extension: [{ url: colour.url, valueCode: 'red' }] })).toEqual([
      expect.stringMatching(/^warning at Observation.extension\[0\]: .*belongs on Patient/),
    ]);
  });

  it('that changes meaning and is not installed is said aloud, and the resource is accepted', () => {
    expect(
      found({ ...patient, modifierExtension: [{ url: 'http://example.org/not', valueBoolean: true }] }),
    ).toEqual([
      expect.stringMatching(/^warning at Patient.modifierExtension\[0\]: .*may change the meaning/),
    ]);
  });

  it('that changes meaning must stand where nobody overlooks it', () => {
    expect(found({ ...patient, modifierExtension: [{ url: modifier.url, valueBoolean: true }] })).toEqual([]);
    expect(found({ ...patient, extension: [{ url: modifier.url, valueBoolean: true }] })).toEqual([
      expect.stringMatching(/^error at Patient.extension\[0\]: .*must stand in modifierExtension/),
    ]);
    expect(found({ ...patient, modifierExtension: [{ url: colour.url, valueCode: 'red' }] })).toEqual([
      expect.stringMatching(/^warning/),
    ]);
  });
});

describe('base R4', () => {
  it('lets a display item of a questionnaire go without linkId, as published questionnaires do', () => {
    const questionnaire = (type: string) => ({
      resourceType: 'Questionnaire',
      status: 'draft',
      item: [{ type, text: 'x' }],
    });
    expect(say(questionnaire('display'))).toEqual([
      expect.stringMatching(/^warning at Questionnaire.item\[0\].linkId/),
    ]);
    expect(say(questionnaire('string'))).toEqual([
      expect.stringMatching(/^error at Questionnaire.item\[0\].linkId/),
    ]);
  });
});
