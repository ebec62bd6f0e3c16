import { describe, expect, it } from 'vitest';
import { coded, codeIn, known, ofParty, strictReading } from './strict-element.ts';

const read = strictReading('proof');
const refused = { code: 'invariant', issues: [expect.objectContaining({ expression: ['Task.x'] })] };

describe('strict reading of a resource', () => {
  it('gives what the module writes', () => {
    expect(read.textIn('\n', 'Task.x')).toBe('\n');
    expect(read.booleanIn(false, 'Task.x')).toBe(false);
    expect(read.instantIn('2026-03-29T03:00:00+02:00', 'Task.x')).toBe('2026-03-29T01:00:00.000Z');
    expect(read.dayIn('2026-03-29', 'Task.x')).toBe('2026-03-29');
    expect(read.oneOf(['a', 'b'], 'b', 'Task.x')).toBe('b');
    expect(read.idIn({ reference: 'Patient/anna' }, 'Patient', 'Task.x')).toBe('anna');
    expect(read.partyIn({ display: 'zaalarts' }, 'Task.x')).toEqual({ name: 'zaalarts' });
  });

  it.each<[string, () => unknown]>([
    ['text that is empty', () => read.textIn('', 'Task.x')],
    ['a word where yes or no belongs', () => read.booleanIn('true', 'Task.x')],
    ['a time without an offset', () => read.instantIn('2026-03-29T03:00:00', 'Task.x')],
    ['a day that is no day of any month', () => read.instantIn('2026-13-29T03:00:00Z', 'Task.x')],
    ['a time where a day belongs', () => read.dayIn('2026-03-29T03:00:00Z', 'Task.x')],
    ['what is not on the list', () => read.oneOf(['a'], 'c', 'Task.x')],
    [
      'a reference to elsewhere',
      () => read.referenceIn({ reference: 'https://a.example/Patient/1' }, 'Task.x'),
    ],
    ['a reference to another type', () => read.idIn({ reference: 'Group/anna' }, 'Patient', 'Task.x')],
    ['nobody', () => read.partyIn({}, 'Task.x')],
  ])('refuses %s, with its place and the module', (_what, reading) => {
    expect(reading).toThrow(expect.objectContaining(refused));
    expect(reading).toThrow(/the proof module writes/);
  });
});

describe('writing elements', () => {
  it('leaves out what FHIR knows no element for', () => {
    expect(known({ a: undefined, b: [], c: [1], d: false })).toEqual({ c: [1], d: false });
    expect(ofParty({ name: 'zaalarts' })).toEqual({ display: 'zaalarts' });
  });

  it('finds a code in its own system only', () => {
    expect(codeIn(coded('urn:a', 'x'), 'urn:a')).toBe('x');
    expect(codeIn(coded('urn:a', 'x'), 'urn:b')).toBeUndefined();
  });
});
