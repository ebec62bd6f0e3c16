import { r4Definitions } from '@caecilia/definitions';
import { describe, expect, it } from 'vitest';
import { model } from '../../testing/r4-model.ts';
import { ExactNumber } from '../json/exact-number.ts';
import { parseJson } from '../json/json.ts';
import { compilePath, focusNode } from './path.ts';
import { PathError } from './path-error.ts';
import type { PathEnvironment } from './scope.ts';

const patient = {
  resourceType: 'Patient',
  id: 'fictief',
  contained: [{ resourceType: 'Organization', id: 'ziekenhuis', name: 'Ziekenhuis Fictief' }],
  name: [
    {
      use: 'official',
      family: 'Voorbeeld',
      _family: { extension: [{ url: 'urn:own-name', valueString: 'Voorbeeld' }] },
      given: ['Aagje', null, 'Bo'],
      _given: [null, { extension: [{ url: 'urn:hidden', valueCode: 'masked' }] }, null],
    },
    { use: 'nickname', given: ['A'] },
  ],
  birthDate: '1950-02-03',
  _birthDate: { id: 'b', extension: [{ url: 'urn:time', valueDateTime: '1950-02-03T04:05:06Z' }] },
  deceasedBoolean: false,
  managingOrganization: { reference: '#ziekenhuis' },
  generalPractitioner: [
    { reference: 'Practitioner/huisarts' },
    { reference: 'https://example.org/fhir/Organization/1' },
  ],
};

const observation = {
  resourceType: 'Observation',
  code: { coding: [{ system: 'http://loinc.org', code: '85354-9' }] },
  subject: { reference: 'Patient/fictief' },
  valueQuantity: { value: 1.5, unit: 'mmol/L', system: 'http://unitsofmeasure.org', code: 'mmol/L' },
  component: [
    { code: { text: 'a' }, valueInteger: 3 },
    { code: { text: 'b' }, valueString: 'x' },
  ],
};

function values(expression: string, focus: unknown = patient, environment: PathEnvironment = {}): unknown[] {
  return compilePath(expression, { model, trusted: true }).values(focus, environment);
}

function failure(act: () => unknown): PathError {
  try {
    act();
  } catch (error) {
    if (error instanceof PathError) {
      return error;
    }
    throw error;
  }
  throw new Error('nothing failed');
}

describe('a path', () => {
  it('goes from element to element and gathers what it finds', () => {
    expect(values('name.given')).toEqual(['Aagje', 'Bo', 'A']);
    expect(values("Patient.name.where(use = 'official').family")).toEqual(['Voorbeeld']);
    expect(values('name[1].given[0]')).toEqual(['A']);
    expect(values('name[7]')).toEqual([]);
  });

  it('finds a choice element under its one name, with the type it was given', () => {
    const [node] = compilePath('value', { model }).evaluate(observation);
    expect(node).toMatchObject({ type: 'Quantity', key: 'valueQuantity' });
    expect(values('component.value', observation)).toEqual([3, 'x']);
    expect(values('component.value.ofType(string)', observation)).toEqual(['x']);
    expect(values('value as Quantity', observation)).toEqual([observation.valueQuantity]);
    expect(values('(Observation.value as string)', observation)).toEqual([]);
    expect(values('valueQuantity', observation)).toEqual([]);
  });

  it('gives nothing where it begins with the type of another resource', () => {
    const path = compilePath('AllergyIntolerance.code | Observation.code', { model, type: 'Observation' });
    expect(path.values(observation)).toEqual([observation.code]);
    expect(values('Condition.code', observation)).toEqual([]);
    expect(values('Resource.id')).toEqual(['fictief']);
  });

  it('tells the FHIR type of every item', () => {
    const types = (expression: string, focus: object) =>
      compilePath(expression, { model })
        .evaluate(focus)
        .map((node) => node.type);
    expect(types('id | birthDate | deceased | name | contained', patient)).toEqual([
      'id',
      'date',
      'boolean',
      'HumanName',
      'HumanName',
      'Organization',
    ]);
    expect(types('component.first() | code.coding.code | subject.reference', observation)).toEqual([
      'Observation.component',
      'code',
      'string',
    ]);
  });

  it('tells where each item stands, and what holds it', () => {
    const [family, hidden] = compilePath('name.family | name.given.extension.value', { model }).evaluate(
      patient,
    );
    expect(family?.location).toBe('Patient.name[0].family');
    expect(family).toMatchObject({ key: 'family', index: -1 });
    expect(family?.container).toBe(patient.name[0]);
    expect(hidden?.location).toBe('Patient.name[0].given[1].extension[0].valueCode');
    const [given] = compilePath('name.given', { model }).evaluate(patient).slice(2);
    expect(given).toMatchObject({ key: 'given', index: 2 });
  });

  it('finds nothing by names that every JavaScript object has', () => {
    expect(values('constructor | toString | hasOwnProperty | name.constructor')).toEqual([]);
    expect(values('%given.constructor', patient, { variables: { given: { a: 1 } } })).toEqual([]);
  });

  it('keeps the digits of a decimal, and compares by value', () => {
    const weight = parseJson('{"resourceType":"Observation","valueQuantity":{"value":70.50,"unit":"kg"}}');
    expect(values('value.value', weight)).toEqual([new ExactNumber('70.50')]);
    expect(values('value.value = 70.5', weight)).toEqual([true]);
    expect(values('value.value > 70.49', weight)).toEqual([true]);
    expect(values('value.value + 0.1', weight)).toEqual([new ExactNumber('70.60')]);
    expect(values("value > 70 'kg'", weight)).toEqual([true]);
    expect(values('value.value.toString()', weight)).toEqual(['70.50']);
  });
});

describe('a primitive element', () => {
  it('has its extensions and its id', () => {
    expect(values("birthDate.extension('urn:time').value")).toEqual(['1950-02-03T04:05:06Z']);
    expect(values('birthDate.id')).toEqual(['b']);
    expect(values('name.family.extension.value')).toEqual(['Voorbeeld']);
  });

  it('counts where it has extensions only, and then has no value', () => {
    expect(values('name[0].given.count()')).toEqual([3]);
    expect(values('name[0].given[1].exists()')).toEqual([true]);
    expect(values('name[0].given[1].hasValue()')).toEqual([false]);
    expect(values('name[0].given[1].extension.value')).toEqual(['masked']);
    expect(values('name[0].given[0].hasValue()')).toEqual([true]);
    expect(values('name[0].hasValue()')).toEqual([false]);
  });

  it('has no children besides, and all of it is among the descendants', () => {
    expect(values('birthDate.children().count()')).toEqual([2]);
    expect(values("descendants().where(url = 'urn:hidden').value")).toEqual(['masked']);
    expect(values('children().count()')).toEqual([9]);
  });
});

describe('types', () => {
  it.each([
    ['deceased is boolean', true],
    ['deceased is Boolean', true],
    ['deceased is System.Boolean', false],
    ['name.first() is HumanName', true],
    ['name.first() is Element', true],
    ['Patient is DomainResource', true],
    ['id is string', true],
    ["'a' is String", true],
    ["'a' is string", false],
    ['1 is Integer', true],
    ['1.0 is Decimal', true],
    ['contained.first() is Organization', true],
    ['birthDate is FHIR.date', true],
  ])('%s: %s', (expression, expected) => {
    expect(values(expression)).toEqual([expected]);
  });

  it('are refused where they do not exist', () => {
    expect(failure(() => values('name is Naam'))).toMatchObject({ code: 'unknown', offset: 5 });
  });
});

describe('a reference', () => {
  it('to a contained resource gives that resource', () => {
    expect(values('managingOrganization.resolve().name')).toEqual(['Ziekenhuis Fictief']);
  });

  it('that nobody can follow still tells its type and id', () => {
    expect(values('generalPractitioner.where(resolve() is Practitioner).reference')).toEqual([
      'Practitioner/huisarts',
    ]);
    expect(values('generalPractitioner.resolve().id')).toEqual(['huisarts', '1']);
    const byType = { resourceType: 'Observation', subject: { type: 'Patient', identifier: { value: '1' } } };
    expect(values('subject.where(resolve() is Patient).count()', byType)).toEqual([1]);
    expect(
      values('subject.resolve()', { resourceType: 'Observation', subject: { display: 'onbekend' } }),
    ).toEqual([]);
  });

  it('is followed by the environment', () => {
    const resolve = (reference: string) =>
      reference === 'Practitioner/huisarts' ? { resourceType: 'Practitioner', active: true } : undefined;
    expect(values('generalPractitioner.resolve().active', patient, { resolve })).toEqual([true]);
  });
});

describe('the environment', () => {
  it('gives the resource, the context and further variables', () => {
    const node = compilePath('name', { model }).evaluate(patient)[0];
    expect(values('%resource.id', node)).toEqual(['fictief']);
    expect(values('%context.use', node)).toEqual(['official']);
    expect(values('%rootResource.id', node)).toEqual(['fictief']);
    expect(values('%wanted', patient, { variables: { wanted: ['a', 1] } })).toEqual(['a', 1]);
    expect(values('%`vs-administrative-gender`')).toEqual([
      'http://hl7.org/fhir/ValueSet/administrative-gender',
    ]);
    expect(values('%ucum | %sct | %loinc')).toEqual([
      'http://unitsofmeasure.org',
      'http://snomed.info/sct',
      'http://loinc.org',
    ]);
    expect(failure(() => values('%onbekend'))).toMatchObject({ code: 'unknown' });
  });

  it('answers for value sets, profiles and narrative, and an expression fails where it cannot', () => {
    const environment: PathEnvironment = {
      memberOf: (node, valueSet) => node.value === 'official' && valueSet === 'urn:vs',
      conformsTo: (node, profile) => node.type === 'HumanName' && profile === 'urn:profile',
      htmlChecks: (xhtml) => xhtml.startsWith('<div'),
    };
    expect(values("name.first().use.memberOf('urn:vs')", patient, environment)).toEqual([true]);
    expect(values("name.first().conformsTo('urn:profile')", patient, environment)).toEqual([true]);
    const narrated = { resourceType: 'Patient', text: { div: '<div>x</div>' } };
    expect(values('text.div.htmlChecks()', narrated, environment)).toEqual([true]);
    expect(failure(() => values("name.first().use.memberOf('urn:vs')"))).toMatchObject({
      code: 'unsupported',
    });
  });

  it('says what time it is; a rule never asks the machine', () => {
    const environment = { now: '2025-06-07T08:09:10+02:00' };
    expect(values('today()', patient, environment)).toEqual(['2025-06-07']);
    expect(values('timeOfDay()', patient, environment)).toEqual(['08:09:10']);
    expect(values('birthDate < today()', patient, environment)).toEqual([true]);
    expect(failure(() => values('now()'))).toMatchObject({ code: 'unsupported' });
  });

  it('hears what trace() passes', () => {
    const heard: unknown[] = [];
    const trace: PathEnvironment['trace'] = (name, nodes) =>
      heard.push([name, nodes.map((node) => node.value)]);
    expect(values("name.trace('namen', use).count()", patient, { trace })).toEqual([2]);
    expect(heard).toEqual([['namen', ['official', 'nickname']]]);
  });
});

describe('an invariant', () => {
  it('holds where it is true or gives nothing, and fails where it is false', () => {
    const test = (expression: string, focus: object) => compilePath(expression, { model }).test(focus);
    expect(test('dataAbsentReason.empty() or value.empty()', observation)).toBe(true);
    expect(test('dataAbsentReason.empty() or value.empty()', { ...observation, dataAbsentReason: {} })).toBe(
      false,
    );
    expect(test('birthDate > @1950', patient)).toBe(true);
    expect(test('birthDate > @1950-12', patient)).toBe(false);
  });

  it('is tested on an element by its JSON and its type', () => {
    const path = compilePath('start.hasValue().not() or end.hasValue().not() or (start <= end)', { model });
    expect(path.test(focusNode({ start: '2020', end: '2019-05' }, 'Period', model))).toBe(false);
    expect(path.test(focusNode({ start: '2020', end: '2020-05' }, 'Period', model))).toBe(true);
    expect(path.test(focusNode({ start: '2020' }, 'Period', model))).toBe(true);
  });

  it('finds contained resources that nothing refers to (dom-3)', () => {
    const expression =
      "contained.where((('#'+id in (%resource.descendants().reference | %resource.descendants().as(canonical) | %resource.descendants().as(uri) | %resource.descendants().as(url))) or descendants().where(reference = '#').exists() or descendants().where(as(canonical) = '#').exists()).not()).trace('unmatched', id).empty()";
    const path = compilePath(expression, { model, trusted: true });
    expect(path.test(patient)).toBe(true);
    expect(path.test({ ...patient, managingOrganization: undefined })).toBe(false);
  });
});

describe('every expression of an official definition compiles', () => {
  const definitions = r4Definitions();

  it('the invariants of all types, profiles and extensions', () => {
    const elements = [...definitions.structures, ...definitions.profiles()].flatMap(
      (each) => each.snapshot?.element ?? [],
    );
    const expressions = new Set(
      elements.flatMap((each) => each.constraint ?? []).flatMap((each) => each.expression ?? []),
    );
    expect(expressions.size).toBeGreaterThan(200);
    for (const expression of expressions) {
      expect(() => compilePath(expression, { model, trusted: true }), expression).not.toThrow();
    }
  });

  it('the search parameters, as expressions from outside, on every type they are for', () => {
    for (const { expression, base, component = [] } of definitions.searchParameters) {
      for (const type of base) {
        expect(() => expression && compilePath(expression, { model, type }), expression).not.toThrow();
      }
      for (const part of component) {
        expect(() => compilePath(part.expression, { model }), part.expression).not.toThrow();
      }
    }
  });
});
