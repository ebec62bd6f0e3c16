import { describe, expect, it } from 'vitest';
import { expandOperation } from './expand-operation.ts';
import { createTerminology } from './terminology.ts';
import { validateCodeOperation } from './validate-code-operation.ts';

const system = 'http://example.org/places';
const url = 'http://example.org/ValueSet/places';
const codes = [
  { code: 'home', display: 'Thuis' },
  { code: 'hospice', display: 'Hospice' },
  { code: 'care', display: 'Verpleeghuis, één kamer' },
];
const terminology = createTerminology({
  valueSets: [
    {
      resourceType: 'ValueSet',
      url,
      version: '1.0',
      name: 'Places',
      status: 'active',
      compose: { include: [{ system, concept: codes }] },
    },
    {
      resourceType: 'ValueSet',
      url: 'http://example.org/ValueSet/open',
      compose: {
        include: [
          { system: 'http://snomed.info/sct', filter: [{ property: 'concept', op: 'is-a', value: '1' }] },
        ],
      },
    },
  ],
});
const timestamp = '2026-01-01T00:00:00.000Z';

describe('$expand', () => {
  const expand = (parameters: object) => expandOperation(terminology, { url, timestamp, ...parameters });
  const found = (parameters: object) => {
    const answer = expand(parameters);
    return 'valueSet' in answer ? answer.valueSet.expansion : answer;
  };

  it('answers with the codes, their systems and displays, and the heading of the set', () => {
    expect(expand({})).toEqual({
      valueSet: {
        resourceType: 'ValueSet',
        url,
        version: '1.0',
        name: 'Places',
        status: 'active',
        expansion: { timestamp, total: 3, offset: 0, contains: codes.map((each) => ({ system, ...each })) },
      },
    });
  });

  it('pages by offset and count, and keeps the total', () => {
    expect(found({ offset: 1, count: 1 })).toMatchObject({
      total: 3,
      offset: 1,
      contains: [{ code: 'hospice' }],
    });
    expect(found({ count: 0 })).not.toHaveProperty('contains');
  });

  it('filters by the beginnings of words, accents and case aside', () => {
    expect(found({ filter: 'een ver' })).toMatchObject({ total: 1, contains: [{ code: 'care' }] });
    expect(found({ filter: 'HO' })).toMatchObject({ total: 2 });
    expect(found({ filter: 'xyz' })).toMatchObject({ total: 0 });
  });

  it('works out a value set that is sent along', () => {
    const sent = {
      resourceType: 'ValueSet',
      url: 'http://example.org/mine',
      compose: { include: [{ valueSet: [url] }], exclude: [{ system, concept: [{ code: 'home' }] }] },
    };
    expect(found({ url: undefined, valueSet: sent })).toMatchObject({ total: 2 });
  });

  it('is refused for an unknown set, a set that cannot be listed, and no set', () => {
    expect(expand({ url: 'http://example.org/none' })).toMatchObject({ refused: 'not-found' });
    expect(expand({ url: `${url}|2.0` })).toMatchObject({ refused: 'not-found' });
    expect(expand({ url: 'http://example.org/ValueSet/open' })).toMatchObject({ refused: 'not-supported' });
    expect(expand({ url: undefined })).toMatchObject({ refused: 'required' });
  });
});

describe('$validate-code', () => {
  const validate = (parameters: object) => {
    const answer = validateCodeOperation(terminology, { url, ...parameters });
    return 'parameters' in answer
      ? Object.fromEntries(
          answer.parameters.parameter.map((each) => [
            each.name,
            'valueBoolean' in each ? each.valueBoolean : each.valueString,
          ]),
        )
      : answer;
  };

  it('says yes with the display', () => {
    expect(validate({ system, code: 'home' })).toEqual({ result: true, display: 'Thuis' });
  });

  it('says no with a sentence', () => {
    expect(validate({ system, code: 'prison' })).toEqual({
      result: false,
      message: `The code prison of ${system} is not in the value set ${url}`,
    });
  });

  it('takes a coding, and a concept of which one coding is in the set', () => {
    expect(validate({ coding: { system, code: 'home' } })).toMatchObject({ result: true });
    const coding = [
      { system: 'urn:other', code: 'x' },
      { system, code: 'hospice' },
    ];
    expect(validate({ codeableConcept: { coding } })).toMatchObject({ result: true });
  });

  it('is refused where it cannot be told, and never answers no instead', () => {
    const open = { url: 'http://example.org/ValueSet/open', system: 'http://snomed.info/sct', code: '2' };
    expect(validate(open)).toMatchObject({ refused: 'not-supported' });
    expect(validate({ url: 'http://example.org/none', code: 'x' })).toMatchObject({ refused: 'not-found' });
    expect(validate({})).toMatchObject({ refused: 'required' });
  });
});
