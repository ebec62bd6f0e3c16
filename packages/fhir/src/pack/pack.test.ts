import { r4Definitions } from '@caecilia/definitions';
import { describe, expect, it } from 'vitest';
import { collectPack } from './collect-pack.ts';
import { composeDefinitions } from './compose-definitions.ts';
import { requestFor } from './named-query.ts';
import type { Pack } from './pack.ts';
import { PackError } from './pack-error.ts';
import { parsePack } from './parse-pack.ts';

const identity = {
  name: 'example',
  version: '1',
  title: 'Example',
  canonicalBase: 'https://a.example',
  fhirVersion: '4.0.1',
};
const valueSet = (version: string, more: object = {}) => ({
  resourceType: 'ValueSet',
  url: 'https://a.example/ValueSet/v',
  version,
  compose: { include: [{ system: 'urn:x', concept: [{ code: version }] }] },
  ...more,
});
const profile = (version: string, more: object = {}) => ({
  resourceType: 'StructureDefinition',
  url: 'https://a.example/StructureDefinition/p',
  version,
  name: 'P',
  kind: 'resource',
  abstract: false,
  type: 'Patient',
  derivation: 'constraint',
  snapshot: { element: [{ path: 'Patient' }] },
  ...more,
});
const parameter = (url: string, more: object = {}) => ({
  resourceType: 'SearchParameter',
  url,
  code: 'c',
  type: 'token',
  base: ['Goal'],
  expression: 'Goal.description',
  ...more,
});

function packOf(...values: readonly unknown[]): Pack {
  return collectPack(
    identity,
    values.map((value, index) => ({ from: `${index}.json`, value })),
  ).pack;
}

describe('resources collected into a pack', () => {
  it('are counted by type, and what has no place in a pack is counted apart', () => {
    const { pack, report } = collectPack(identity, [
      { from: 'a.json', value: valueSet('1') },
      { from: 'b.json', value: profile('1') },
      { from: 'c.json', value: { resourceType: 'Patient' } },
      { from: 'd.json', value: { resourceType: 'CapabilityStatement', url: 'u' } },
    ]);
    expect(report).toEqual({
      counts: { ValueSet: 1, StructureDefinition: 1 },
      skipped: [],
      ignored: { Patient: 1, CapabilityStatement: 1 },
    });
    expect(pack.supportedProfiles).toEqual([
      { type: 'Patient', url: 'https://a.example/StructureDefinition/p' },
    ]);
  });

  it('lose their narrative and differential, which nothing reads', () => {
    const [kept] = packOf(profile('1', { text: { div: 'x' }, differential: { element: [] } })).profiles;
    expect(kept).not.toHaveProperty('text');
    expect(kept).not.toHaveProperty('differential');
    expect(kept?.snapshot?.element).toHaveLength(1);
  });

  it.each([
    ['that are no object', 1, /not a JSON object/],
    ['that are null', null, /not a JSON object/],
    ['without a type', { url: 'u' }, /no resourceType/],
    ['without an address', { resourceType: 'ValueSet', compose: {} }, /needs a url/],
    ['with a version that is no string', valueSet('1', { version: 1 }), /version is not a string/],
    ['that are profiles without a snapshot', profile('1', { snapshot: undefined }), /no snapshot/],
    ['that are profiles with a broken snapshot', profile('1', { snapshot: { element: [{}] } }), /paths/],
    ['that define a type of their own', profile('1', { derivation: 'specialization' }), /type of its own/],
    ['of another version of FHIR', profile('1', { fhirVersion: '3.0.2' }), /another version of FHIR/],
    ['that are value sets without content', valueSet('1', { compose: undefined }), /compose or expansion/],
    ['whose lists are none', valueSet('1', { compose: { include: {} } }), /must be a list/],
    ['that are code systems without content', { resourceType: 'CodeSystem', url: 'u' }, /needs content/],
    ['that are search parameters without a base', parameter('u', { base: 'Goal' }), /base types/],
    [
      'that nest without end',
      valueSet('1', { extra: JSON.parse(`${'['.repeat(200)}${']'.repeat(200)}`) as unknown }),
      /deep/,
    ],
  ])('are left out %s, and the report says why', (_, value, why) => {
    const { pack, report } = collectPack(identity, [{ from: 'x.json', value }]);
    expect(report.skipped).toEqual([{ what: 'x.json', why: expect.stringMatching(why) as unknown }]);
    expect(report.counts).toEqual({});
    expect(pack.valueSets).toEqual([]);
  });

  it('are kept once for each address and version', () => {
    const { pack, report } = collectPack(identity, [
      { from: 'a.json', value: valueSet('1') },
      { from: 'b.json', value: valueSet('2') },
      { from: 'c.json', value: valueSet('1') },
    ]);
    expect(pack.valueSets.map(({ version }) => version)).toEqual(['1', '2']);
    expect(report.skipped).toEqual([
      {
        what: 'c.json',
        why: 'the pack has this address and version already: ValueSet https://a.example/ValueSet/v|1',
      },
    ]);
  });
});

describe('a pack as JSON', () => {
  const whole = {
    ...packOf(valueSet('1'), profile('1')),
    namedQueries: [{ id: '1', title: 'Goals', request: 'Goal?patient={patient}' }],
  };

  it('is read back as it was', () => {
    expect(parsePack(JSON.parse(JSON.stringify(whole)))).toEqual(whole);
  });

  it('may leave its lists out', () => {
    expect(parsePack({ format: 1, ...identity })).toMatchObject({
      name: 'example',
      valueSets: [],
      namedQueries: [],
      mappings: [],
    });
  });

  it.each([
    ['another form', { format: 2 }, 'pack.format'],
    ['no name', { name: undefined }, 'pack.name'],
    ['a name that is a path', { name: '../x' }, 'pack.name'],
    ['another version of FHIR', { fhirVersion: '5.0.0' }, 'pack.fhirVersion'],
    ['a member that nobody reads', { namedQuerys: [] }, 'pack.namedQuerys'],
    ['a list that is none', { valueSets: {} }, 'pack.valueSets'],
    ['a value set that cannot be used', { valueSets: [{ resourceType: 'ValueSet' }] }, 'pack.valueSets[0]'],
    ['a definition in the wrong list', { codeSystems: [valueSet('1')] }, 'pack.codeSystems[0]'],
    [
      'a query without a patient',
      { namedQueries: [{ id: '1', title: 't', request: 'Goal?x=y' }] },
      'pack.namedQueries[0].request',
    ],
    [
      'a query elsewhere',
      { namedQueries: [{ id: '1', title: 't', request: 'https://a.example/Goal?patient={patient}' }] },
      'pack.namedQueries[0].request',
    ],
    [
      'a move to nowhere',
      {
        mappings: [
          {
            to: { name: 'a', version: '1' },
            canonicals: {},
            changes: [{ profile: 'u', moves: [{ from: 'a' }] }],
          },
        ],
      },
      'pack.mappings[0].changes[0].moves[0].to',
    ],
  ])('is refused with %s, and the place is named', (_, change, place) => {
    const broken = JSON.parse(JSON.stringify({ ...whole, ...change })) as unknown;
    expect(() => parsePack(broken)).toThrow(PackError);
    expect(() => parsePack(broken)).toThrow(place);
  });

  it('is refused when it is no object', () => {
    for (const value of [null, 1, 'pack', []]) expect(() => parsePack(value)).toThrow(PackError);
  });
});

describe('a named query', () => {
  it('asks about one patient', () => {
    expect(
      requestFor({ id: '4', title: 't', request: 'Goal?patient=Patient/{patient}&x={patient}' }, 'a-1.b'),
    ).toBe('Goal?patient=Patient/a-1.b&x=a-1.b');
  });

  it('takes nothing but a logical id', () => {
    for (const id of ['', 'a&b=c', 'a/b', 'a'.repeat(65), 'é']) {
      expect(() => requestFor({ id: '4', title: 't', request: 'Goal?patient={patient}' }, id)).toThrow(
        PackError,
      );
    }
  });
});

describe('R4 with packs on it', () => {
  const r4 = r4Definitions();
  const url = 'https://a.example/StructureDefinition/p';

  it('has all versions side by side; a bare address is the newest, in whatever order they were installed', () => {
    const packs = [packOf(profile('1.0.0-rc2')), packOf(profile('1.0.0-rc10')), packOf(profile('0.9.0'))];
    for (const installed of [packs, packs.toReversed()]) {
      const composed = composeDefinitions(r4, installed);
      expect(composed.structureDefinition(url)?.version).toBe('1.0.0-rc10');
      expect(composed.structureDefinition(`${url}|0.9.0`)?.version).toBe('0.9.0');
      expect(composed.structureDefinition(`${url}|7`)).toBeUndefined();
      expect(composed.profiles).toHaveLength(3);
    }
  });

  it('has the later pack count where two carry the same address and version', () => {
    const [first, second] = [
      packOf(profile('1', { title: 'first' })),
      packOf(profile('1', { title: 'second' })),
    ];
    expect(composeDefinitions(r4, [first, second]).structureDefinition(url)?.title).toBe('second');
    expect(composeDefinitions(r4, [first, second]).profiles).toHaveLength(1);
  });

  it('keeps a stored expansion when another pack defines the same value set without one', () => {
    const expansion = { contains: [{ system: 'urn:x', code: 'a' }] };
    const published = {
      compose: { include: [{ system: 'urn:x', filter: [{ property: 'concept', op: 'is-a', value: 'a' }] }] },
    };
    const packs = [
      packOf(valueSet('1', { expansion })),
      packOf(valueSet('1', published)),
      packOf(valueSet('2')),
    ];
    for (const installed of [packs, packs.toReversed()]) {
      const found = composeDefinitions(r4, installed).valueSets;
      expect(found.map(({ version }) => version).sort()).toEqual(['1', '2']);
      expect(found.find(({ version }) => version === '1')?.expansion).toEqual(expansion);
    }
    expect(composeDefinitions(r4, packs).valueSets.find(({ version }) => version === '1')?.compose).toEqual(
      published.compose,
    );
  });

  it('finds R4 itself beneath, and a pack does not change an official search parameter', () => {
    const official = 'http://hl7.org/fhir/SearchParameter/Goal-category';
    const composed = composeDefinitions(r4, [packOf(parameter(official), parameter('https://a.example/s'))]);
    expect(composed.structureDefinition('http://hl7.org/fhir/StructureDefinition/Patient')?.name).toBe(
      'Patient',
    );
    expect(composed.searchParameters.map((each) => each.url)).toEqual(['https://a.example/s']);
  });

  it('adds of one code on one type only the newest parameter', () => {
    const packs = [
      packOf(parameter('https://a.example/s', { version: '2' })),
      packOf(parameter('https://a.example/s', { version: '1' })),
    ];
    expect(composeDefinitions(r4, packs).searchParameters).toMatchObject([{ version: '2' }]);
  });

  it('tells of each named query which pack it is from', () => {
    const query = { id: '4', title: 'Goals', request: 'Goal?patient={patient}' };
    expect(composeDefinitions(r4, [{ ...packOf(), namedQueries: [query] }]).namedQueries).toEqual([
      { ...query, pack: { name: 'example', version: '1' } },
    ]);
  });
});
