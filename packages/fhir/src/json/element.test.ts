import { describe, expect, it } from 'vitest';
import { elementOf, elementsOf } from './element.ts';

describe('an element whose content is not known', () => {
  it.each([undefined, null, 'text', 7, []])('says nothing where it is no object: %j', (value) => {
    expect(elementOf(value)).toEqual({});
  });

  it('is among the objects of a list, and what is no list has none', () => {
    expect(elementsOf([{ a: 1 }, null, 'text', [], { b: 2 }])).toEqual([{ a: 1 }, { b: 2 }]);
    expect([elementsOf({ a: 1 }), elementsOf(undefined)]).toEqual([[], []]);
  });
});
