import type { Criterion, SearchQuery, SortKey } from '@caecilia/fhir';
import { type Handmade, param, reference } from './handmade-store.ts';

/** Rows that try the order of an answer, and what is asked of them. */
export const date = param('Observation', 'date', 'date');
export const value = param('Observation', 'value-string', 'string');
const code = param('Observation', 'code', 'token');
const patient = param('Observation', 'patient', 'reference', { targets: ['Patient'] });

export const TEXTS = ['Ärger', 'arm', 'Been'];

/** Many ties, some values missing, some several. */
export const FIXTURES: readonly Handmade[] = Array.from({ length: 40 }, (_, index): Handmade => {
  const dates = index % 5 === 0 ? [] : index % 7 === 0 ? [index % 3, 9] : [index % 3];
  const text = TEXTS[index % 3] ?? '';
  const texts =
    index % 4 === 0 ? [] : index % 9 === 0 ? [text, 'Zus'] : index % 9 === 1 ? ['zus', text] : [text];
  return {
    type: index % 8 === 7 ? 'Procedure' : 'Observation',
    id: `r${index}`,
    patient: index % 2 === 0 ? 'even' : 'odd',
    entries: {
      ranges: dates.map((start) => ({ param: 'date', kind: 'date', low: start, high: start + 1 })),
      strings: texts.map((each) => ({ param: 'value-string', value: each })),
      tokens: [{ param: 'code', code: ['a', 'B', 'c'][index % 3] ?? '' }],
      references: [reference('patient', 'Patient', index % 2 === 0 ? 'even' : 'odd')],
    },
  };
});

export const QUERIES: readonly (Partial<SearchQuery> & { readonly title: string })[] = [
  { title: 'everything of a type', types: ['Observation'] },
  { title: 'everything of two types', types: ['Observation', 'Procedure'] },
  { title: 'the records of a patient', types: ['Observation'], criteria: [ofPatient('even')] },
  {
    title: 'the records of a patient over types',
    types: ['Observation', 'Procedure'],
    criteria: [compartment('odd')],
  },
  { title: 'a broad criterion', types: ['Observation'], criteria: [tokens('a', 'B')] },
  {
    title: 'a broad criterion over types',
    types: ['Observation', 'Procedure'],
    criteria: [tokens('a', 'B')],
  },
  {
    title: 'a narrow criterion',
    types: ['Observation'],
    criteria: [{ kind: 'string', param: value, match: 'prefix', anyOf: ['a'] }],
  },
];

export const SORTS: readonly (readonly SortKey[])[] = [
  [],
  [{ by: '_lastUpdated', descending: false }],
  [{ by: '_lastUpdated', descending: true }],
  [{ by: '_id', descending: false }],
  [{ by: date, descending: false }],
  [{ by: date, descending: true }],
  [{ by: value, descending: true }],
  [
    { by: code, descending: false },
    { by: date, descending: true },
    { by: value, descending: false },
  ],
  [
    { by: date, descending: true },
    { by: value, descending: false },
    { by: '_lastUpdated', descending: false },
  ],
  [{ by: patient, descending: false }],
];

function ofPatient(id: string): Criterion {
  return {
    kind: 'reference',
    param: patient,
    match: 'exact',
    anyOf: [{ type: 'Patient', id }],
    negated: false,
  };
}
function compartment(patientId: string): Criterion {
  return { kind: 'compartment', patientId };
}
export function tokens(...codes: readonly string[]): Criterion {
  return { kind: 'token', param: code, anyOf: codes.map((each) => ({ code: each })), negated: false };
}
