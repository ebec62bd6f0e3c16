import type { Pack, PackIdentity, PackReport } from './pack.ts';

/** One JSON value of a pack and where it came from. */
export interface PackSource {
  /** Name of the file, and of the place in it, for the report. */
  readonly from: string;
  readonly value: unknown;
}

/** Lists of a pack, by the resource type that belongs in each. */
const LISTS = {
  StructureDefinition: 'profiles',
  ValueSet: 'valueSets',
  CodeSystem: 'codeSystems',
  ConceptMap: 'conceptMaps',
  SearchParameter: 'searchParameters',
  Questionnaire: 'questionnaires',
} as const;

type PackType = keyof typeof LISTS;
type Definition = Record<string, unknown> & { resourceType: PackType; url: string };

/** Deeper than any published definition; what is deeper is meant to exhaust something. */
const MAX_DEPTH = 100;

/**
 * Sorts FHIR resources into a pack. What cannot be used is left out and told: no address, a second resource of the
 * same address and version, a profile without snapshot, another version of FHIR, a member of a wrong kind.
 * Narratives and differentials are not kept: nothing reads them, and they are most of the bytes.
 */
export function collectPack(
  identity: PackIdentity,
  sources: readonly PackSource[],
): { readonly pack: Pack; readonly report: PackReport } {
  const collector = new PackCollector();
  for (const source of sources) collector.take(source);
  return collector.result(identity);
}

class PackCollector {
  readonly #kept = new Map<PackType, Definition[]>();
  readonly #seen = new Set<string>();
  readonly #skipped: { what: string; why: string }[] = [];
  readonly #ignored = new Map<string, number>();

  take({ from, value }: PackSource): void {
    if (!isObject(value)) {
      this.#skip(from, 'it is not a JSON object');
    } else if (typeof value.resourceType !== 'string') {
      this.#skip(from, 'it is not a FHIR resource: it has no resourceType');
    } else if (!(value.resourceType in LISTS)) {
      const type = value.resourceType;
      this.#ignored.set(type, (this.#ignored.get(type) ?? 0) + 1);
    } else {
      this.#takeDefinition(from, value, value.resourceType as PackType);
    }
  }

  result(identity: PackIdentity): { readonly pack: Pack; readonly report: PackReport } {
    // `reasonAgainst` has looked at every member that the types promise.
    const lists = Object.fromEntries(
      Object.entries(LISTS).map(([type, list]) => [list, this.#kept.get(type as PackType) ?? []]),
    ) as unknown as Pick<Pack, (typeof LISTS)[PackType]>;
    const pack: Pack = {
      ...identity,
      format: 1,
      supportedProfiles: lists.profiles
        .filter(({ kind, derivation }) => kind === 'resource' && derivation === 'constraint')
        .map(({ type, url }) => ({ type, url })),
      ...lists,
      namedQueries: [],
      mappings: [],
    };
    const counts = Object.fromEntries([...this.#kept].map(([type, kept]) => [type, kept.length]));
    return { pack, report: { counts, skipped: this.#skipped, ignored: Object.fromEntries(this.#ignored) } };
  }

  #takeDefinition(from: string, value: Record<string, unknown>, type: PackType): void {
    const reason = reasonAgainst(value, type);
    if (reason !== undefined) {
      this.#skip(from, reason);
      return;
    }
    const { text: _text, differential: _differential, ...definition } = value;
    const canonical = `${type} ${String(definition.url)}|${typeof definition.version === 'string' ? definition.version : ''}`;
    if (this.#seen.has(canonical)) {
      this.#skip(from, `the pack has this address and version already: ${canonical}`);
      return;
    }
    this.#seen.add(canonical);
    const kept = this.#kept.get(type) ?? [];
    this.#kept.set(type, kept);
    kept.push(definition as Definition);
  }

  #skip(what: string, why: string): void {
    this.#skipped.push({ what, why });
  }
}

/** Why a definition cannot be used, or undefined. */
export function reasonAgainst(value: Record<string, unknown>, type: string): string | undefined {
  if (nestsDeeperThan(value, MAX_DEPTH)) return `it nests more than ${MAX_DEPTH} deep`;
  if (!isText(value.url)) return `a ${type} needs a url`;
  if (value.version !== undefined && !isText(value.version)) return 'its version is not a string';
  switch (type) {
    case 'StructureDefinition':
      return reasonAgainstStructure(value);
    case 'ValueSet':
      return reasonAgainstValueSet(value);
    case 'CodeSystem':
      return isText(value.content) && isListOf(value.concept, isObject)
        ? undefined
        : 'a CodeSystem needs content, and concept must be a list';
    case 'ConceptMap':
      return isListOf(value.group, isObject) ? undefined : 'group must be a list';
    case 'SearchParameter':
      return reasonAgainstSearchParameter(value);
    default:
      return isListOf(value.item, isObject) ? undefined : 'item must be a list';
  }
}

function reasonAgainstStructure(value: Record<string, unknown>): string | undefined {
  if (![value.type, value.kind, value.name].every(isText)) {
    return 'a StructureDefinition needs type, kind and name';
  }
  if (isText(value.fhirVersion) && !value.fhirVersion.startsWith('4.0')) {
    return 'it is written for another version of FHIR than R4 (4.0)';
  }
  if (value.derivation !== 'constraint') return 'it is not a profile or extension but a type of its own';
  const snapshot = value.snapshot;
  if (!isObject(snapshot)) return 'it has no snapshot; use the package that has them, or generate them first';
  return isListOf(snapshot.element, (each) => isObject(each) && isText(each.path))
    ? undefined
    : 'its snapshot has no list of elements with paths';
}

function reasonAgainstValueSet({ compose, expansion }: Record<string, unknown>): string | undefined {
  if (compose === undefined && expansion === undefined) return 'a ValueSet needs compose or expansion';
  if (compose !== undefined && !(isObject(compose) && isListOf(compose.include, isObject))) {
    return 'compose.include must be a list';
  }
  return expansion === undefined || (isObject(expansion) && isListOf(expansion.contains, isObject))
    ? undefined
    : 'expansion.contains must be a list';
}

function reasonAgainstSearchParameter({ code, type, base }: Record<string, unknown>): string | undefined {
  return isText(code) && isText(type) && Array.isArray(base) && base.every(isText)
    ? undefined
    : 'a SearchParameter needs code, type and a list of base types';
}

/** Whether this is a JSON object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** True also for a list that is not there. */
function isListOf(value: unknown, isMember: (member: unknown) => boolean): boolean {
  return value === undefined || (Array.isArray(value) && value.every(isMember));
}

function nestsDeeperThan(value: unknown, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return limit === 0 || Object.values(value).some((each) => nestsDeeperThan(each, limit - 1));
}
