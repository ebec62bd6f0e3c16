import { describe, expect, it } from 'vitest';
import { definitions, model, registry } from '../../testing/r4-search.ts';
import type { SearchParameterDefinition } from '../model/definitions.ts';
import { createExtractor } from './extract.ts';
import { SearchError } from './search-error.ts';

const UNANSWERED = ['_text', '_content', '_query'];

function definition(more: Partial<SearchParameterDefinition> = {}): SearchParameterDefinition {
  return {
    resourceType: 'SearchParameter',
    url: 'http://example.org/SearchParameter/Communication-reason-code',
    code: 'reason-code',
    type: 'token',
    base: ['Communication'],
    expression: 'Communication.reasonCode',
    ...more,
  };
}

describe('the registry', () => {
  it('knows every official search parameter for every type it is for', () => {
    for (const each of definitions.searchParameters.filter(({ code }) => !UNANSWERED.includes(code))) {
      for (const type of registry.resourceTypes) {
        if (!each.base.some((base) => model.isA(type, base))) continue;
        expect(registry.get(type, each.code)?.url, `${type}.${each.code}`).toBe(each.url);
        expect(registry.byUrl(each.url, type)?.code).toBe(each.code);
      }
    }
  });

  it('has the common parameters for each type, and lists by code', () => {
    const common = ['_id', '_lastUpdated', '_profile', '_security', '_source', '_tag'];
    for (const type of registry.resourceTypes) {
      const codes = registry.list(type).map(({ code }) => code);
      expect(codes).toEqual(expect.arrayContaining(common));
      expect(codes).toEqual(codes.toSorted());
    }
    expect(registry.list('Nothing')).toEqual([]);
  });

  it('gives each type its own part of an expression for several', () => {
    expect(registry.get('Condition', 'patient')).toMatchObject({
      base: 'Condition',
      expression: 'Condition.subject.where(resolve() is Patient)',
      targets: ['Patient'],
    });
    expect(registry.get('Patient', 'email')?.expression).toBe("Patient.telecom.where(system='email')");
  });

  it('knows that patient is always a Patient, also where the definition allows more', () => {
    for (const type of registry.resourceTypes) {
      const patient = registry.get(type, 'patient');
      if (patient?.type === 'reference') expect(patient.targets, type).toEqual(['Patient']);
    }
  });

  it('knows for every parameter which types of value it finds', () => {
    for (const type of registry.resourceTypes) {
      for (const param of registry.list(type)) {
        expect(registry.valueTypes(param).types.size, `${type}.${param.code}`).toBeGreaterThan(0);
      }
    }
  });

  it('joins composites to their parts', () => {
    expect(registry.get('Observation', 'code-value-quantity')?.components).toMatchObject([
      { param: { code: 'code' }, expression: 'code' },
      { param: { code: 'value-quantity' }, expression: 'value.ofType(Quantity)' },
    ]);
    expect(registry.get('Observation', 'code-value-date')?.components[1]?.expression).toBe(
      'value.ofType(dateTime) | value.ofType(Period)',
    );
  });
});

describe('a parameter that is installed', () => {
  it('is found and extracted like an official one', () => {
    const installed = registry.with([definition()]);
    const extract = createExtractor(installed, model);
    const reasonCode = [{ coding: [{ system: 'http://snomed.info/sct', code: '1' }] }];
    expect(installed.get('Communication', 'reason-code')?.type).toBe('token');
    expect(registry.get('Communication', 'reason-code')).toBeUndefined();
    expect(extract({ resourceType: 'Communication', reasonCode }).tokens).toContainEqual({
      param: 'reason-code',
      system: 'http://snomed.info/sct',
      code: '1',
    });
  });

  it('stands before an official one of the same code', () => {
    const url = 'http://example.org/SearchParameter/Goal-start-date';
    const more = { url, code: 'start-date', base: ['Goal'], type: 'date', expression: 'Goal.statusDate' };
    expect(registry.with([definition(more)]).get('Goal', 'start-date')?.url).toBe(url);
  });

  it('may be written for several types, with or without naming them, and in the older way of casting', () => {
    const more = { base: ['Communication', 'Task'], expression: 'reasonCode' };
    expect(registry.with([definition(more)]).get('Task', 'reason-code')?.expression).toBe('reasonCode');
    const cast = definition({
      base: ['MedicationRequest', 'MedicationDispense'],
      expression: '(MedicationRequest.medication as Reference) | MedicationDispense.medication.as(Reference)',
      type: 'reference',
      code: 'drug',
    });
    expect(registry.with([cast]).get('MedicationRequest', 'drug')).toMatchObject({
      expression: '(MedicationRequest.medication as Reference)',
      targets: ['Medication'],
    });
    expect(registry.with([cast]).get('MedicationDispense', 'drug')?.targets).toEqual(['Medication']);
  });

  it.each([
    ['an unknown base', { base: ['Nothing'] }],
    ['no base', { base: [] }],
    ['no expression', { expression: '' }],
    ['an unknown type', { type: 'colour' }],
    ['the type special', { type: 'special' }],
    ['a malformed expression', { expression: 'Communication.reasonCode.where(' }],
    ['an unknown function', { expression: 'Communication.reasonCode.paint()' }],
    [
      'an unknown component',
      {
        type: 'composite',
        component: [
          { definition: 'urn:none', expression: 'code' },
          { definition: 'urn:none', expression: 'code' },
        ],
      },
    ],
    ['too few components', { type: 'composite', component: [] }],
  ])('is refused with %s', (_, more) => {
    expect(() => registry.with([definition(more)])).toThrow(SearchError);
  });
});
