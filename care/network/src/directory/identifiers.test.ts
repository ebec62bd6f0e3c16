import { describe, expect, it } from 'vitest';
import { identifierFault, tidyIdentifier } from './identifiers.ts';

describe('a Dutch care number', () => {
  it.each([
    ['agb', '01234567', undefined],
    ['agb', '1234567', { kind: 'length', digits: 8 }],
    ['agb', '012345678', { kind: 'length', digits: 8 }],
    ['big', '19012345601', undefined],
    ['big', '1901234560', { kind: 'length', digits: 11 }],
    ['big', '1901234560a', { kind: 'not-digits' }],
    ['uzi', '900012345', undefined],
    ['uzi', '12', undefined],
    ['ura', '00001234', undefined],
    ['ura', '', { kind: 'not-digits' }],
  ] as const)('%s %s: %j', (kind, value, fault) => {
    expect(identifierFault(kind, value)).toEqual(fault);
  });

  it('may be typed with spaces, full stops and hyphens', () => {
    expect(tidyIdentifier(' 01-23.45 67 ')).toBe('01234567');
  });
});
