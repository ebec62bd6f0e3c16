import type { Criterion } from '@caecilia/fhir';
import { describe } from 'vitest';
import { FOUND_BY, range, SCT } from '../../testing/found-by.ts';
import { entriesOf, type Handmade, param } from '../../testing/handmade-store.ts';
import { onEachEngine } from '../../testing/handmade-suite.ts';

const LOINC = 'http://loinc.org';

const component = (name: string, value: number) => ({
  param: 'component-code-value-quantity',
  parts: [
    entriesOf({ tokens: [{ param: 'component-code', system: LOINC, code: name }] }),
    entriesOf({
      ranges: [
        {
          param: 'component-value-quantity',
          kind: 'quantity',
          low: value,
          high: value + 1e-9,
          unit: 'mm[Hg]',
        },
      ],
    }),
  ],
});

const variant = (name: string, start: number, end: number) => ({
  param: 'chromosome-variant-coordinate',
  parts: [
    entriesOf({ tokens: [{ param: 'chromosome', system: 'urn:chr', code: name }] }),
    entriesOf({ ranges: [{ param: 'variant-start', kind: 'number', low: start, high: start + 0.1 }] }),
    entriesOf({ ranges: [{ param: 'variant-end', kind: 'number', low: end, high: end + 0.1 }] }),
  ],
});

const COMPOSITES: readonly Handmade[] = [
  ...FOUND_BY,
  {
    type: 'Observation',
    id: 'bp-high',
    entries: { composites: [component('8480-6', 150), component('8462-4', 90)] },
  },
  {
    type: 'Observation',
    id: 'bp-odd',
    entries: { composites: [component('8480-6', 90), component('8462-4', 150)] },
  },
  {
    type: 'MolecularSequence',
    id: 'seq',
    entries: { composites: [variant('1', 10, 20), variant('1', 100, 200)] },
  },
  {
    type: 'Group',
    id: 'group',
    entries: {
      composites: [
        {
          param: 'characteristic-value',
          parts: [
            entriesOf({ tokens: [{ param: 'characteristic', system: 'urn:c', code: 'gender' }] }),
            entriesOf({ tokens: [{ param: 'value', system: 'urn:v', code: 'mixed' }] }),
          ],
        },
      ],
    },
  },
  {
    type: 'Observation',
    id: 'said',
    entries: {
      composites: [
        {
          param: 'code-value-string',
          parts: [
            entriesOf({ tokens: [{ param: 'code', system: SCT, code: '247751003' }] }),
            entriesOf({ strings: [{ param: 'value-string', value: 'Één keer naar Zee' }] }),
          ],
        },
      ],
    },
  },
  {
    type: 'DocumentReference',
    id: 'second',
    entries: {
      composites: [
        {
          param: 'relationship',
          parts: [
            entriesOf({ references: [{ param: 'relatesto', type: 'DocumentReference', id: 'first' }] }),
            entriesOf({ tokens: [{ param: 'relation', code: 'replaces' }] }),
          ],
        },
      ],
    },
  },
];

const token = (base: string, name: string, value: { system?: string; code?: string }): Criterion => ({
  kind: 'token',
  param: param(base, name, 'token'),
  anyOf: [value],
  negated: false,
});
const composite = (base: string, name: string, ...parts: readonly Criterion[]): Criterion => ({
  kind: 'composite',
  param: param(base, name, 'composite'),
  anyOf: [parts],
});

onEachEngine(COMPOSITES, ({ finds }) => {
  describe('a composite of a code and a range', () => {
    const pressure = (name: string, value: { system?: string; code?: string }): Criterion =>
      composite('Observation', name, token('Observation', 'component-code', value), {
        kind: 'quantity',
        param: param('Observation', 'component-value-quantity', 'quantity'),
        anyOf: [range('gt', 140, 140)],
      });
    const systolic = { system: LOINC, code: '8480-6' };
    const own = 'component-code-value-quantity';
    finds('holds when both hold in the same element', 'Observation', pressure(own, systolic), ['bp-high']);
    finds('is found by the code of any system', 'Observation', pressure(own, { code: '8480-6' }), [
      'bp-high',
    ]);
    finds('is found by the system alone', 'Observation', pressure(own, { system: LOINC }), [
      'bp-high',
      'bp-odd',
    ]);
    finds(
      'of a union is found where it is kept',
      'Observation',
      pressure('combo-code-value-quantity', systolic),
      ['bp-high'],
    );
    finds(
      'is checked on the rows that another criterion finds',
      'Observation',
      [pressure(own, { code: '8480-6' }), { kind: 'id', anyOf: ['bp-odd', 'bp-high'], negated: false }],
      ['bp-high'],
    );
    finds(
      'may be one of several',
      'Observation',
      {
        kind: 'composite',
        param: param('Observation', own, 'composite'),
        anyOf: ['8480-6', '8462-4'].map((each) => [
          token('Observation', 'component-code', { code: each }),
          {
            kind: 'quantity',
            param: param('Observation', 'component-value-quantity', 'quantity'),
            anyOf: [range('gt', 140, 140)],
          },
        ]),
      },
      ['bp-high', 'bp-odd'],
    );
  });

  describe('a composite over the whole Observation', () => {
    const measured = (name: string, low: number): Criterion =>
      composite('Observation', name, token('Observation', 'combo-code', { code: '29463-7' }), {
        kind: 'quantity',
        param: param('Observation', 'combo-value-quantity', 'quantity'),
        anyOf: [{ ...range('eq', low, low + 1), unit: 'kg' }],
      });
    finds('holds when code and value hold', 'Observation', measured('code-value-quantity', 71.5), ['weight']);
    finds('does not hold when the value does not', 'Observation', measured('code-value-quantity', 80), []);
    finds(
      'is part of the union with components',
      'Observation',
      measured('combo-code-value-quantity', 71.5),
      ['weight'],
    );
  });

  describe('a composite with two ranges', () => {
    const coordinates = (start: number, end: number): Criterion =>
      composite(
        'MolecularSequence',
        'chromosome-variant-coordinate',
        token('MolecularSequence', 'chromosome', { code: '1' }),
        {
          kind: 'number',
          param: param('MolecularSequence', 'variant-start', 'number'),
          anyOf: [range('ge', start, start)],
        },
        {
          kind: 'number',
          param: param('MolecularSequence', 'variant-end', 'number'),
          anyOf: [range('lt', end, end)],
        },
      );
    finds('takes both from one occurrence', 'MolecularSequence', coordinates(5, 50), ['seq']);
    finds('does not mix occurrences', 'MolecularSequence', coordinates(50, 50), []);
    finds(
      'is checked on the rows that another criterion finds',
      'MolecularSequence',
      [coordinates(50, 250), { kind: 'id', anyOf: ['seq'], negated: false }],
      ['seq'],
    );
  });

  describe('a composite of two codes', () => {
    const pair = (value: { system?: string; code?: string }): Criterion =>
      composite(
        'Group',
        'characteristic-value',
        token('Group', 'characteristic', { code: 'gender' }),
        token('Group', 'value', value),
      );
    finds('is found with a system', 'Group', pair({ system: 'urn:v', code: 'mixed' }), ['group']);
    finds('is found without systems', 'Group', pair({ code: 'mixed' }), ['group']);
    finds('is not found by another code', 'Group', pair({ code: 'male' }), []);
  });

  describe('a composite with a string', () => {
    finds(
      'matches its beginning, folded',
      'Observation',
      composite('Observation', 'code-value-string', token('Observation', 'code', { code: '247751003' }), {
        kind: 'string',
        param: param('Observation', 'value-string', 'string'),
        match: 'prefix',
        anyOf: ['een KEER'],
      }),
      ['said'],
    );
    finds(
      'needs the code as well',
      'Observation',
      composite('Observation', 'code-value-string', token('Observation', 'code', { code: 'other' }), {
        kind: 'string',
        param: param('Observation', 'value-string', 'string'),
        match: 'prefix',
        anyOf: ['een'],
      }),
      [],
    );
  });

  describe('a composite with a reference', () => {
    const relationship = (id: string): Criterion =>
      composite(
        'DocumentReference',
        'relationship',
        {
          kind: 'reference',
          param: param('DocumentReference', 'relatesto', 'reference', { targets: ['DocumentReference'] }),
          match: 'exact',
          anyOf: [{ id }],
          negated: false,
        },
        token('DocumentReference', 'relation', { code: 'replaces' }),
      );
    finds('is found by the id alone', 'DocumentReference', relationship('first'), ['second']);
    finds('is not found by another id', 'DocumentReference', relationship('second'), []);
  });
});
