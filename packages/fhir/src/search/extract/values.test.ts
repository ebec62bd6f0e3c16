import { describe, expect, it } from 'vitest';
import { entriesOf } from '../../../testing/r4-search.ts';
import { ExactNumber } from '../../json/exact-number.ts';
import { nextUp } from '../value/decimal-range.ts';

describe('a string parameter', () => {
  it('finds all parts of names and addresses that are text', () => {
    const patient = {
      resourceType: 'Patient',
      name: [
        {
          use: 'official',
          family: 'Voorbeeld',
          given: ['Anna', 'Bo'],
          prefix: ['mw.'],
          period: { start: '2000' },
        },
      ],
      address: [
        { use: 'home', line: ['Teststraat 1'], city: 'Nergenshuizen', postalCode: '0000 AA', country: 'NL' },
      ],
    };
    expect(entriesOf(patient, 'name')).toEqual(
      ['Voorbeeld', 'Anna', 'Bo', 'mw.'].map((value) => ({ value })),
    );
    expect(entriesOf(patient, 'address')).toEqual(
      ['Nergenshuizen', '0000 AA', 'NL', 'Teststraat 1'].map((value) => ({ value })),
    );
    expect(entriesOf(patient, 'address-city')).toEqual([{ value: 'Nergenshuizen' }]);
  });

  it('finds markdown, and the text of a concept', () => {
    expect(entriesOf({ resourceType: 'Library', description: 'Some **text**' }, 'description')).toEqual([
      { value: 'Some **text**' },
    ]);
    expect(
      entriesOf({ resourceType: 'Observation', valueCodeableConcept: { text: 'Positive' } }, 'value-string'),
    ).toEqual([{ value: 'Positive' }]);
  });
});

describe('a date parameter', () => {
  const ms = (text: string) => Date.parse(text);

  it('finds the limits of dates, periods with open ends, and timings', () => {
    const date = (value: object) => entriesOf({ resourceType: 'Observation', ...value }, 'date');
    expect(date({ effectiveDateTime: '2013-01' })).toEqual([
      { kind: 'date', low: ms('2013-01-01T00:00Z'), high: ms('2013-02-01T00:00Z') },
    ]);
    expect(date({ effectivePeriod: { start: '2013-01-01' } })).toEqual([
      { kind: 'date', low: ms('2013-01-01T00:00Z'), high: Number.POSITIVE_INFINITY },
    ]);
    expect(date({ effectivePeriod: { end: '2013-01-01' } })).toEqual([
      { kind: 'date', low: Number.NEGATIVE_INFINITY, high: ms('2013-01-02T00:00Z') },
    ]);
    expect(
      date({
        effectiveTiming: {
          event: ['2013-03-01', '2013-01-31'],
          repeat: { boundsPeriod: { end: '2013-02-01' } },
        },
      }),
    ).toEqual([{ kind: 'date', low: Number.NEGATIVE_INFINITY, high: ms('2013-03-02T00:00Z') }]);
    expect(date({ effectiveInstant: '2013-01-01T10:00:00.123+01:00' })).toEqual([
      { kind: 'date', low: ms('2013-01-01T09:00:00.123Z'), high: ms('2013-01-01T09:00:00.124Z') },
    ]);
  });

  it('has no entry for what is not a date, and for a period without ends', () => {
    expect(entriesOf({ resourceType: 'Procedure', performedString: 'last spring' }, 'date')).toEqual([]);
    expect(entriesOf({ resourceType: 'Observation', effectivePeriod: {} }, 'date')).toEqual([]);
    expect(entriesOf({ resourceType: 'Observation', effectiveDateTime: 'soon' }, 'date')).toEqual([]);
  });
});

describe('a number or quantity parameter', () => {
  const quantity = (valueQuantity: object) =>
    entriesOf({ resourceType: 'Observation', valueQuantity }, 'value-quantity');

  it('finds a number as a point, in whichever form the number is kept', () => {
    const risk = (probabilityDecimal: unknown) =>
      entriesOf({ resourceType: 'RiskAssessment', prediction: [{ probabilityDecimal }] }, 'probability');
    expect(risk(0.5)).toEqual([{ kind: 'number', low: 0.5, high: nextUp(0.5) }]);
    expect(risk(new ExactNumber('0.50'))).toEqual([{ kind: 'number', low: 0.5, high: nextUp(0.5) }]);
  });

  it('finds the unit of a quantity by its code, and as printed where that differs', () => {
    expect(quantity({ value: 5.4, unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg' })).toEqual([
      { kind: 'quantity', low: 5.4, high: nextUp(5.4), unitSystem: 'http://unitsofmeasure.org', unit: 'mg' },
    ]);
    expect(quantity({ value: 5, unit: 'milligram', code: 'mg' })).toEqual([
      { kind: 'quantity', low: 5, high: nextUp(5), unit: 'mg', unitText: 'milligram' },
    ]);
    expect(quantity({ value: 5, unit: 'tablets' })).toEqual([
      { kind: 'quantity', low: 5, high: nextUp(5), unit: 'tablets' },
    ]);
    expect(quantity({ unit: 'mg' })).toEqual([]);
  });

  it.each([
    ['<', Number.NEGATIVE_INFINITY, 5],
    ['<=', Number.NEGATIVE_INFINITY, nextUp(5)],
    ['>', nextUp(5), Number.POSITIVE_INFINITY],
    ['>=', 5, Number.POSITIVE_INFINITY],
  ])('reads a quantity with the comparator %s as a range without end', (comparator, low, high) => {
    expect(quantity({ value: 5, comparator })).toEqual([{ kind: 'quantity', low, high }]);
  });

  it('finds ranges, money and sampled data', () => {
    const range = { low: { value: 1, unit: 'km' }, high: { value: 2, unit: 'km' } };
    expect(entriesOf({ resourceType: 'Condition', onsetRange: range }, 'onset-age')).toEqual([
      { kind: 'quantity', low: 1, high: nextUp(2), unit: 'km' },
    ]);
    const totalNet = { value: 10.5, currency: 'EUR' };
    expect(entriesOf({ resourceType: 'Invoice', totalNet }, 'totalnet')).toEqual([
      { kind: 'quantity', low: 10.5, high: nextUp(10.5), unitSystem: 'urn:iso:std:iso:4217', unit: 'EUR' },
    ]);
    const valueSampledData = {
      origin: { value: 2, unit: 'mV' },
      period: 10,
      factor: 2,
      lowerLimit: -8,
      dimensions: 1,
      data: '1 5 E L 3',
    };
    expect(entriesOf({ resourceType: 'Observation', valueSampledData }, 'value-quantity')).toEqual([
      { kind: 'quantity', low: -14, high: nextUp(12), unit: 'mV' },
    ]);
  });
});

describe('a uri parameter', () => {
  it('finds an address as it is, and a canonical with and without its version', () => {
    const profile = ['http://acme.org/StructureDefinition/vital|2.0'];
    expect(entriesOf({ resourceType: 'Observation', meta: { profile } }, '_profile')).toEqual([
      { value: 'http://acme.org/StructureDefinition/vital|2.0' },
      { value: 'http://acme.org/StructureDefinition/vital' },
    ]);
    const valueSet = { resourceType: 'ValueSet', url: 'http://acme.org/ValueSet/x', version: '1.0' };
    expect(entriesOf(valueSet, 'url')).toEqual([
      { value: 'http://acme.org/ValueSet/x' },
      { value: 'http://acme.org/ValueSet/x|1.0' },
    ]);
  });
});

describe('a composite parameter', () => {
  it('keeps together what stands in the same element', () => {
    const component = [
      { code: { coding: [{ code: '8480-6' }] }, valueQuantity: { value: 120 } },
      { code: { coding: [{ code: '8462-4' }] }, valueString: 'not taken' },
    ];
    const found = entriesOf({ resourceType: 'Observation', component }, 'component-code-value-quantity');
    expect(found).toMatchObject([
      { parts: [{ tokens: [{ param: 'component-code', code: '8480-6' }] }, { ranges: [{ low: 120 }] }] },
    ]);
  });

  it('takes parts from the resource itself where its expression says so', () => {
    const observation = {
      resourceType: 'Observation',
      code: { coding: [{ code: 'a' }] },
      valueDateTime: '2020',
    };
    expect(entriesOf(observation, 'code-value-date')).toMatchObject([
      { parts: [{ tokens: [{ code: 'a' }] }, { ranges: [{ kind: 'date' }] }] },
    ]);
    const sequence = {
      resourceType: 'MolecularSequence',
      referenceSeq: { chromosome: { coding: [{ code: '1' }] } },
      variant: [{ start: 100, end: 110 }],
    };
    expect(entriesOf(sequence, 'chromosome-variant-coordinate')).toMatchObject([
      { parts: [{ tokens: [{ code: '1' }] }, { ranges: [{ low: 100 }] }, { ranges: [{ low: 110 }] }] },
    ]);
  });

  it('of related documents has the reference first and the kind of relation second', () => {
    const relatesTo = [{ code: 'appends', target: { reference: 'DocumentReference/1' } }];
    expect(entriesOf({ resourceType: 'DocumentReference', relatesTo }, 'relationship')).toMatchObject([
      {
        parts: [{ references: [{ type: 'DocumentReference', id: '1' }] }, { tokens: [{ code: 'appends' }] }],
      },
    ]);
  });

  it('is how a position on earth is kept', () => {
    const position = { latitude: 52.09, longitude: 5.12 };
    expect(entriesOf({ resourceType: 'Location', position }, 'near')).toMatchObject([
      { parts: [{ ranges: [{ low: 52.09 }] }, { ranges: [{ low: 5.12 }] }] },
    ]);
  });
});
