import { describe, expect, it } from 'vitest';
import { context, criteriaOf, refusal } from '../../../testing/r4-search.ts';
import type { Criterion } from '../query.ts';
import type { SearchContext } from './search-context.ts';

function only(address: string, more: Partial<SearchContext> = {}): Criterion {
  const [criterion = { kind: 'never' }, ...others] = criteriaOf(address, more);
  expect(others).toEqual([]);
  return criterion;
}

describe('a token', () => {
  it('is a code in any system, in one, in none, or any code of a system', () => {
    expect(only('Condition?code=ha125')).toMatchObject({ kind: 'token', anyOf: [{ code: 'ha125' }] });
    expect(only('Condition?code=http://acme.org|ha125')).toMatchObject({
      anyOf: [{ system: 'http://acme.org', code: 'ha125' }],
    });
    expect(only('Condition?code=|ha125')).toMatchObject({ anyOf: [{ system: '', code: 'ha125' }] });
    expect(only('Condition?code=http://acme.org|')).toMatchObject({ anyOf: [{ system: 'http://acme.org' }] });
  });

  it('is a choice between commas, each value on its own, and a conjunction when repeated', () => {
    const criteria = criteriaOf('Patient?language=urn:ietf:bcp:47|fr,nl&language=en');
    expect(criteria).toMatchObject([
      { anyOf: [{ system: 'urn:ietf:bcp:47', code: 'fr' }, { code: 'nl' }] },
      { anyOf: [{ code: 'en' }] },
    ]);
  });

  it('of an element that only has a code has the system of its value set implied', () => {
    const system = 'http://hl7.org/fhir/administrative-gender';
    expect(only(`Patient?gender=${system}|male`)).toMatchObject({ anyOf: [{ code: 'male' }] });
    expect(only(`Patient?gender=${system}|`)).toMatchObject({
      anyOf: [{ code: 'male' }, { code: 'female' }, { code: 'other' }, { code: 'unknown' }],
    });
    expect(only('Patient?gender=urn:other|male')).toMatchObject({
      anyOf: [{ system: 'urn:other', code: 'male' }],
    });
    expect(only('Patient?active=http://hl7.org/fhir/special-values|true')).toMatchObject({
      anyOf: [{ code: 'true' }],
    });
  });

  it('is reversed as a whole by :not', () => {
    expect(only('Patient?gender:not=male,female')).toMatchObject({
      negated: true,
      anyOf: [{ code: 'male' }, { code: 'female' }],
    });
  });

  it('is in a value set when it is one of its codes', () => {
    expect(
      only('Condition?clinical-status:in=http://hl7.org/fhir/ValueSet/condition-clinical'),
    ).toMatchObject({
      kind: 'token',
      negated: false,
      anyOf: ['active', 'recurrence', 'relapse', 'inactive', 'remission', 'resolved'].map((code) => ({
        system: 'http://terminology.hl7.org/CodeSystem/condition-clinical',
        code,
      })),
    });
    expect(only('Patient?gender:not-in=http://hl7.org/fhir/ValueSet/administrative-gender')).toMatchObject({
      negated: true,
      anyOf: [{ code: 'male' }, { code: 'female' }, { code: 'other' }, { code: 'unknown' }],
    });
  });

  it('is never searched in a value set that is unknown or cannot be listed', () => {
    expect(refusal('Condition?code:in=http://acme.org/ValueSet/none')).toMatchObject({
      code: 'not-found',
      expression: 'code:in',
    });
    expect(refusal('Condition?code:not-in=http://hl7.org/fhir/ValueSet/condition-code').code).toBe(
      'not-supported',
    );
    expect(refusal('DeviceUseStatement?device.type:in=http://acme.org/ValueSet/none')).toMatchObject({
      code: 'not-found',
      expression: 'device.type:in',
    });
  });

  it('in a value set without members is never found, and outside of it always', () => {
    const empty = { url: 'urn:empty', codes: [], complete: true };
    const terminology = { ...context.terminology, expand: () => empty };
    expect(only('Condition?code:in=urn:empty', { terminology })).toEqual({ kind: 'never' });
    expect(only('Condition?code:not-in=urn:empty', { terminology })).toMatchObject({
      anyOf: [],
      negated: true,
    });
  });

  it('is found above and below a code where its hierarchy is known, and refused where it is not', () => {
    const system = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
    expect(only(`Condition?clinical-status:below=${system}|active`)).toMatchObject({
      anyOf: ['active', 'recurrence', 'relapse'].map((code) => ({ system, code })),
    });
    expect(only(`Condition?clinical-status:above=${system}|relapse`)).toMatchObject({
      anyOf: ['relapse', 'active'].map((code) => ({ system, code })),
    });
    expect(refusal('Condition?code:below=http://snomed.info/sct|126851005').code).toBe('not-supported');
    expect(refusal('Condition?code:below=126851005').code).toBe('value');
  });

  it('of an identifier can be asked by the type of the identifier, all three parts present', () => {
    const type = 'http://terminology.hl7.org/CodeSystem/v2-0203';
    expect(only(`Patient?identifier:of-type=${type}|MR|446053`)).toMatchObject({
      kind: 'identifierOfType',
      anyOf: [{ system: type, code: 'MR', value: '446053' }],
    });
    expect(refusal('Patient?identifier:of-type=MR|446053').code).toBe('value');
  });

  it('can be asked by its words', () => {
    expect(only('Condition?code:text=headache,migraine')).toMatchObject({
      kind: 'text',
      anyOf: ['headache', 'migraine'],
    });
  });

  it('of type string has no upper and lower case', () => {
    expect(only('Account?_tag=A')).toMatchObject({ anyOf: [{ code: 'A' }] });
    expect(only('Device?udi-carrier=AbC')).toMatchObject({ kind: 'string' });
    expect(only('MolecularSequence?referenceseqid=AbC')).toMatchObject({ anyOf: [{ code: 'AbC' }] });
    expect(only('ImplementationGuide?version=V1-RC')).toMatchObject({ anyOf: [{ code: 'v1-rc' }] });
  });

  it.each(['a|b|c', '|', String.raw`a\b`, 'a,,b', ',a'])('is refused when it is malformed: %s', (value) => {
    const error = refusal(`Condition?code=${encodeURIComponent(value)}`);
    expect(error).toMatchObject({ code: 'value', expression: 'code' });
  });
});

describe('a reference', () => {
  it('is an id, Type/id, an address on this server or one elsewhere', () => {
    const any = (value: string) => only(`Observation?subject=${value}`);
    expect(any('23')).toMatchObject({ kind: 'reference', anyOf: [{ id: '23' }] });
    expect(any('Patient/23')).toMatchObject({ anyOf: [{ type: 'Patient', id: '23' }] });
    expect(any('Patient/23/_history/2')).toMatchObject({ anyOf: [{ type: 'Patient', id: '23' }] });
    expect(any('https://care.example/fhir/Patient/23')).toMatchObject({
      anyOf: [{ type: 'Patient', id: '23' }],
    });
    expect(any('https://other.example/fhir/Patient/23')).toMatchObject({
      anyOf: [{ url: 'https://other.example/fhir/Patient/23' }],
    });
    expect(any('urn:uuid:1c1f4e2b-2f3f-4d6a-8d4a-0d8f3a1b2c3d')).toMatchObject({
      anyOf: [{ url: 'urn:uuid:1c1f4e2b-2f3f-4d6a-8d4a-0d8f3a1b2c3d' }],
    });
  });

  it('that can point at one type only has that type', () => {
    expect(only('Observation?patient=23')).toMatchObject({ anyOf: [{ type: 'Patient', id: '23' }] });
    expect(only('Observation?subject:Patient=23')).toEqual(
      expect.objectContaining({ kind: 'reference', anyOf: [{ type: 'Patient', id: '23' }] }),
    );
  });

  it('is refused with a type that it never points at', () => {
    expect(refusal('Observation?subject:Practitioner=23')).toMatchObject({ code: 'value' });
    expect(refusal('Observation?subject:Patient=Group/23')).toMatchObject({ code: 'value' });
    expect(refusal('Observation?subject=Nobody/23')).toMatchObject({ code: 'value' });
  });

  it('can be asked by the identifier in it', () => {
    expect(only('Observation?subject:identifier=http://acme.org/mrn|123456')).toMatchObject({
      kind: 'referenceIdentifier',
      anyOf: [{ system: 'http://acme.org/mrn', code: '123456' }],
    });
  });

  it('to a canonical address may name a version, or the versions below it', () => {
    const url = 'http://acme.org/Questionnaire/ucla';
    expect(only(`QuestionnaireResponse?questionnaire=${url}|1.0`)).toMatchObject({
      anyOf: [{ url, version: '1.0' }],
    });
    expect(only(`QuestionnaireResponse?questionnaire:below=${url}`)).toMatchObject({
      match: 'below',
      anyOf: [{ url }],
    });
    expect(refusal('Procedure?location:below=42').code).toBe('not-supported');
  });
});

describe('dates, numbers and quantities', () => {
  it('take a prefix, and are ranges', () => {
    expect(only('Observation?date=ge2010-01-01')).toMatchObject({
      kind: 'date',
      anyOf: [{ prefix: 'ge', low: Date.UTC(2010, 0, 1), high: Date.UTC(2010, 0, 2) }],
    });
    expect(only('RiskAssessment?probability=0.8')).toMatchObject({
      kind: 'number',
      anyOf: [{ prefix: 'eq', low: 0.75, high: 0.85 }],
    });
    const ucum = 'http://unitsofmeasure.org';
    expect(only(`Observation?value-quantity=5.4|${ucum}|mg`)).toMatchObject({
      kind: 'quantity',
      anyOf: [{ low: 5.35, high: 5.45, unitSystem: ucum, unit: 'mg' }],
    });
    expect(only('Observation?value-quantity=5.4||mg')).toMatchObject({ anyOf: [{ unit: 'mg' }] });
    expect(only('Observation?value-quantity=5.4')).toMatchObject({
      anyOf: [{ prefix: 'eq', low: 5.35, high: 5.45 }],
    });
    expect(only('Observation?_lastUpdated=gt2010-10-01')).toMatchObject({ kind: 'lastUpdated' });
  });

  it('are approximate within a tenth of the gap to now', () => {
    expect(only('Observation?date=ap2025-12-22', { now: Date.UTC(2026, 0, 2) })).toMatchObject({
      anyOf: [{ prefix: 'ap', low: Date.UTC(2025, 11, 21), high: Date.UTC(2025, 11, 24) }],
    });
  });

  it.each(
    [
      'Condition?onset-date=23 May 2009',
      'Condition?onset-date=xx2009',
      'Condition?onset-date=gege2009',
      'RiskAssessment?probability=high',
      'Observation?value-quantity=5.4|mg',
      'Observation?value-quantity=|http://unitsofmeasure.org|mg',
      'Observation?date=',
    ].slice(0, 6),
  )('are refused with the name of the parameter when malformed: %s', (address) => {
    const name = address.slice(address.indexOf('?') + 1, address.indexOf('='));
    expect(refusal(address)).toMatchObject({ code: 'value', expression: name });
  });
});

describe('a string and a uri', () => {
  it('are matched from the start, exactly, or anywhere', () => {
    expect(only('Patient?given=eve')).toMatchObject({ kind: 'string', match: 'prefix', anyOf: ['eve'] });
    expect(only('Patient?given:exact=Eve')).toMatchObject({ match: 'exact', anyOf: ['Eve'] });
    expect(only(`Patient?given:contains=${encodeURIComponent('a\\,b')}`)).toMatchObject({
      match: 'contains',
      anyOf: ['a,b'],
    });
    expect(only('ValueSet?url:below=http://acme.org/fhir/')).toMatchObject({ kind: 'uri', match: 'below' });
    expect(only('ValueSet?url=urn:oid:1.2.3.4.5')).toMatchObject({
      match: 'exact',
      anyOf: ['urn:oid:1.2.3.4.5'],
    });
  });
});

describe('a modifier', () => {
  it('asks with :missing whether there is a value', () => {
    expect(only('Patient?gender:missing=true')).toMatchObject({ kind: 'missing', missing: true });
    expect(only('Observation?subject:missing=false')).toMatchObject({ kind: 'missing', missing: false });
    expect(refusal('Patient?gender:missing=yes').code).toBe('value');
  });

  it.each([
    'Patient?name:text=x',
    'Condition?onset-date:exact=1995',
    'Patient?gender:contains=m',
    'Patient?_id:exact=1',
    'Observation?code-value-quantity:exact=1$2',
    'Patient?_lastUpdated:missing=true',
    'Observation?subject:text=x',
  ])('that the parameter does not take is always refused: %s', (address) => {
    expect(refusal(address).code).toBe('not-supported');
  });
});
