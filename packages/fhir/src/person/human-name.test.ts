import { describe, expect, it } from 'vitest';
import { callName, formalName, spokenName } from './human-name.ts';

const EXT = 'http://hl7.org/fhir/StructureDefinition/';
const part = (name: string, valueString: string) => ({ url: `${EXT}humanname-${name}`, valueString });
const SPLIT = {
  use: 'official',
  prefix: ['dr.'],
  given: ['W.', 'Wilhelmina'],
  _given: [{ extension: [{ url: `${EXT}iso21090-EN-qualifier`, valueCode: 'IN' }] }, null],
  family: 'van der Test-de Proef',
  _family: {
    extension: [
      part('own-prefix', 'de'),
      part('own-name', 'Proef'),
      part('partner-prefix', 'van der'),
      part('partner-name', 'Test'),
    ],
  },
  extension: [{ url: `${EXT}humanname-assembly-order`, valueCode: 'NL3' }],
};

describe('the name of a person', () => {
  it('is looked up by the family and said the other way round, own and partner name in the order that was chosen', () => {
    expect(formalName([SPLIT])).toBe('van der Test – de Proef, Wilhelmina');
    expect(spokenName([SPLIT])).toBe('dr. Wilhelmina van der Test – de Proef');
  });

  it('is the recorded text where it is spoken, and where there are no parts', () => {
    expect(spokenName([{ ...SPLIT, text: 'Wil de Proef' }])).toBe('Wil de Proef');
    expect(formalName([{ text: 'Wil de Proef' }])).toBe('Wil de Proef');
    expect(formalName([{ ...SPLIT, text: 'Wil de Proef' }])).toBe('van der Test – de Proef, Wilhelmina');
  });

  it('is read from a list and from an element that holds one name', () => {
    expect(formalName({ family: 'Proef', given: ['Wil'] })).toBe('Proef, Wil');
    expect(spokenName({ text: 'Wil Proef' })).toBe('Wil Proef');
  });

  it('is the official one, and neither an old one nor what friends say', () => {
    const names = [
      { use: 'old', family: 'Toen' },
      { use: 'nickname', given: ['Wil'] },
      { use: 'usual', family: 'Nu' },
      { use: 'official', family: 'Echt', given: ['A'] },
    ];
    expect(formalName(names)).toBe('Echt, A');
    expect(formalName(names.slice(0, 3))).toBe('Nu');
    expect(callName(names)).toBe('Wil');
  });

  it.each([
    ['nothing', undefined],
    ['an empty list', []],
    ['nothing in its place', null],
    ['blank words', [{ family: ' ', given: [''], text: '  ' }]],
    ['what is no name', [7, null, 'x', { family: 7, given: { 0: 'x' } }]],
  ])('is none where the record has %s', (_, names) => {
    expect([formalName(names), spokenName(names), callName(names)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
