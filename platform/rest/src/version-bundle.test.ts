import type { StoredVersion } from '@caecilia/kernel';
import { expect, test } from 'vitest';
import { searchBundle } from './version-bundle.ts';

const version = (id: string): StoredVersion => ({
  type: 'Observation',
  id,
  versionId: 1,
  lastUpdated: '2026-03-01T09:30:00.000Z',
  deleted: false,
  method: 'POST',
  content: `{"resourceType":"Observation","id":"${id}"}`,
});
const frame = { base: 'https://care.example/fhir', links: [{ relation: 'self' as const, url: 'x' }] };
const read = (text: string): unknown => JSON.parse(text);

test('matches come first, then what is included, then what is said about the search', () => {
  const outcome = '{"resourceType":"OperationOutcome"}';
  const text = searchBundle(
    { matches: [version('a'), version('b')], includes: [version('c')] },
    { ...frame, total: 2, outcome },
  );
  expect(read(text)).toEqual({
    resourceType: 'Bundle',
    type: 'searchset',
    total: 2,
    link: [{ relation: 'self', url: 'x' }],
    entry: [
      ...['a', 'b', 'c'].map((id) => ({
        fullUrl: `https://care.example/fhir/Observation/${id}`,
        resource: { resourceType: 'Observation', id },
        search: { mode: id === 'c' ? 'include' : 'match' },
      })),
      { resource: { resourceType: 'OperationOutcome' }, search: { mode: 'outcome' } },
    ],
  });
});

test('an answer without entries has no list of entries: FHIR knows no empty ones', () => {
  expect(read(searchBundle({ matches: [], includes: [] }, frame))).not.toHaveProperty('entry');
});
