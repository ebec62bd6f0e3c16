import type { Criterion, Prefix } from '@caecilia/fhir';
import { describe, expect } from 'vitest';
import { code, day, FOUND_BY, identifier, range, SCT, token } from '../../testing/found-by.ts';
import { param } from '../../testing/handmade-store.ts';
import { onEachEngine } from '../../testing/handmade-suite.ts';

onEachEngine(FOUND_BY, ({ finds, test }) => {
  describe('a token', () => {
    finds('is found by system and code', 'Observation', token({ system: SCT, code: '153851000146100' }), [
      'wish',
    ]);
    finds('is found by its code in any system', 'Observation', token({ code: '29463-7' }), ['weight']);
    finds('is found by its system alone', 'Observation', token({ system: SCT }), ['wish']);
    finds('is left out by :not of its system', 'Observation', token({ system: SCT }, true), [
      'weight',
      'bare',
    ]);
    finds(
      'is one of a system or a code',
      'Observation',
      { kind: 'token', param: code, anyOf: [{ system: SCT }, { code: 'local' }], negated: false },
      ['wish', 'bare'],
    );
    finds(
      'is checked by its system on the rows that another criterion finds',
      'Observation',
      [token({ system: SCT }), { kind: 'id', anyOf: ['wish', 'bare'], negated: false }],
      ['wish'],
    );
    finds('without a system is found as such', 'Observation', token({ system: '', code: 'local' }), ['bare']);
    finds(
      'with a system is not found as one without',
      'Observation',
      token({ system: '', code: '29463-7' }),
      [],
    );
    finds('of another system is not found', 'Observation', token({ system: 'urn:x', code: '29463-7' }), []);
    finds('is case sensitive', 'Observation', token({ code: 'LOCAL' }), []);
    finds(
      'is left out by :not, where others and nothing stay',
      'Observation',
      token({ code: 'local' }, true),
      ['wish', 'weight'],
    );
    finds(
      'is one of many, more than are compared one by one',
      'Observation',
      {
        kind: 'token',
        param: code,
        anyOf: Array.from({ length: 100 }, (_, index) => ({ code: index === 7 ? 'local' : `x${index}` })),
        negated: false,
      },
      ['bare'],
    );
    finds(
      'is none of many',
      'Observation',
      {
        kind: 'token',
        param: code,
        anyOf: Array.from({ length: 100 }, (_, index) => ({ code: index === 7 ? 'local' : `x${index}` })),
        negated: true,
      },
      ['wish', 'weight'],
    );
    finds(
      ':text finds the beginning of any word, whatever the accents',
      'Observation',
      { kind: 'text', param: code, anyOf: ['wensen ubER'] },
      ['wish'],
    );
    finds(
      ':text does not find the middle of a word',
      'Observation',
      { kind: 'text', param: code, anyOf: ['ensen'] },
      [],
    );
  });

  describe('an identifier', () => {
    finds(
      'is found by its system alone',
      'Patient',
      { kind: 'token', param: identifier, anyOf: [{ system: 'urn:bsn' }], negated: false },
      ['zoe'],
    );
    const ofType = (value: string, typeCode: string): Criterion => ({
      kind: 'identifierOfType',
      param: identifier,
      anyOf: [{ system: 'urn:types', code: typeCode, value }],
    });
    finds('is found by its type and value', 'Patient', ofType('999911120', 'NNNLD'), ['zoe']);
    finds('is not found by another type', 'Patient', ofType('999911120', 'MR'), []);
    finds(
      'of a reference is found by :identifier',
      'Task',
      {
        kind: 'referenceIdentifier',
        param: param('Task', 'owner', 'reference'),
        anyOf: [{ system: 'urn:ura', code: '01234567' }],
      },
      ['for-someone'],
    );
  });

  describe('a missing parameter', () => {
    const missing = (code: string, isMissing: boolean): Criterion => ({
      kind: 'missing',
      param: param('Observation', code, 'token'),
      missing: isMissing,
    });
    finds('is missing', 'Observation', missing('status', true), ['weight', 'bare']);
    finds('is not missing', 'Observation', missing('status', false), ['wish']);
    finds('that is a union is there when a part is', 'Observation', missing('combo-value-quantity', false), [
      'weight',
    ]);
    finds(
      'that is a conjunction is missing when a part is',
      'Observation',
      missing('code-value-quantity', true),
      ['wish', 'bare'],
    );
  });

  describe('an id', () => {
    const ids = (anyOf: readonly string[], negated = false): Criterion => ({ kind: 'id', anyOf, negated });
    finds('finds its resource', 'Observation', ids(['wish', 'nothing']), ['wish']);
    finds('of a deleted resource finds nothing', 'Observation', ids(['gone']), []);
    finds('of another type finds nothing', 'Patient', ids(['wish']), []);
    finds('that cannot be one finds nothing', 'Observation', ids(['no/id', '']), []);
    finds('is left out by :not', 'Observation', ids(['wish', 'weight', 'no/id'], true), ['bare']);
  });

  describe('the time of the last change', () => {
    const at = (prefix: Prefix, low: string, high: string): Criterion => ({
      kind: 'lastUpdated',
      anyOf: [range(prefix, day(low), day(high))],
    });
    const year = ['2026-01-01', '2027-01-01'] as const;
    const every = ['wish', 'weight', 'bare'];
    finds('lies in the year', 'Observation', at('eq', ...year), every);
    finds('is not outside of it', 'Observation', at('ne', ...year), []);
    finds('comes after the year before', 'Observation', at('gt', '2025-01-01', '2026-01-01'), every);
    finds('does not come before it', 'Observation', at('lt', ...year), []);
    finds('comes before the end of it', 'Observation', at('le', ...year), every);
    finds(
      'is compared beyond the years a date can print',
      'Observation',
      {
        kind: 'lastUpdated',
        anyOf: [range('lt', 8.64e15, 8.64e15)],
      },
      every,
    );
  });

  describe('what can never match', () => {
    finds('matches nothing', 'Observation', { kind: 'never' }, []);
  });

  test('searches several types at once, and all of their criteria must hold', async (store) => {
    const found = await store.find(['Observation', 'Patient'], token({ code: 'local' }, true));
    expect(found.toSorted()).toEqual([
      'Observation/weight',
      'Observation/wish',
      'Patient/berg',
      'Patient/zoe',
    ]);
    const some = await store.find(['Patient', 'Observation'], {
      kind: 'id',
      anyOf: ['zoe', 'wish'],
      negated: false,
    });
    expect(some.toSorted()).toEqual(['Observation/wish', 'Patient/zoe']);
  });
});
