import { describe, expect, it } from 'vitest';
import { against, observation } from '../testing/profiles.ts';
import { coding, SYSTEM, sliced } from '../testing/slices.ts';

const set = {
  resourceType: 'ValueSet',
  url: 'http://example.org/set',
  compose: { include: [{ system: SYSTEM, concept: [{ code: 'in' }] }] },
} as const;

describe('slices told apart by value', () => {
  const check = against('Observation', [
    sliced('Observation.category', 'value', 'coding.code'),
    { path: 'Observation.category', sliceName: 'first', min: 1, max: '1' },
    { path: 'Observation.category.coding', min: 1 },
    { path: 'Observation.category.coding.system', min: 1, fixedUri: SYSTEM },
    { path: 'Observation.category.coding.code', min: 1, fixedCode: 'a' },
  ]);

  it('are counted: too few and too many', () => {
    expect(check({ ...observation, category: [coding('a'), coding('b')] })).toEqual([]);
    expect(check({ ...observation, category: [coding('b')] })).toEqual([
      expect.stringMatching(/^error at Observation.category: .*slice first is required/),
    ]);
    expect(check(observation)).toEqual([
      expect.stringMatching(/^error at Observation.category: .*must have first/),
    ]);
    expect(check({ ...observation, category: [coding('a'), coding('a')] })).toEqual([
      expect.stringMatching(/at most 1 times, found 2/),
    ]);
  });

  it('are held to what the slice says beyond the discriminator', () => {
    const category = [{ coding: [{ system: 'http://example.org/other', code: 'a' }] }];
    expect(check({ ...observation, category })).toEqual([
      expect.stringMatching(/^error at Observation.category\[0\].coding\[0\].system: .*fixed value/),
    ]);
  });
});

describe('slices told apart by pattern', () => {
  const slicesOf = (rules: string, ordered = false) =>
    against('Observation', [
      sliced('Observation.category', 'pattern', '$this', rules, ordered),
      { path: 'Observation.category', sliceName: 'a', patternCodeableConcept: coding('a') },
      { path: 'Observation.category', sliceName: 'b', patternCodeableConcept: coding('b') },
    ]);

  it('leave others alone while the slicing is open', () => {
    expect(slicesOf('open')({ ...observation, category: [coding('c'), coding('b'), coding('a')] })).toEqual(
      [],
    );
  });

  it('allow no others when it is closed', () => {
    expect(slicesOf('closed')({ ...observation, category: [coding('a'), coding('c')] })).toEqual([
      expect.stringMatching(/^error at Observation.category\[1\]: .*fits none of the slices a, b/),
    ]);
  });

  it('come in their order when it is ordered', () => {
    const check = slicesOf('open', true);
    expect(check({ ...observation, category: [coding('a'), coding('c'), coding('b')] })).toEqual([]);
    expect(check({ ...observation, category: [coding('b'), coding('a')] })).toEqual([
      expect.stringMatching(/^error at Observation.category\[1\]: .*in the order a, b/),
    ]);
  });

  it('come before all others when it is open at the end', () => {
    const check = slicesOf('openAtEnd');
    expect(check({ ...observation, category: [coding('a'), coding('c')] })).toEqual([]);
    expect(check({ ...observation, category: [coding('c'), coding('a')] })).toEqual([
      expect.stringMatching(/must come after the slices/),
    ]);
  });
});

describe('slices told apart by a value set', () => {
  it('take the codes of the set', () => {
    const check = against(
      'Observation',
      [
        sliced('Observation.category', 'value', '$this'),
        {
          path: 'Observation.category',
          sliceName: 'listed',
          min: 1,
          binding: { strength: 'required', valueSet: set.url },
        },
      ],
      [],
      [set],
    );
    expect(check({ ...observation, category: [coding('in')] })).toEqual([]);
    expect(check({ ...observation, category: [coding('out')] })).toEqual([
      expect.stringMatching(/slice listed is required/),
    ]);
  });
});

describe('slices told apart by existence', () => {
  const check = against('Observation', [
    sliced('Observation.category', 'exists', 'text'),
    { path: 'Observation.category', sliceName: 'worded', max: '1' },
    { path: 'Observation.category.text', min: 1 },
    { path: 'Observation.category', sliceName: 'coded', max: '1' },
    { path: 'Observation.category.text', max: '0' },
    { path: 'Observation.category.coding', min: 1 },
  ]);

  it('sort what has the element from what has it not', () => {
    expect(check({ ...observation, category: [{ text: 'x' }, coding('a')] })).toEqual([]);
    expect(check({ ...observation, category: [coding('a'), coding('b')] })).toEqual([
      expect.stringMatching(/slice coded may occur at most 1/),
    ]);
    expect(check({ ...observation, category: [{ text: 'x' }, { text: 'y' }] })).toEqual([
      expect.stringMatching(/slice worded may occur at most 1/),
    ]);
    expect(
      check({
        ...observation,
        category: [{ id: 'a', extension: [{ url: 'http://example.org/e', valueCode: 'x' }] }],
      }),
    ).toEqual([expect.stringMatching(/category\[0\].coding/)]);
  });
});

describe('slices told apart by type', () => {
  it('of a choice hold for the property of that type', () => {
    const check = against('Observation', [
      sliced('Observation.value[x]', 'type', '$this'),
      { path: 'Observation.value[x]', sliceName: 'valueQuantity', type: [{ code: 'Quantity' }] },
      { path: 'Observation.value[x].unit', min: 1 },
    ]);
    expect(check({ ...observation, valueQuantity: { value: 1, unit: 'mg' } })).toEqual([]);
    expect(check({ ...observation, valueString: 'x' })).toEqual([]);
    expect(check({ ...observation, valueQuantity: { value: 1 } })).toEqual([
      expect.stringMatching(/^error at Observation.value.unit/),
    ]);
  });

  it('exclude other types when closed, and when one of them is required', () => {
    const element = (rules: string, min: number) => [
      sliced('Observation.value[x]', 'type', '$this', rules),
      { path: 'Observation.valueQuantity', sliceName: 'valueQuantity', type: [{ code: 'Quantity' }], min },
    ];
    expect(against('Observation', element('closed', 0))({ ...observation, valueString: 'x' })).toEqual([
      expect.stringMatching(/may not have this type/),
    ]);
    expect(against('Observation', element('open', 1))({ ...observation, valueString: 'x' })).not.toEqual([]);
    expect(against('Observation', element('open', 1))(observation)).toEqual([
      expect.stringMatching(/must have valueQuantity/),
    ]);
    expect(
      against('Observation', element('open', 1))({ ...observation, valueQuantity: { value: 1 } }),
    ).toEqual([]);
  });

  it('of references hold for targets of that type', () => {
    const to = (type: string) => [
      { code: 'Reference', targetProfile: [`http://hl7.org/fhir/StructureDefinition/${type}`] },
    ];
    const check = against('Observation', [
      sliced('Observation.performer', 'type', 'resolve()'),
      { path: 'Observation.performer', sliceName: 'patient', type: to('Patient'), max: '1' },
      { path: 'Observation.performer', sliceName: 'practitioner', type: to('Practitioner') },
      { path: 'Observation.performer.display', min: 1 },
    ]);
    expect(
      check({
        ...observation,
        performer: [{ reference: 'Patient/1' }, { reference: 'Practitioner/1', display: 'x' }],
      }),
    ).toEqual([]);
    expect(
      check({
        ...observation,
        performer: [{ reference: 'Patient/1' }, { reference: 'Patient/2' }, { reference: 'Practitioner/1' }],
      }),
    ).toEqual([
      expect.stringMatching(/^error at Observation.performer\[2\].display/),
      expect.stringMatching(/slice patient may occur at most 1/),
    ]);
  });
});
