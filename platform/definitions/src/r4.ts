import type {
  CodeSystem,
  CompartmentDefinition,
  ConceptMap,
  ElementConstraint,
  R4Definitions,
  SearchParameterDefinition,
  StructureDefinition,
  ValueSet,
} from '@caecilia/fhir';
import { readGenerated } from './generated-file.ts';

/** An element as stored: its invariants are numbers in the table of the file. */
interface StoredElement {
  constraint?: (number | ElementConstraint | undefined)[];
}

interface StructuresFile {
  readonly constraints: readonly ElementConstraint[];
  readonly structures: readonly StructureDefinition[];
}

type Addresses = Record<
  string,
  { readonly valueSets: readonly string[]; readonly codeSystems: readonly string[] }
>;

interface CoreFile extends StructuresFile {
  readonly searchParameters: readonly SearchParameterDefinition[];
  readonly compartments: readonly CompartmentDefinition[];
  /** For each terminology file the addresses in it, so that a file is read only when it holds the answer. */
  readonly terminology: Addresses;
}

/** The format number, checked by `readGenerated`, stands for the shape `T`: the same build writes both. */
function read<T>(file: string): T {
  return readGenerated(file) as T;
}

/** Puts the invariants back on the elements. */
function withConstraints(file: StructuresFile): readonly StructureDefinition[] {
  for (const structure of file.structures) {
    const elements: readonly unknown[] = structure.snapshot?.element ?? [];
    for (const element of elements as readonly StoredElement[]) {
      if (element.constraint) {
        element.constraint = element.constraint.map((each) =>
          typeof each === 'number' ? file.constraints[each] : each,
        );
      }
    }
  }
  return file.structures;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Resources by address over several files; a file is read when an address of it is first asked for. */
function byAddress<T extends { readonly url: string }>(
  addresses: ReadonlyMap<string, string>,
  listIn: (file: string) => readonly T[],
): (url: string) => T | undefined {
  const known = new Map<string, T>();
  return (url) => {
    const file = addresses.get(url);
    if (file !== undefined && !known.has(url)) {
      for (const each of listIn(file)) {
        known.set(each.url, each);
      }
    }
    return known.get(url);
  };
}

function fileByAddress(addresses: Addresses, kind: 'valueSets' | 'codeSystems'): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const [file, listed] of Object.entries(addresses)) {
    for (const url of listed[kind]) {
      files.set(url, file);
    }
  }
  return files;
}

function load(): R4Definitions {
  const core = read<CoreFile>('core.json');
  const readTerminology = new Map(
    Object.keys(core.terminology).map((file) => [
      file,
      once(() => read<{ valueSets: readonly ValueSet[]; codeSystems: readonly CodeSystem[] }>(file)),
    ]),
  );
  const valueSetFiles = fileByAddress(core.terminology, 'valueSets');
  const codeSystemFiles = fileByAddress(core.terminology, 'codeSystems');
  return {
    structures: withConstraints(core),
    searchParameters: core.searchParameters,
    compartments: core.compartments,
    profiles: once(() => withConstraints(read<StructuresFile>('profiles.json'))),
    valueSet: byAddress(valueSetFiles, (file) => readTerminology.get(file)?.().valueSets ?? []),
    codeSystem: byAddress(codeSystemFiles, (file) => readTerminology.get(file)?.().codeSystems ?? []),
    valueSetUrls: [...valueSetFiles.keys()],
    codeSystemUrls: [...codeSystemFiles.keys()],
    conceptMaps: once(() => read<{ conceptMaps: readonly ConceptMap[] }>('conceptmaps.json').conceptMaps),
  };
}

/**
 * The R4 definitions that `npm run build` compacted from the published ones. Synchronous; read once per process.
 * Throws an Error that says to run `npm run build` where they are absent.
 */
export const r4Definitions: () => R4Definitions = once(load);
