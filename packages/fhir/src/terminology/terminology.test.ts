import { r4Definitions } from '@caecilia/definitions';
import { describe, expect, it } from 'vitest';
import { hasShared, jsonFiles } from '../../testing/shared-data.ts';
import type { CodeSystem, ValueSet, ValueSetInclude } from '../model/definitions.ts';
import { createTerminology } from './terminology.ts';

const colours: CodeSystem = {
  resourceType: 'CodeSystem',
  url: 'http://example.org/colours',
  content: 'complete',
  concept: [
    {
      code: 'red',
      display: 'Red',
      property: [{ code: 'warm', valueBoolean: true }],
      concept: [
        { code: 'crimson', display: 'Crimson' },
        { code: 'scarlet', display: 'Scarlet', property: [{ code: 'status', valueCode: 'retired' }] },
      ],
    },
    { code: 'blue', display: 'Blue', concept: [{ code: 'navy', display: 'Navy' }] },
    {
      code: 'purple',
      display: 'Purple',
      property: [
        { code: 'parent', valueCode: 'red' },
        { code: 'parent', valueCode: 'blue' },
      ],
    },
  ],
};

function set(
  include: ValueSetInclude[],
  more: Partial<ValueSet['compose']> = {},
  url = 'http://example.org/set',
): ValueSet {
  return { resourceType: 'ValueSet', url, status: 'active', compose: { include, ...more } };
}

function expandOne(include: ValueSetInclude[], more: Partial<ValueSet['compose']> = {}) {
  const expansion = createTerminology({ valueSets: [set(include, more)], codeSystems: [colours] }).expand(
    'http://example.org/set',
  );
  return { codes: expansion?.codes.map((each) => each.code).sort(), complete: expansion?.complete };
}

const system = colours.url;

describe('a value set', () => {
  it('lists the codes that it names, with the display of the code system where it gives none', () => {
    const terminology = createTerminology({
      valueSets: [set([{ system, concept: [{ code: 'red', display: 'Rood' }, { code: 'navy' }] }])],
      codeSystems: [colours],
    });
    expect(terminology.expand('http://example.org/set')).toEqual({
      url: 'http://example.org/set',
      codes: [
        { system, code: 'red', display: 'Rood' },
        { system, code: 'navy', display: 'Navy' },
      ],
      complete: true,
    });
  });

  it('takes a whole code system, nested codes included', () => {
    expect(expandOne([{ system }])).toEqual({
      codes: ['blue', 'crimson', 'navy', 'purple', 'red', 'scarlet'],
      complete: true,
    });
  });

  it('filters by hierarchy, over more than one parent', () => {
    const filter = (op: string, value: string) =>
      expandOne([{ system, filter: [{ property: 'concept', op, value }] }]).codes;
    expect(filter('is-a', 'red')).toEqual(['crimson', 'purple', 'red', 'scarlet']);
    expect(filter('descendent-of', 'blue')).toEqual(['navy', 'purple']);
    expect(filter('is-not-a', 'red')).toEqual(['blue', 'navy']);
    expect(filter('generalizes', 'purple')).toEqual(['blue', 'purple', 'red']);
  });

  it('filters by property, code and display', () => {
    const filter = (property: string, op: string, value: string) =>
      expandOne([{ system, filter: [{ property, op, value }] }]).codes;
    expect(filter('warm', '=', 'true')).toEqual(['red']);
    expect(filter('warm', 'exists', 'false')).toEqual(['blue', 'crimson', 'navy', 'purple', 'scarlet']);
    expect(filter('code', 'in', 'red, navy')).toEqual(['navy', 'red']);
    expect(filter('code', 'regex', '[a-z]{4}')).toEqual(['blue', 'navy']);
    expect(filter('display', '=', 'Navy')).toEqual(['navy']);
  });

  it('leaves out what it excludes', () => {
    const exclude = [{ system, filter: [{ property: 'concept', op: 'is-a', value: 'red' }] }];
    expect(expandOne([{ system }], { exclude })).toEqual({ codes: ['blue', 'navy'], complete: true });
  });

  it('takes what all its conditions share when it imports another set', () => {
    const terminology = createTerminology({
      valueSets: [
        set([{ system, valueSet: ['http://example.org/warm'] }]),
        set(
          [
            { system, concept: [{ code: 'red' }, { code: 'purple' }] },
            { system: 'urn:x', concept: [{ code: 'y' }] },
          ],
          {},
          'http://example.org/warm',
        ),
      ],
      codeSystems: [colours],
    });
    expect(terminology.expand('http://example.org/set')?.codes.map((each) => each.code)).toEqual([
      'red',
      'purple',
    ]);
  });

  it('that imports itself ends, and is not complete', () => {
    const terminology = createTerminology({ valueSets: [set([{ valueSet: ['http://example.org/set'] }])] });
    expect(terminology.expand('http://example.org/set')).toMatchObject({ codes: [], complete: false });
  });

  it('of which nothing is held is undefined, never empty', () => {
    const terminology = createTerminology({});
    expect(terminology.expand('http://example.org/set')).toBeUndefined();
    expect(terminology.validateCode({ url: 'http://example.org/set', code: 'red' })).toBeUndefined();
  });

  it('in a version is that version and no other', () => {
    const versions = ['1.9.0', '1.10.0', '2.0.0-rc2'].map((version) => ({
      ...set([{ system, concept: [{ code: version }] }]),
      version,
    }));
    const terminology = createTerminology({ valueSets: versions });
    const codeOf = (url: string) => terminology.expand(url)?.codes[0]?.code;
    expect(codeOf('http://example.org/set|1.9.0')).toBe('1.9.0');
    expect(codeOf('http://example.org/set')).toBe('2.0.0-rc2');
    expect(codeOf('http://example.org/set|3.0.0')).toBeUndefined();
  });

  it('with a stored expansion is known by it where the definition cannot be worked out', () => {
    const snomed = 'http://snomed.info/sct';
    const filtered = set([
      { system: snomed, filter: [{ property: 'concept', op: 'is-a', value: '72506001' }] },
    ]);
    const stored = {
      ...filtered,
      expansion: {
        contains: [
          { system: snomed, code: '72506001' },
          { system: snomed, code: '465460004' },
        ],
      },
    };
    const terminology = createTerminology({ valueSets: [stored] });
    expect(terminology.expand(filtered.url)).toMatchObject({ complete: true });
    expect(terminology.validateCode({ url: filtered.url, system: snomed, code: '14106009' })?.result).toBe(
      false,
    );
    const page = { ...stored, expansion: { ...stored.expansion, total: 12 } };
    expect(createTerminology({ valueSets: [page] }).expand(filtered.url)).toMatchObject({ complete: false });
  });
});

describe('membership of a code', () => {
  const terminology = createTerminology({
    valueSets: [
      set([
        { system, concept: [{ code: 'red', display: 'Red' }] },
        {
          system: 'http://snomed.info/sct',
          filter: [{ property: 'concept', op: 'is-a', value: '404684003' }],
        },
      ]),
      set([{ system: 'urn:ietf:bcp:47' }], {}, 'http://example.org/languages'),
      set([{ system: 'urn:ietf:bcp:13' }], {}, 'http://example.org/media-types'),
      set(
        [{ system }],
        { exclude: [{ system, filter: [{ property: 'unknown', op: '=', value: 'x' }] }] },
        'http://example.org/doubtful',
      ),
    ],
    codeSystems: [colours],
  });
  const answer = (url: string, code: string, from?: string) =>
    terminology.validateCode({ url, code, ...(from === undefined ? {} : { system: from }) })?.result;

  it('is yes for a listed code, no for another of the same system, unknown where the system is not held', () => {
    expect(answer('http://example.org/set', 'red', system)).toBe(true);
    expect(answer('http://example.org/set', 'blue', system)).toBe(false);
    expect(answer('http://example.org/set', '22298006', 'http://snomed.info/sct')).toBeUndefined();
  });

  it('of a bare code is unknown while one system of the set is', () => {
    expect(answer('http://example.org/set', 'red')).toBe(true);
    expect(answer('http://example.org/set', 'blue')).toBeUndefined();
  });

  it('is unknown for every code of a system from which an unknown part is excluded', () => {
    expect(answer('http://example.org/doubtful', 'red', system)).toBeUndefined();
    expect(answer('http://example.org/doubtful', 'green', system)).toBe(false);
  });

  it('is judged by form for languages and media types', () => {
    expect(answer('http://example.org/languages', 'nl-NL')).toBe(true);
    expect(answer('http://example.org/languages', 'not a language')).toBe(false);
    expect(answer('http://example.org/media-types', 'application/fhir+xml;charset=utf-8')).toBe(true);
    expect(answer('http://example.org/media-types', 'pdf')).toBe(false);
  });

  it('with a display that belongs to another code is a no that names the right display', () => {
    const asked = { url: 'http://example.org/set', system, code: 'red' };
    expect(terminology.validateCode({ ...asked, display: 'RED' })).toEqual({ result: true, display: 'Red' });
    expect(terminology.validateCode({ ...asked, display: 'Blue' })).toMatchObject({
      result: false,
      display: 'Red',
    });
  });
});

describe('a code system', () => {
  const terminology = createTerminology({
    codeSystems: [colours, { ...colours, url: 'http://example.org/fragment', content: 'fragment' }],
  });

  it('tells what is broader and narrower', () => {
    expect(terminology.ancestors(system, 'purple')?.toSorted()).toEqual(['blue', 'red']);
    expect(terminology.descendants(system, 'red')?.toSorted()).toEqual(['crimson', 'purple', 'scarlet']);
    expect(terminology.subsumes(system, 'red', 'crimson')).toBe('subsumes');
    expect(terminology.subsumes(system, 'crimson', 'red')).toBe('subsumed-by');
    expect(terminology.subsumes(system, 'crimson', 'navy')).toBe('not-subsumed');
    expect(terminology.subsumes(system, 'red', 'red')).toBe('equivalent');
  });

  it('says nothing of codes it does not have, nor of a hierarchy held in part', () => {
    expect(terminology.subsumes(system, 'red', 'green')).toBeUndefined();
    expect(terminology.descendants('http://example.org/fragment', 'red')).toBeUndefined();
    expect(terminology.descendants('http://snomed.info/sct', '404684003')).toBeUndefined();
  });

  it('knows its codes: all of them when complete, some when a fragment', () => {
    expect(terminology.isCodeOf(system, 'green')).toBe(false);
    expect(terminology.isCodeOf('http://example.org/fragment', 'red')).toBe(true);
    expect(terminology.isCodeOf('http://example.org/fragment', 'green')).toBeUndefined();
    expect(terminology.isCodeOf('http://snomed.info/sct', '1')).toBeUndefined();
  });

  it('describes a concept', () => {
    expect(terminology.lookup(system, 'scarlet')).toMatchObject({
      display: 'Scarlet',
      inactive: true,
      abstract: false,
    });
    expect(terminology.lookup(system, 'green')).toBeUndefined();
  });
});

describe('the terminology of R4', () => {
  const terminology = createTerminology({ source: r4Definitions() });

  it('is listed in full where R4 lists it', () => {
    const codes = terminology.expand('http://hl7.org/fhir/ValueSet/consent-state-codes|4.0.1')?.codes;
    expect(codes?.map((each) => each.code)).toEqual([
      'draft',
      'proposed',
      'active',
      'rejected',
      'inactive',
      'entered-in-error',
    ]);
    const encounter = terminology.expand('http://terminology.hl7.org/ValueSet/v3-ActEncounterCode');
    expect(encounter?.complete).toBe(true);
    expect(encounter?.codes.map((each) => each.code)).toContain('AMB');
  });

  it('is found by the version of R4, whatever version a part of it carries', () => {
    expect(terminology.expand('http://terminology.hl7.org/ValueSet/v3-NullFlavor|4.0.1')?.complete).toBe(
      true,
    );
    expect(terminology.expand('http://terminology.hl7.org/ValueSet/v3-NullFlavor|5.0.0')).toBeUndefined();
  });

  it('is unknown where the codes are those of SNOMED CT or LOINC', () => {
    expect(terminology.expand('http://hl7.org/fhir/ValueSet/body-site')).toMatchObject({ complete: false });
    expect(
      terminology.validateCode({
        url: 'http://hl7.org/fhir/ValueSet/body-site',
        system: 'http://snomed.info/sct',
        code: '1',
      }),
    ).toBeUndefined();
  });

  it('knows the hierarchy of the v3 code systems', () => {
    const relations = 'http://terminology.hl7.org/CodeSystem/v3-RoleCode';
    expect(terminology.subsumes(relations, 'SIB', 'BRO')).toBe('subsumes');
    expect(terminology.ancestors(relations, 'TWINBRO')).toContain('TWIN');
  });
});

describe.skipIf(!hasShared('data/pzp/definitions'))(
  'the terminology of the PZP packs (test data beside the repository)',
  () => {
    const resources = jsonFiles('data/pzp/definitions').map(
      ({ text }) => JSON.parse(text) as CodeSystem | ValueSet,
    );
    const terminology = createTerminology({
      valueSets: resources.filter((each) => each.resourceType === 'ValueSet'),
      codeSystems: resources.filter((each) => each.resourceType === 'CodeSystem'),
      source: r4Definitions(),
    });

    it('lists the treatment codes of a treatment directive', () => {
      const treatment = terminology.expand(
        'http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.2.2.1--20200901000000',
      );
      expect(treatment?.complete).toBe(true);
      expect(treatment?.codes.map((each) => each.code)).toEqual(
        expect.arrayContaining(['305351004', '89666000', 'OTH']),
      );
    });

    it('does not guess which SNOMED CT codes are an ICD while the set is only a filter', () => {
      const url = 'https://fhir.iknl.nl/fhir/ValueSet/ACP-MedicalDeviceProductType-ICD';
      expect(terminology.expand(url)).toMatchObject({ complete: false });
      expect(
        terminology.validateCode({ url, system: 'http://snomed.info/sct', code: '14106009' }),
      ).toBeUndefined();
    });
  },
);
