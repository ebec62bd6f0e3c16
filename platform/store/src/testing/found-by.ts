import type { Criterion, Prefix, RangeValue } from '@caecilia/fhir';
import { type Handmade, param } from './handmade-store.ts';

/** What the tests of single criteria look for. All invented. */
export const SCT = 'http://snomed.info/sct';

export const code = param('Observation', 'code', 'token');
export const identifier = param('Patient', 'identifier', 'token');

/** Ms since 1970 of a date. */
export const day = (text: string): number => Date.parse(text);

export const range = (prefix: Prefix, low: number, high: number): RangeValue => ({ prefix, low, high });

/** A criterion on the code of an Observation. */
export const token = (value: { system?: string; code?: string }, negated = false): Criterion => ({
  kind: 'token',
  param: code,
  anyOf: [value],
  negated,
});

export const FOUND_BY: readonly Handmade[] = [
  {
    type: 'Observation',
    id: 'wish',
    entries: {
      tokens: [
        { param: 'code', system: SCT, code: '153851000146100' },
        { param: 'status', code: 'final' },
      ],
      texts: [{ param: 'code', text: 'Specifieke wensen: Überleg' }],
      ranges: [{ param: 'date', kind: 'date', low: day('2026-03-01'), high: day('2026-03-02') }],
      present: ['code', 'status', 'date'],
    },
  },
  {
    type: 'Observation',
    id: 'weight',
    entries: {
      tokens: [{ param: 'code', system: 'http://loinc.org', code: '29463-7' }],
      texts: [{ param: 'code', text: 'Body weight' }],
      ranges: [
        { param: 'date', kind: 'date', low: day('2026-01-01'), high: Number.POSITIVE_INFINITY },
        {
          param: 'value-quantity',
          kind: 'quantity',
          low: 72,
          high: 72.000001,
          unitSystem: 'http://unitsofmeasure.org',
          unit: 'kg',
          unitText: 'kilo',
        },
      ],
      present: ['code', 'date', 'value-quantity'],
    },
  },
  {
    type: 'Observation',
    id: 'bare',
    entries: { tokens: [{ param: 'code', code: 'local' }], present: ['code'] },
  },
  {
    type: 'Patient',
    id: 'zoe',
    entries: {
      strings: [
        { param: 'family', value: 'van den  Bérg' },
        { param: 'given', value: 'Zoë' },
      ],
      tokens: [
        {
          param: 'identifier',
          system: 'urn:bsn',
          code: '999911120',
          identifierType: { system: 'urn:types', code: 'NNNLD' },
        },
      ],
      present: ['family', 'given', 'identifier'],
    },
  },
  {
    type: 'Patient',
    id: 'berg',
    entries: { strings: [{ param: 'family', value: 'BERG' }], present: ['family'] },
  },
  {
    type: 'ValueSet',
    id: 'child',
    entries: { uris: [{ param: 'url', value: 'http://example.org/fhir/ValueSet/a' }], present: ['url'] },
  },
  {
    type: 'ValueSet',
    id: 'sibling',
    entries: { uris: [{ param: 'url', value: 'http://example.org/fhirX' }], present: ['url'] },
  },
  {
    type: 'QuestionnaireResponse',
    id: 'versioned',
    entries: {
      references: [{ param: 'questionnaire', url: 'http://example.org/q', version: '1.2.3' }],
      present: ['questionnaire'],
    },
  },
  {
    type: 'QuestionnaireResponse',
    id: 'unversioned',
    entries: { references: [{ param: 'questionnaire', url: 'http://example.org/q' }] },
  },
  {
    type: 'Task',
    id: 'for-someone',
    entries: {
      references: [
        { param: 'owner', identifier: { system: 'urn:ura', value: '01234567' } },
        { param: 'focus', type: 'Procedure', id: 'p1' },
        { param: 'focus', url: 'http://elsewhere.example/fhir/Procedure/p1' },
      ],
    },
  },
];
