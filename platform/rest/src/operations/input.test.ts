import type { OperationDefinition } from '@caecilia/kernel';
import { describe, expect, it } from 'vitest';
import { refusalOf } from '../testing/refusal.ts';
import { parseInput } from './input.ts';

const definition: OperationDefinition = {
  code: 'made-up',
  url: 'http://example.org/OperationDefinition/made-up',
  levels: ['type'],
  types: ['Patient'],
  affectsState: false,
  in: [
    { name: 'url', min: 1, max: 1, type: 'uri' },
    { name: 'count', min: 0, max: 1, type: 'integer' },
    { name: 'active', min: 0, max: 1, type: 'boolean' },
    { name: 'concept', min: 0, max: 1, type: 'CodeableConcept' },
    { name: 'resource', min: 0, max: 1, type: 'Resource' },
    { name: 'item', min: 0, max: '*', parts: [{ name: 'code', min: 1, max: 1, type: 'code' }] },
  ],
  out: [],
};

const parse = (query: string, parameter?: unknown) =>
  parseInput(definition, {
    query: new URLSearchParams(query),
    ...(parameter === undefined ? {} : { body: { resourceType: 'Parameters', parameter } }),
  });

describe('the arguments of an operation', () => {
  it('come from the address, by their types', () => {
    const input = parse('url=urn:x&count=3&active=false&_format=xml');
    expect([...input]).toEqual([
      ['url', [{ value: 'urn:x' }]],
      ['count', [{ value: 3 }]],
      ['active', [{ value: false }]],
    ]);
  });

  it('come from a Parameters resource, with resources and parts', () => {
    const input = parse('', [
      { name: 'url', valueCanonical: 'urn:x' },
      { name: 'concept', valueCodeableConcept: { text: 'made up' } },
      { name: 'resource', resource: { resourceType: 'Basic' } },
      { name: 'item', part: [{ name: 'code', valueCode: 'a' }] },
    ]);
    expect(input.get('concept')).toEqual([{ value: { text: 'made up' } }]);
    expect(input.get('resource')).toEqual([{ resource: { resourceType: 'Basic' } }]);
    expect(input.get('item')?.[0]?.parts?.get('code')).toEqual([{ value: 'a' }]);
  });

  it('may be one resource alone', () => {
    const input = parseInput(
      { ...definition, in: definition.in.slice(4, 5) },
      { query: new URLSearchParams(), body: { resourceType: 'Basic' } },
    );
    expect(input.get('resource')).toEqual([{ resource: { resourceType: 'Basic' } }]);
  });

  it.each([
    ['what is missing', '', undefined, 'the parameter url is missing'],
    ['what is there twice', 'url=a&url=b', undefined, 'may be given 1 time'],
    ['what is not known', 'url=a&other=b', undefined, 'there is no parameter of this name'],
    ['another type in the address', 'url=a&count=many', undefined, 'takes a value of type integer'],
    [
      'a type that an address cannot carry',
      'url=a&concept=x',
      undefined,
      'takes a value of type CodeableConcept',
    ],
    ['another type in the body', '', [{ name: 'url', valueBoolean: true }], 'takes a value of type uri'],
    ['a part that is missing', 'url=a', [{ name: 'item' }], 'the parameter code is missing'],
    ['a parameter without a name', 'url=a', [{ valueString: 'x' }], 'has a name'],
    ['a list that is none', 'url=a', {}, 'is a list'],
  ])('are refused with 400 for %s', (_what, query, parameter, sentence) => {
    const refusal = refusalOf(() => parse(query, parameter));
    expect(refusal).toMatchObject({ status: 400 });
    expect(refusal.message).toContain(sentence);
  });
});
