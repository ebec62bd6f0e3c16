import type { FhirModel } from '../model/model.ts';
import type { FhirResource } from '../resource.ts';
import { PackError } from './pack-error.ts';

/** An element that goes by another name in the other version. */
export interface ElementMove {
  readonly from: string;
  readonly to: string;
  /** `list`: one becomes a list of one; `first`: of a list the first, when there is one; absent: as it is. */
  readonly as?: 'list' | 'first';
}

/** What changes in the resources that claim a profile, beside the addresses. */
export interface ProfileChange {
  /** The profile as the source names it. */
  readonly profile: string;
  /** The type in the other version, where it is another one. */
  readonly resourceType?: string;
  readonly moves?: readonly ElementMove[];
  /** Elements that the other version asks for; put where absent. */
  readonly add?: Readonly<Record<string, unknown>>;
  /** Codes of an element that are other codes there, for instance of `status`. */
  readonly codes?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** How records of one version of a standard are written in another one. */
export interface VersionMapping {
  readonly to: { readonly name: string; readonly version: string };
  /**
   * Addresses of profiles, extensions and value sets, here and there. No questionnaires: a response answers the form
   * that was filled in, whatever came after it.
   */
  readonly canonicals: Readonly<Record<string, string>>;
  readonly changes: readonly ProfileChange[];
}

/** A record in another version, and what could not be said there. */
export interface ConvertedRecord {
  readonly resource: FhirResource;
  /** Elements of the source that the other version has no place for; empty when nothing is lost. */
  readonly lost: readonly string[];
}

/**
 * Writes a record in another version of its standard: addresses by `canonicals`, wherever one stands; elements by the
 * change of the profile it claims. Extensions that the mapping does not know stay, since FHIR lets them; elements that
 * the type there does not have are left out and told. The record itself is not changed. References to it do not
 * change either, so a record that becomes another type is to be converted together with those that point at it.
 */
export function convertVersion(
  resource: FhirResource,
  mapping: VersionMapping,
  model: FhirModel,
): ConvertedRecord {
  const profiles = resource.meta?.profile ?? [];
  const change = mapping.changes.find(({ profile }) =>
    profiles.some((each) => withoutVersion(each) === profile),
  );
  const canonicals = new Map(Object.entries(mapping.canonicals));
  if (change === undefined) return { resource: asResource(renamed(resource, canonicals)), lost: [] };
  const { moved, lost } = applyChange(resource, change, model);
  return { resource: asResource(renamed(moved, canonicals)), lost };
}

function applyChange(
  resource: FhirResource,
  change: ProfileChange,
  model: FhirModel,
): { readonly moved: FhirResource; readonly lost: readonly string[] } {
  const resourceType = change.resourceType ?? resource.resourceType;
  const known = model.type(resourceType)?.propertyByName;
  if (known === undefined) {
    throw new PackError(`the mapping names ${resourceType}, which is no type of R4`);
  }
  const moved: FhirResource = { resourceType };
  const lost: string[] = [];
  for (const [name, value] of Object.entries(resource)) {
    if (name === 'resourceType') continue;
    const step = stepFor(name, change);
    const isKnown = step !== undefined && known.has(step.to.replace(/^_/, ''));
    if (isKnown) moved[step.to] = recoded(reshaped(value, step), change.codes?.[name]);
    if (!isKnown || losesSome(value, step)) lost.push(`${resource.resourceType}.${name}`);
  }
  for (const [name, value] of Object.entries(change.add ?? {})) moved[name] ??= value;
  return { moved, lost };
}

/**
 * Where an element goes; what belongs to a primitive (`_sent`) goes with it. Undefined for an element whose place is
 * taken by another that moves there.
 */
function stepFor(name: string, { moves = [] }: ProfileChange): ElementMove | undefined {
  const mark = name.startsWith('_') ? '_' : '';
  const move = moves.find(({ from }) => mark + from === name);
  if (move !== undefined) return { ...move, to: mark + move.to };
  return moves.some(({ to }) => mark + to === name) ? undefined : { from: name, to: name };
}

function losesSome(value: unknown, { as }: ElementMove): boolean {
  return as === 'first' && Array.isArray(value) && value.length > 1;
}

function reshaped(value: unknown, { as }: ElementMove): unknown {
  if (as === 'list') return Array.isArray(value) ? value : [value];
  return as === 'first' && Array.isArray(value) ? value[0] : value;
}

function recoded(value: unknown, codes: Readonly<Record<string, string>> | undefined): unknown {
  return typeof value === 'string' ? (codes?.[value] ?? value) : value;
}

/** The same value with every text that is an address of the mapping replaced; a `|version` goes with the old one. */
function renamed(value: unknown, canonicals: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return canonicals.get(withoutVersion(value)) ?? value;
  if (Array.isArray(value)) return value.map((each) => renamed(each, canonicals));
  // A number kept by its digits is an object too, and has no addresses in it.
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, renamed(each, canonicals)]));
}

function withoutVersion(canonical: string): string {
  const bar = canonical.indexOf('|');
  return bar < 0 ? canonical : canonical.slice(0, bar);
}

/** `renamed` keeps the members of an object, so a resource stays one. */
function asResource(value: unknown): FhirResource {
  return value as FhirResource;
}
