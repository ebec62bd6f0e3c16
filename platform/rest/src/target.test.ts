import { describe, expect, it } from 'vitest';
import { interactionOf } from './interaction.ts';
import { parseTarget } from './target.ts';
import { refusalOf } from './testing/refusal.ts';

const types = new Set(['Patient', 'Observation']);
const target = (path: string) => parseTarget(path, (name) => types.has(name));

describe('an address below the FHIR base', () => {
  it.each([
    ['', { kind: 'system' }],
    ['/', { kind: 'system' }],
    ['/metadata', { kind: 'metadata' }],
    ['/_history', { kind: 'history' }],
    ['/_search', { kind: 'search' }],
    ['/$expand', { kind: 'operation', level: 'system', code: 'expand' }],
    ['/Patient', { kind: 'type', type: 'Patient' }],
    ['/Patient/_history', { kind: 'history', type: 'Patient' }],
    ['/Patient/$validate', { kind: 'operation', level: 'type', type: 'Patient', code: 'validate' }],
    ['/Patient/a.1-B', { kind: 'instance', type: 'Patient', id: 'a.1-B' }],
    ['/Patient/1/_history', { kind: 'history', type: 'Patient', id: '1' }],
    ['/Patient/1/_history/12', { kind: 'version', type: 'Patient', id: '1', version: 12 }],
    [
      '/Patient/1/Observation',
      { kind: 'compartment', within: { type: 'Patient', id: '1' }, type: 'Observation' },
    ],
    ['/Patient/1/*', { kind: 'compartment', within: { type: 'Patient', id: '1' } }],
    [
      '/Patient/1/Observation/_search',
      { kind: 'search', within: { type: 'Patient', id: '1' }, type: 'Observation' },
    ],
    [
      '/Patient/1/$everything',
      { kind: 'operation', level: 'instance', type: 'Patient', id: '1', code: 'everything' },
    ],
    ['/Patient/%61', { kind: 'instance', type: 'Patient', id: 'a' }],
  ])('%s is understood', (path, expected) => {
    expect(target(path)).toEqual(expected);
  });

  it.each([
    ['/Pacient', 404],
    ['/patient', 404],
    ['/constructor', 404],
    ['/Patient/1/Pacient', 404],
    ['/Patient/1/_history/0', 404],
    ['/Patient/1/_history/one', 404],
    ['/Patient/1/_history/1/2', 404],
    ['/Patient/_search/1', 404],
    ['/$', 404],
    ['/Patient/$a b', 404],
    ['/Patient/a_b', 400],
    [`/Patient/${'a'.repeat(65)}`, 400],
    ['/Patient/%00', 400],
    ['/Patient/%ff', 400],
    ['/Patient/%', 400],
    ['/Patient/..%2fObservation', 400],
  ])('%s is refused with %i', (path, status) => {
    expect(refusalOf(() => target(path)).status).toBe(status);
  });
});

describe('a method on an address', () => {
  it.each([
    ['GET', '', 'search'],
    ['POST', '', 'bundle'],
    ['GET', '/Patient', 'search'],
    ['POST', '/Patient', 'create'],
    ['PUT', '/Patient', 'update'],
    ['PATCH', '/Patient/1', 'patch'],
    ['DELETE', '/Patient/1', 'delete'],
    ['GET', '/Patient/1', 'read'],
    ['GET', '/Patient/1/_history/1', 'vread'],
    ['POST', '/Patient/_search', 'search'],
  ] as const)('%s %s is the interaction %s', (method, path, name) => {
    expect(interactionOf(method, target(path)).name).toBe(name);
  });

  it.each([
    ['PUT', '/metadata'],
    ['POST', '/Patient/1'],
    ['DELETE', '/Patient/1/_history/1'],
    ['GET', '/Patient/_search'],
    ['PATCH', ''],
  ] as const)('%s %s is refused with 405 and names what the address takes', (method, path) => {
    const refusal = refusalOf(() => interactionOf(method, target(path)));
    expect(refusal).toMatchObject({ status: 405 });
    expect(refusal.message).toMatch(/it takes [A-Z]/);
  });
});
