import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SearchError } from '../search-error.ts';
import { escapeValue, splitUnescaped, unescapeValue } from './escape.ts';
import { parseParameterName } from './parameter-name.ts';

describe('a parameter value', () => {
  it('is divided where a separator is not escaped', () => {
    expect(splitUnescaped(String.raw`a,b\,c,\\,d`, ',')).toEqual([
      'a',
      String.raw`b\,c`,
      String.raw`\\`,
      'd',
    ]);
    expect(splitUnescaped('http://acme.org|a|b', '|')).toEqual(['http://acme.org', 'a', 'b']);
    expect(splitUnescaped('', ',')).toEqual(['']);
  });

  it(String.raw`means xx\xx by xx\\xx, and xx\xx alone is illegal`, () => {
    expect(unescapeValue(String.raw`xx\\xx`)).toBe(String.raw`xx\xx`);
    expect(unescapeValue(String.raw`xx\$xx`)).toBe('xx$xx');
    expect(() => unescapeValue(String.raw`xx\xx`)).toThrow(SearchError);
    expect(() => unescapeValue('xx\\')).toThrow(SearchError);
  });

  it('comes back as it was after escaping, whatever is in it', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (texts) => {
        for (const separator of [',', '|', '$'] as const) {
          const joined = texts.map(escapeValue).join(separator);
          expect(splitUnescaped(joined, separator).map(unescapeValue)).toEqual(texts);
        }
      }),
    );
  });
});

describe('a parameter name', () => {
  it('is a code with at most one modifier', () => {
    expect(parseParameterName('birthdate')).toEqual({ kind: 'plain', code: 'birthdate' });
    expect(parseParameterName('code:not-in')).toEqual({ kind: 'plain', code: 'code', modifier: 'not-in' });
  });

  it('is a chain where a dot follows the code, with or without a type', () => {
    expect(parseParameterName('device.type:in')).toEqual({ kind: 'chain', code: 'device', rest: 'type:in' });
    expect(parseParameterName('subject:Patient.organization.name')).toEqual({
      kind: 'chain',
      code: 'subject',
      targetType: 'Patient',
      rest: 'organization.name',
    });
  });

  it('is asked of those that point here after _has, which nests and chains', () => {
    expect(parseParameterName('_has:Observation:patient:_has:AuditEvent:entity:agent.name:exact')).toEqual({
      kind: 'has',
      type: 'Observation',
      reference: 'patient',
      rest: '_has:AuditEvent:entity:agent.name:exact',
    });
  });

  it.each([
    '',
    ':exact',
    'name:',
    'subject.',
    '.name',
    'subject:.name',
    '_has',
    '_has:Observation',
    '_has:Observation:patient',
    '_has:Observation:patient:',
    '_has::patient:code',
  ])('is refused where something is missing: %s', (name) => {
    expect(() => parseParameterName(name)).toThrow(SearchError);
  });
});
