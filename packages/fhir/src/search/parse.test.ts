import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { context, criteriaOf, refusal, registry, search } from '../../testing/r4-search.ts';
import { escapeValue } from './grammar/escape.ts';
import type { SearchContext } from './parse/search-context.ts';
import { parseSearch } from './parse.ts';
import { SearchError } from './search-error.ts';

const strict: Partial<SearchContext> = { handling: 'strict' };

describe('an include', () => {
  it('names the source, the reference and perhaps the target, forward and back, once or iterated', () => {
    const { includes } = search(
      'Procedure?_include=Procedure:encounter&_include:iterate=Encounter:service-provider:Organization&_revinclude=Provenance:target&_include=Procedure:*&_include=*',
    ).query;
    expect(includes).toMatchObject([
      { reverse: false, iterate: false, source: 'Procedure', param: { code: 'encounter' } },
      { iterate: true, source: 'Encounter', targetType: 'Organization' },
      { reverse: true, source: 'Provenance', param: { code: 'target' } },
      { source: 'Procedure' },
      { source: '*' },
    ]);
    expect(includes[3]).not.toHaveProperty('param');
  });

  it.each([
    '_include:Procedure:encounter=',
    '_include=Procedure',
    '_include=Procedure:nothing',
    '_include=Nobody:subject',
    '_include=Procedure:code',
    '_include=Procedure:patient:Practitioner',
    '_include:each=Procedure:encounter',
    '_include=Procedure:encounter,Procedure:patient',
  ])('that is malformed is left out with a warning, and refused when strict: %s', (pair) => {
    const { query, unsupported, self } = search(`Procedure?${pair}`);
    expect(query.includes).toEqual([]);
    expect(self).toEqual([]);
    expect(unsupported).toHaveLength(1);
    expect(refusal(`Procedure?${pair}`, strict)).toBeInstanceOf(SearchError);
  });

  it('does not go with _summary=text', () => {
    const parsed = search('Procedure?_include=Procedure:encounter&_summary=text');
    expect(parsed.query.includes).toEqual([]);
    expect(parsed.self).toEqual([['_summary', 'text']]);
    expect(parsed.unsupported).toHaveLength(1);
  });
});

describe('what shapes the answer', () => {
  it('is sorted by parameters, - for descending', () => {
    expect(search('Observation?_sort=status,-date,_lastUpdated,-_id').query.sort).toMatchObject([
      { by: { code: 'status' }, descending: false },
      { by: { code: 'date' }, descending: true },
      { by: '_lastUpdated', descending: false },
      { by: '_id', descending: true },
    ]);
    expect(search('Observation?_sort=nothing,-date').self).toEqual([['_sort', '-date']]);
    expect(refusal('Observation?_sort=nothing', strict).code).toBe('not-supported');
    expect(refusal('Observation?_sort=code-value-quantity', strict).code).toBe('not-supported');
  });

  it('has as many matches per page as asked, up to the limit', () => {
    expect(search('Patient?_count=3').query.count).toBe(3);
    expect(search('Patient?_count=100000').query.count).toBe(1000);
    expect(search('Patient?_count=100000').self).toEqual([['_count', '1000']]);
    expect(search('Patient?name=x', { limits: { defaultCount: 20 } }).query.count).toBe(20);
    expect(refusal('Patient?_count=-1')).toMatchObject({ code: 'value', expression: '_count' });
    expect(refusal('Patient?_count=many').code).toBe('value');
  });

  it('is only counted with _summary=count, and _count=0 means the same', () => {
    for (const address of ['Patient?_summary=count', 'Patient?_count=0']) {
      expect(search(address).query).toMatchObject({ count: 0, total: 'accurate' });
    }
  });

  it('has a total when asked, is summed up, and is cut to elements', () => {
    expect(search('Patient?_total=accurate').query.total).toBe('accurate');
    expect(search('Patient?_total=none').query.total).toBe('none');
    expect(refusal('Patient?_total=some').code).toBe('value');
    expect(search('Patient?_summary=data').summary).toBe('data');
    expect(refusal('Patient?_summary=maybe').code).toBe('value');
    expect(search('Patient?_elements=id,name').elements).toEqual(['id', 'name']);
    expect(refusal('Patient?_elements=na me').code).toBe('value');
  });

  it('goes on from a cursor, which is not part of the search as understood', () => {
    const { query, self } = search('Patient?name=x&_cursor=abc');
    expect(query.cursor).toBe('abc');
    expect(self).toEqual([['name', 'x']]);
  });

  it('may be asked once', () => {
    expect(refusal('Patient?_count=1&_count=2').code).toBe('invalid');
    expect(refusal('Patient?_summary=true&_summary=data').code).toBe('invalid');
  });
});

describe('a search of several types', () => {
  it('takes parameters that all of them have', () => {
    const { query } = search('?_type=Observation,Condition&patient=1&_lastUpdated=gt2020');
    expect(query.types).toEqual(['Observation', 'Condition']);
    expect(query.criteria).toMatchObject([
      { kind: 'reference', param: { base: 'Observation', code: 'patient' } },
      { kind: 'lastUpdated' },
    ]);
    expect(refusal('?_type=Observation,Patient&code=1').code).toBe('invalid');
    expect(refusal('?_type=Nobody').code).toBe('invalid');
    expect(refusal('Patient?_type=Observation').code).toBe('value');
  });

  it('is of all types when none is named', () => {
    expect(search('?_tag=x').query.types).toHaveLength(registry.resourceTypes.size);
  });
});

describe('what is not understood', () => {
  it('is left out of a lenient search with a warning, and refuses a strict one', () => {
    const { query, unsupported, self } = search('Patient?colour=red&name=x');
    expect(query.criteria).toHaveLength(1);
    expect(self).toEqual([['name', 'x']]);
    expect(unsupported).toEqual([
      {
        code: 'not-supported',
        sentence: 'colour is not a search parameter of Patient',
        expression: 'colour',
      },
    ]);
    expect(refusal('Patient?colour=red', strict)).toMatchObject({
      code: 'not-supported',
      expression: 'colour',
    });
  });

  it.each(['_text', '_content', '_filter', '_query'])(
    'is refused in any case where leaving it out would widen the search: %s',
    (name) => {
      expect(refusal(`Patient?${name}=x`)).toMatchObject({ code: 'not-supported', expression: name });
    },
  );

  it('is not an empty parameter, which is ignored', () => {
    const { query, self, unsupported } = search('Patient?name=&gender=', strict);
    expect(query.criteria).toEqual([]);
    expect(self).toEqual([]);
    expect(unsupported).toHaveLength(2);
  });
});

describe('a search over the limit', () => {
  const values = (count: number) => Array.from({ length: count }, (_, index) => index).join(',');

  it.each([
    ['values', `Observation?code=${values(1001)}`],
    ['criteria', `Observation?${'code=1&'.repeat(501)}`],
    ['criteria of a chain', `Observation?${'focus.identifier=1&'.repeat(10)}`],
    ['includes', `Observation?${'_include=Observation:subject&'.repeat(51)}`],
    ['sort keys', `Observation?_sort=${'date,'.repeat(10)}date`],
  ])('is refused as too costly: %s', (_, address) => {
    expect(refusal(address).code).toBe('too-costly');
  });

  it('may be set lower or higher by whoever runs the server', () => {
    expect(refusal('Observation?code=1,2,3', { limits: { values: 2 } }).code).toBe('too-costly');
    expect(criteriaOf(`Observation?code=${values(1001)}`, { limits: { values: 2000 } })).toHaveLength(1);
  });

  it('is refused when a value set is asked of so many types that it comes to too many values', () => {
    const valueSet = 'http://hl7.org/fhir/ValueSet/condition-clinical';
    const address = `Observation?focus.code:in=${valueSet}`;
    expect(refusal(address, { limits: { allValues: 100 } }).code).toBe('too-costly');
    expect(criteriaOf(address)).toHaveLength(1);
  });

  it('is refused for a value set that is too large to search by', () => {
    const valueSet = 'http://hl7.org/fhir/ValueSet/administrative-gender';
    expect(refusal(`Patient?gender:in=${valueSet}`, { limits: { expandedCodes: 3 } }).code).toBe(
      'too-costly',
    );
  });
});

describe('the search as understood', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
  const pair = fc.oneof(
    text.map((value) => ['name', escapeValue(value)] as const),
    fc
      .array(text, { minLength: 1, maxLength: 3 })
      .map((values) => ['name:exact', values.map(escapeValue).join(',')] as const),
    fc
      .tuple(text, text)
      .map(([system, code]) => ['identifier', `${escapeValue(system)}|${escapeValue(code)}`] as const),
    fc.constantFrom(
      ['gender', 'male'] as const,
      ['birthdate', 'ge1950-01'] as const,
      ['general-practitioner', 'Practitioner/7'] as const,
      ['_has:Observation:patient:code', 'x'] as const,
      ['organization.name', 'x'] as const,
      ['_include', 'Patient:organization'] as const,
      ['_sort', '-birthdate,unknown'] as const,
      ['unknown', 'x'] as const,
      ['gender', ''] as const,
      ['_revinclude', 'Nothing'] as const,
      ['_elements', 'id, name'] as const,
      ['_format', 'xml'] as const,
    ),
  );

  it('means the same when it is asked again', () => {
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 8 }), (pairs) => {
        const first = parseSearch(['Patient'], pairs, context);
        const again = parseSearch(['Patient'], first.self, { ...context, handling: 'strict' });
        expect(again).toEqual({ ...first, unsupported: [] });
      }),
    );
  });

  it('finds a text by itself, whatever is in it', () => {
    fc.assert(
      fc.property(text, text, (system, code) => {
        const pairs = [['identifier', `${escapeValue(system)}|${escapeValue(code)}`]] as const;
        expect(parseSearch(['Patient'], pairs, context).query.criteria).toMatchObject([
          { anyOf: [{ system, code }] },
        ]);
      }),
    );
  });
});
