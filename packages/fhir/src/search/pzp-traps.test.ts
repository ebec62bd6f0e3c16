import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NaiveSearch } from '../../testing/naive-search.ts';
import { definitions, model, registry, search } from '../../testing/r4-search.ts';
import type { SearchParameterDefinition, ValueSet } from '../model/definitions.ts';
import type { FhirResource } from '../resource.ts';
import { createTerminology } from '../terminology/terminology.ts';
import { patientCompartment, placementIn } from './compartment.ts';
import { createExtractor } from './extract.ts';
import { SearchError } from './search-error.ts';

// Each test is a row of docs/care-plan-traps.md, on invented resources: it holds without the published examples.
const PACKS = join(import.meta.dirname, '../../../../packs');
const VERSIONS = ['pzp-1.0.0-rc2', 'pzp-0.1.3-beta3'];
const SCT = 'http://snomed.info/sct';
const SCOPES = 'http://terminology.hl7.org/CodeSystem/consentscope';
const BASE = {
  'pzp-1.0.0-rc2': 'https://api.iknl.nl/docs/pzp/r4',
  'pzp-0.1.3-beta3': 'https://fhir.iknl.nl/fhir',
};

const inPack = <T>(pack: string, name: string) =>
  JSON.parse(readFileSync(join(PACKS, pack, name), 'utf8')) as T;
const fromPack = <T>(pack: string, type: string): T[] =>
  readdirSync(join(PACKS, pack))
    .filter((name) => name.startsWith(`${type}-`))
    .map((name) => inPack<T>(pack, name));

const about = { reference: 'Patient/invented' };
const coded = (system: string, code: string) => ({ coding: [{ system, code }] });
const consent = (id: string, scope: string, category: object): FhirResource => ({
  resourceType: 'Consent',
  id,
  status: 'active',
  scope: coded(SCOPES, scope),
  category: [category],
  patient: about,
});
const CATEGORIES = 'http://terminology.hl7.org/CodeSystem/consentcategorycodes';
const RECORD: readonly FhirResource[] = [
  consent('older', 'treatment', coded(SCT, '129125009')),
  consent('newer', 'treatment', coded(SCT, '129125009')),
  consent('declaration', 'adr', coded(CATEGORIES, 'acd')),
  consent('sharing', 'patient-privacy', coded('http://loinc.org', '59284-0')),
  {
    resourceType: 'Observation',
    id: 'place',
    status: 'final',
    code: coded(SCT, '395091006'),
    subject: about,
  },
  ...['465460004', '14106009'].flatMap((code): FhirResource[] => [
    { resourceType: 'Device', id: `device-${code}`, type: coded(SCT, code), patient: about },
    {
      resourceType: 'DeviceUseStatement',
      id: `use-${code}`,
      status: 'active',
      subject: about,
      device: { reference: `Device/device-${code}` },
    },
  ]),
  {
    resourceType: 'QuestionnaireResponse',
    id: 'form',
    status: 'completed',
    subject: about,
    questionnaire: 'https://fhir.iknl.nl/fhir/Questionnaire/ACP-zib2020|0.1.3-beta3',
  },
];

function houseWith(pack: string) {
  const installed = registry.with(fromPack<SearchParameterDefinition>(pack, 'SearchParameter'));
  const terminology = createTerminology({
    valueSets: fromPack<ValueSet>(pack, 'ValueSet'),
    source: definitions,
  });
  const extract = createExtractor(installed, model);
  const place = placementIn(patientCompartment(definitions.compartments));
  const store = new NaiveSearch(
    RECORD.map((resource) => {
      const entries = extract(resource);
      return { resource, entries, placement: place(resource, entries) };
    }),
  );
  const parsed = (address: string, handling: 'strict' | 'lenient' = 'strict') =>
    search(address, { registry: installed, terminology, handling });
  const ask = (address: string) => {
    const { query } = parsed(address);
    return store
      .find(query.types, query.criteria)
      .map(({ resource }) => resource.id)
      .sort();
  };
  return { parsed, ask };
}

describe.each(VERSIONS)('a trap in the queries of %s', (pack) => {
  const { parsed, ask } = houseWith(pack);

  it('the documents write _include with a colon for the equals sign: our queries do not, and each is understood whole', () => {
    const { namedQueries } = inPack<{ namedQueries: { request: string }[] }>(pack, 'pack.json');
    expect(namedQueries.length).toBeGreaterThanOrEqual(9);
    const including = namedQueries.filter(({ request }) => request.includes('_include'));
    expect(including.map(({ request }) => /_include=(\w+):/.exec(request)?.[1])).toEqual([
      'Procedure',
      'Encounter',
      'Consent',
      'Consent',
      'DeviceUseStatement',
    ]);
    for (const { request } of namedQueries)
      expect(parsed(request.replaceAll('{patient}', 'invented')).unsupported).toEqual([]);
  });

  it.each(['Procedure:encounter', 'Encounter:reason-reference', 'DeviceUseStatement:device'])(
    'the documented _include:%s is passed over with a warning, and refused when strict (check 29)',
    (include) => {
      const address = `${include.split(':')[0] ?? ''}?patient=invented&_include:${include}=`;
      const { query, unsupported } = parsed(address, 'lenient');
      expect(query.includes).toEqual([]);
      expect(unsupported).toHaveLength(1);
      expect(() => parsed(address)).toThrow(SearchError);
    },
  );

  it('scopes never mix: a directive, a declaration and a permission to share are each found by their own scope and category (check 15)', () => {
    const of = (scope: string, category: string) =>
      ask(`Consent?patient=Patient/invented&scope=${SCOPES}|${scope}&category=${category}`);
    expect(of('treatment', `${SCT}|129125009`)).toEqual(['newer', 'older']);
    expect(of('adr', `${CATEGORIES}|acd`)).toEqual(['declaration']);
    expect(of('treatment', `${CATEGORIES}|acd`)).toEqual([]);
    expect(of('patient-privacy', `${SCT}|129125009`)).toEqual([]);
  });

  it('two directives in force are both answered: which one counts is for the reader (point 15)', () => {
    expect(ask(`Consent?patient=invented&category=${SCT}|129125009&status=active`)).toEqual([
      'newer',
      'older',
    ]);
  });

  it('a bare code in a list stands for itself, and a code of another system is another code (check 19)', () => {
    const found = (code: string) => ask(`Observation?patient=invented&code=${code}`);
    expect(found(`${SCT}|153851000146100,395091006`)).toEqual(['place']);
    expect(found('395091006')).toEqual(['place']);
    expect(found('http://loinc.org|395091006')).toEqual([]);
  });

  it('a value set that is not held is refused, and never left out of the question (check 17)', () => {
    const address = 'Goal?patient=invented&description:in=https://example.org/fhir/ValueSet/unknown';
    expect(() => parsed(address)).toThrow(SearchError);
    expect(() => parsed(address, 'lenient')).toThrow(SearchError);
  });

  it('a kind of ICD is an ICD, without a terminology server; a pacemaker is none (check 21)', () => {
    const set = `${BASE[pack as keyof typeof BASE]}/ValueSet/ACP-MedicalDeviceProductType-ICD`;
    expect(ask(`DeviceUseStatement?patient=invented&device.type:in=${set}`)).toEqual(['use-465460004']);
  });

  it('a form is found by the address of its questionnaire, and by its own version only (check 23)', () => {
    const asked = (version: string) =>
      ask(
        `QuestionnaireResponse?subject=Patient/invented&questionnaire=https://fhir.iknl.nl/fhir/Questionnaire/ACP-zib2020${version}`,
      );
    expect(['', '|0.1.3-beta3', '|1.0.0-rc2'].map(asked)).toEqual([['form'], ['form'], []]);
  });

  it('a patient is found by id, by reference and by address alike (check 26)', () => {
    const ids = ['invented', 'Patient/invented', 'https://care.example/fhir/Patient/invented'];
    for (const id of ids) expect(ask(`Observation?patient=${id}`)).toEqual(['place']);
  });
});
