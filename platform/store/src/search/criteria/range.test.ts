import type { Criterion, QuantityValue, RangeValue } from '@caecilia/fhir';
import { describe } from 'vitest';
import { day, FOUND_BY, range } from '../../testing/found-by.ts';
import { type Handmade, param } from '../../testing/handmade-store.ts';
import { onEachEngine } from '../../testing/handmade-suite.ts';

const date = param('Observation', 'date', 'date');
const quantity = param('Observation', 'value-quantity', 'quantity');

const occurred = (month: string) => {
  const low = day(`${month}-01`);
  return { param: 'date', kind: 'date', low, high: low + 86_400_000 } as const;
};

const DATED: readonly Handmade[] = [
  ...FOUND_BY,
  { type: 'Procedure', id: 'twice', entries: { ranges: [occurred('2020-01'), occurred('2020-12')] } },
  { type: 'Procedure', id: 'june', entries: { ranges: [occurred('2020-06')] } },
];

onEachEngine(DATED, ({ finds }) => {
  describe('a date', () => {
    const on = (...values: readonly RangeValue[]): Criterion => ({
      kind: 'date',
      param: date,
      anyOf: values,
    });
    const march = [day('2026-03-01'), day('2026-04-01')] as const;
    finds('is equal when the search contains it', 'Observation', on(range('eq', ...march)), ['wish']);
    finds('is not equal when the search does not contain it', 'Observation', on(range('ne', ...march)), [
      'weight',
    ]);
    finds('that ends after the search is greater', 'Observation', on(range('gt', ...march)), ['weight']);
    finds('within the search is greater or equal', 'Observation', on(range('ge', ...march)), [
      'wish',
      'weight',
    ]);
    finds('that begins before the search is less', 'Observation', on(range('lt', ...march)), ['weight']);
    finds('within the search is less or equal', 'Observation', on(range('le', ...march)), ['wish', 'weight']);
    finds(
      'that begins where the search ends starts after it',
      'Observation',
      on(range('sa', 0, day('2026-03-01'))),
      ['wish'],
    );
    finds(
      'that begins a moment sooner does not',
      'Observation',
      on(range('sa', 0, day('2026-03-01') + 1)),
      [],
    );
    finds(
      'that ends where the search begins ends before it',
      'Observation',
      on(range('eb', day('2026-03-02'), day('2026-03-03'))),
      ['wish'],
    );
    finds('that overlaps is about that', 'Observation', on(range('ap', ...march)), ['wish', 'weight']);
    finds(
      'that touches does not overlap',
      'Observation',
      on(range('ap', day('2026-03-02'), day('2026-03-02') + 1)),
      ['weight'],
    );
    finds(
      'is checked on the rows that another criterion finds',
      'Observation',
      [on(range('lt', ...march)), { kind: 'id', anyOf: ['weight', 'wish'], negated: false }],
      ['weight'],
    );
  });

  describe('two criteria on a date', () => {
    const between = (from: string, until: string): Criterion[] => [
      {
        kind: 'date',
        param: param('Procedure', 'date', 'date'),
        anyOf: [range('ge', day(from), day(from) + 1)],
      },
      {
        kind: 'date',
        param: param('Procedure', 'date', 'date'),
        anyOf: [range('lt', day(until), day(until) + 1)],
      },
    ];
    finds('leave what lies between', 'Procedure', between('2020-05-01', '2020-07-01'), ['june', 'twice']);
    finds('are met by one date', 'Procedure', between('2020-11-20', '2020-12-20'), ['twice']);
    finds('may be met by two dates of a row', 'Procedure', between('2020-12-01', '2020-01-15'), ['twice']);
    finds(
      'are checked on the rows that another criterion finds',
      'Procedure',
      [...between('2020-05-01', '2020-07-01'), { kind: 'id', anyOf: ['june'], negated: false }],
      ['june'],
    );
  });

  describe('a quantity', () => {
    const of = (value: Partial<QuantityValue>): Criterion => ({
      kind: 'quantity',
      param: quantity,
      anyOf: [{ prefix: 'gt', low: 70, high: 70, ...value }],
    });
    const ucum = 'http://unitsofmeasure.org';
    finds('is found without a unit', 'Observation', of({}), ['weight']);
    finds('is found by system and code of its unit', 'Observation', of({ unitSystem: ucum, unit: 'kg' }), [
      'weight',
    ]);
    finds('is found by the code of its unit', 'Observation', of({ unit: 'kg' }), ['weight']);
    finds('is found by the unit as printed', 'Observation', of({ unit: 'kilo' }), ['weight']);
    finds('of another unit is not found', 'Observation', of({ unitSystem: ucum, unit: 'g' }), []);
    finds(
      'is found by the union of values and components',
      'Observation',
      {
        kind: 'quantity',
        param: param('Observation', 'combo-value-quantity', 'quantity'),
        anyOf: [range('eq', 71.5, 72.5)],
      },
      ['weight'],
    );
  });
});
