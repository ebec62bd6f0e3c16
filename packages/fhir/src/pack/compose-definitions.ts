import type {
  CodeSystem,
  ConceptMap,
  R4Definitions,
  SearchParameterDefinition,
  StructureDefinition,
  ValueSet,
} from '../model/definitions.ts';
import { compareVersions, parseCanonical } from '../terminology/canonical.ts';
import type { NamedQuery, Pack, Questionnaire } from './pack.ts';

/** R4 with the installed packs on it: what validation, terminology and search are made of. */
export interface ComposedDefinitions {
  /** A type, profile or extension. `url|version` finds that version only; a bare address the newest one. */
  structureDefinition(canonical: string): StructureDefinition | undefined;
  questionnaire(canonical: string): Questionnaire | undefined;
  /** Profiles and extensions of the packs, all versions. */
  readonly profiles: readonly StructureDefinition[];
  /** Value sets and code systems of the packs, all versions, each address and version once. R4's lie beneath. */
  readonly valueSets: readonly ValueSet[];
  readonly codeSystems: readonly CodeSystem[];
  readonly conceptMaps: readonly ConceptMap[];
  /** Search parameters that the packs add to R4's; of an address, and of a code on a type, only the newest. */
  readonly searchParameters: readonly SearchParameterDefinition[];
  readonly questionnaires: readonly Questionnaire[];
  /** Profiles to be named in the CapabilityStatement, by resource type. */
  readonly supportedProfiles: ReadonlyMap<string, readonly string[]>;
  readonly namedQueries: readonly InstalledQuery[];
}

/** A named query and the pack it is from. */
export interface InstalledQuery extends NamedQuery {
  readonly pack: { readonly name: string; readonly version: string };
}

interface Versioned {
  readonly url: string;
  readonly version?: string;
}

/**
 * Joins R4 and packs, all versions side by side. Where two packs carry the same address in the same version, that of
 * the later pack in the list counts; where only one of the two is a value set with a stored expansion, the expansion
 * stays (the project's own packs hold expansions for sets that a publisher defines by the hierarchy of SNOMED CT).
 */
export function composeDefinitions(r4: R4Definitions, packs: readonly Pack[]): ComposedDefinitions {
  const profiles = latestPack(packs.flatMap((pack) => pack.profiles));
  const questionnaires = latestPack(packs.flatMap((pack) => pack.questionnaires));
  const beneath = [...r4.structures, ...r4.profiles()];
  return {
    structureDefinition: byCanonical(profiles, beneath),
    questionnaire: byCanonical(questionnaires, []),
    profiles,
    valueSets: latestPack(withKnownExpansions(packs.flatMap((pack) => pack.valueSets))),
    codeSystems: latestPack(packs.flatMap((pack) => pack.codeSystems)),
    conceptMaps: latestPack(packs.flatMap((pack) => pack.conceptMaps)),
    searchParameters: addedParameters(
      r4,
      packs.flatMap((pack) => pack.searchParameters),
    ),
    questionnaires,
    supportedProfiles: supportedProfiles(packs),
    namedQueries: packs.flatMap(({ name, version, namedQueries }) =>
      namedQueries.map((query) => ({ ...query, pack: { name, version } })),
    ),
  };
}

function canonicalOf({ url, version }: Versioned): string {
  return version === undefined ? url : `${url}|${version}`;
}

/** Of each address and version the last. */
function latestPack<T extends Versioned>(resources: readonly T[]): readonly T[] {
  return [...new Map(resources.map((each) => [canonicalOf(each), each])).values()];
}

function withKnownExpansions(valueSets: readonly ValueSet[]): readonly ValueSet[] {
  const known = new Map(
    valueSets.filter(({ expansion }) => expansion !== undefined).map((each) => [canonicalOf(each), each]),
  );
  return valueSets.map((each) => {
    const expansion = each.expansion ?? known.get(canonicalOf(each))?.expansion;
    return expansion === undefined ? each : { ...each, expansion };
  });
}

/** Looks resources up by address: the newest of an address without a version; those beneath only where no pack has it. */
function byCanonical<T extends Versioned>(
  installed: readonly T[],
  beneath: readonly T[],
): (canonical: string) => T | undefined {
  const exact = new Map([...beneath, ...installed].map((each) => [canonicalOf(each), each]));
  const newest = new Map<string, T>();
  for (const each of beneath) newest.set(each.url, each);
  const fromPacks = new Set<string>();
  for (const each of installed) {
    const other = fromPacks.has(each.url) ? newest.get(each.url) : undefined;
    if (compareVersions(each.version ?? '', other?.version ?? '') >= 0) newest.set(each.url, each);
    fromPacks.add(each.url);
  }
  return (canonical) => {
    const { url, version } = parseCanonical(canonical);
    return version === undefined ? newest.get(url) : exact.get(canonical);
  };
}

function addedParameters(
  r4: R4Definitions,
  parameters: readonly SearchParameterDefinition[],
): readonly SearchParameterDefinition[] {
  const official = new Set(r4.searchParameters.map(({ url }) => url));
  const added = parameters.filter(({ url }) => !official.has(url));
  const byUrl = new Map(added.toSorted(byVersion).map((each) => [each.url, each]));
  const byCode = new Map([...byUrl.values()].map((each) => [`${each.base.join(' ')} ${each.code}`, each]));
  return [...byCode.values()];
}

function byVersion(left: object, right: object): number {
  return compareVersions(versionOf(left), versionOf(right));
}

function versionOf(resource: object): string {
  const version: unknown = Reflect.get(resource, 'version');
  return typeof version === 'string' ? version : '';
}

function supportedProfiles(packs: readonly Pack[]): ReadonlyMap<string, readonly string[]> {
  const byType = new Map<string, Set<string>>();
  for (const { type, url } of packs.flatMap((pack) => pack.supportedProfiles)) {
    byType.set(type, (byType.get(type) ?? new Set()).add(url));
  }
  return new Map([...byType].map(([type, urls]) => [type, [...urls].sort()]));
}
