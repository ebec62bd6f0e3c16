import { describe, expect, it } from 'vitest';
import { r4Validator } from '../testing/corpora.ts';
import { lines } from '../testing/profiles.ts';

const observation = {
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
};
const patient = { resourceType: 'Patient' };
const say = (resource: unknown) => lines(r4Validator.validate(resource));

describe('a resource', () => {
  it('that keeps every rule has no issues', () => {
    expect(say(observation)).toEqual([]);
  });

  it.each([
    ['nothing', undefined],
    ['a list', []],
    ['no resourceType', { id: 'x' }],
    ['an unknown resourceType', { resourceType: 'Nonsense' }],
    ['an abstract resourceType', { resourceType: 'DomainResource' }],
    ['a resourceType that is a data type', { resourceType: 'HumanName' }],
  ])('with %s is refused', (_, resource) => {
    expect(say(resource)).toEqual([expect.stringMatching(/^error at resourceType: /)]);
  });

  it('names the place of an unknown element, and never what stands in it', () => {
    expect(say({ ...patient, contact: [{ name: { text: 'x' }, nickname: 'Secret' }] })).toEqual([
      'error at Patient.contact[0].nickname: Patient.contact has no element “nickname”; correct the name or leave it out',
    ]);
  });

  it('may have names of properties that mean something to JavaScript: they are unknown elements', () => {
    const resource: unknown = JSON.parse(
      '{"resourceType":"Patient","__proto__":{"a":1},"constructor":1,"hasOwnProperty":2}',
    );
    expect(say(resource)).toHaveLength(3);
  });

  it('lists at most two hundred issues, and says that there are more', () => {
    const name = Array.from({ length: 500 }, () => ({ nickname: 'x' }));
    const issues = r4Validator.validate({ ...patient, name });
    expect(issues).toHaveLength(201);
    expect(issues.at(-1)?.diagnostics).toMatch(/more than 200/);
  });

  it('nested deeper than any resource is refused without a crash', () => {
    const text = `{"resourceType":"Patient","extension":[${'{"url":"http://example.org/x","extension":['.repeat(5000)}${']}'.repeat(5000)}]}`;
    expect(say(JSON.parse(text)).some((line) => line.includes('nested deeper'))).toBe(true);
  });
});

describe('an element', () => {
  it('that is required may not be absent', () => {
    const { status: _, ...without } = observation;
    expect(say(without)).toEqual([
      'error at Observation.status: Observation.status is required, and it is absent',
    ]);
  });

  it('that is required and primitive is there when it has an extension instead of a value', () => {
    const { status: _, ...without } = observation;
    const reason = {
      url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason',
      valueCode: 'unknown',
    };
    expect(say({ ...without, _status: { extension: [reason] } })).toEqual([]);
  });

  it('of one occurrence is no list, and a list is no single value', () => {
    expect(say({ ...observation, code: [observation.code] })).toEqual([
      expect.stringMatching(/may occur once/),
    ]);
    expect(say({ ...patient, name: { text: 'x' } })).toEqual([expect.stringMatching(/must be a list/)]);
  });

  it('is not empty: no empty list, object, text or null', () => {
    expect(say({ ...patient, name: [] })).toEqual([expect.stringMatching(/empty list/)]);
    expect(say({ ...patient, name: [{}] })).toEqual([expect.stringMatching(/ele-1/)]);
    expect(say({ ...patient, name: [{ id: 'a' }] })).toEqual([expect.stringMatching(/ele-1/)]);
    expect(say({ ...patient, name: [{ text: '' }] })).toEqual([expect.stringMatching(/not empty/)]);
    expect(say({ ...patient, name: null })).toEqual([expect.stringMatching(/must be a list/)]);
    expect(say({ ...patient, gender: null })).toEqual([expect.stringMatching(/is null/)]);
    expect(say({ ...patient, maritalStatus: null })).toEqual([
      expect.stringMatching(/must be a JSON object/),
    ]);
  });

  it('of a choice has one type, and one that is allowed', () => {
    expect(say({ ...observation, valueString: 'x', valueBoolean: true })).toEqual([
      'error at Observation.value: Observation.value[x] may have one type only; keep one of valueString and valueBoolean',
    ]);
    expect(say({ ...observation, valueMoney: { value: 1 } })).toEqual([
      expect.stringMatching(/may not have this type/),
    ]);
    expect(say({ ...observation, valueString: 'x', _valueString: { id: 'a' } })).toEqual([]);
  });

  it('that refers to the content of another is checked like it', () => {
    const response = (item: object) => ({
      resourceType: 'QuestionnaireResponse',
      status: 'completed',
      item: [{ linkId: '1', item: [item] }],
    });
    expect(
      say(response({ linkId: '1.1', answer: [{ valueString: 'x', item: [{ linkId: '1.1.1' }] }] })),
    ).toEqual([]);
    expect(say(response({ answer: [{ valueString: 'x', item: [{ text: 'x' }] }] }))).toEqual([
      expect.stringMatching(/item\[0\]\.item\[0\]\.answer\[0\]\.item\[0\]\.linkId/),
      expect.stringMatching(/item\[0\]\.item\[0\]\.linkId/),
    ]);
  });
});

describe('extensions of primitives', () => {
  const qualifier = { url: 'http://hl7.org/fhir/StructureDefinition/iso21090-EN-qualifier', valueCode: 'BR' };

  it('stand beside their values, with null where there is none', () => {
    const name = [
      {
        given: ['Aafke', null, 'B.'],
        _given: [null, { extension: [qualifier] }, { extension: [qualifier] }],
      },
    ];
    expect(say({ ...patient, name })).toEqual([]);
  });

  it('are missed where a value is null, and checked where they are', () => {
    expect(say({ ...patient, name: [{ given: ['A', null] }] })).toEqual([
      expect.stringMatching(/given\[1\]: .*is null/),
    ]);
    expect(say({ ...patient, name: [{ given: [null], _given: [null] }] })).not.toEqual([]);
    expect(
      say({ ...patient, name: [{ given: ['A'], _given: [{ extension: [{ valueCode: 'BR' }] }] }] }),
    ).toEqual([expect.stringMatching(/url is required/)]);
    expect(say({ ...patient, _birthDate: { value: '2020' } })).toEqual([
      expect.stringMatching(/no element “value”/),
    ]);
    expect(say({ ...patient, _birthDate: '2020' })).toEqual([expect.stringMatching(/must be a JSON object/)]);
    expect(say({ ...patient, _name: [{}] })).toEqual([
      expect.stringMatching(/no property with an underscore/),
    ]);
  });
});

describe('a code', () => {
  it('must come from the value set of a required binding', () => {
    expect(say({ ...patient, gender: 'unsure' })).toEqual([
      'error at Patient.gender: Patient.gender: the code unsure is not in the value set http://hl7.org/fhir/ValueSet/administrative-gender|4.0.1, from which it must come (required binding)',
    ]);
  });

  it('outside an extensible value set is a warning, text without a code is none', () => {
    const interpretation = [{ coding: [{ system: 'http://example.org', code: 'x' }] }, { text: 'better' }];
    expect(say({ ...observation, interpretation })).toEqual([
      expect.stringMatching(/^warning at Observation.interpretation\[0\]/),
    ]);
  });

  it('of a language or media type must have its form (greatest value set)', () => {
    expect(say({ ...patient, language: 'nl-NL' })).toEqual([]);
    expect(say({ ...patient, language: 'Dutch please' })).toEqual([
      expect.stringMatching(/^error at Patient.language/),
    ]);
    expect(say({ ...patient, photo: [{ contentType: 'jpeg', url: 'http://example.org' }] })).toEqual([
      expect.stringMatching(/mimetypes/),
    ]);
  });

  it('of a system that is not held here is not judged', () => {
    expect(
      say({ ...observation, bodySite: { coding: [{ system: 'http://snomed.info/sct', code: '123' }] } }),
    ).toEqual([]);
  });
});
