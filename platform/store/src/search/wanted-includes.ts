import type { Include, SearchParam } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';
import { BoundedCache } from './bounded-cache.ts';
import { type FoundRow, nameOf } from './found-row.ts';
import type { Named } from './internal-ids.ts';
import { canonical, referenceTok, uriTok } from './keys.ts';
import { type FoundReference, referencesIn } from './references-in.ts';

/** What includes need to know of search parameters. */
export interface ReferenceParams {
  readonly resourceTypes: Iterable<string>;
  /** The reference parameters of a type. */
  referenceParams(type: string): readonly SearchParam[];
}

/** A canonical that is pointed at, and the types it may be the address of. */
export interface CanonicalWanted {
  readonly url: string;
  readonly version: string | undefined;
  readonly types: readonly string[];
}

/** What the sources of a round point at. */
export interface Wanted {
  readonly named: readonly Named[];
  readonly canonicals: readonly CanonicalWanted[];
}

/** `_include`: what these rows refer to by the parameters that are asked. */
export function pointedAt(
  sources: readonly FoundRow[],
  includes: readonly Include[],
  params: ReferenceParams,
): Wanted {
  const named = new Map<string, Named>();
  const canonicals = new Map<string, CanonicalWanted>();
  const forward = includes.filter((include) => !include.reverse);
  if (forward.length === 0) return { named: [], canonicals: [] };
  const asked = forward
    .map(
      ({ source, param, targetType }) =>
        `${source}:${param?.base ?? '*'}.${param?.code ?? '*'}:${targetType ?? ''}`,
    )
    .join();
  const known = rememberedBy(params);
  for (const row of sources) {
    const targets = targetsOf(row, { asked, known }, () =>
      forward.flatMap((each) => askedOf(row.version.type, each, params)),
    );
    for (const target of targets.named) named.set(`${target.type}/${target.id}`, target);
    for (const target of targets.canonicals) canonicals.set(canonical(target.url, target.version), target);
  }
  return { named: [...named.values()], canonicals: [...canonicals.values()] };
}

/** What one row points at. The rows of a list are the same the next time it is asked, so that is remembered. */
interface Targets extends Wanted {
  /** Its digests when this was found: they change when the index learns another parameter. */
  readonly toks: string;
}

const MOST_REMEMBERED = 5_000;
/** By what one store knows of parameters, so that stores in one process do not share it. */
const remembered = new WeakMap<ReferenceParams, BoundedCache<Targets>>();

function rememberedBy(params: ReferenceParams): BoundedCache<Targets> {
  const known = remembered.get(params) ?? new BoundedCache<Targets>(MOST_REMEMBERED);
  remembered.set(params, known);
  return known;
}

function targetsOf(
  row: FoundRow,
  { asked, known }: { readonly asked: string; readonly known: BoundedCache<Targets> },
  askedParams: () => readonly Asked[],
): Wanted {
  const { version, toks } = row;
  const key = `${nameOf(row)} ${version.versionId} ${version.lastUpdated} ${toks.printed.length} ${asked}`;
  const targets = known.get(key, () => foundTargets(row, askedParams()));
  // Nearly always the same; where it is not, this one time is worked out without remembering.
  return targets.toks === toks.printed ? targets : foundTargets(row, askedParams());
}

function foundTargets(row: FoundRow, asked: readonly Asked[]): Targets {
  const named: Named[] = [];
  const canonicals: CanonicalWanted[] = [];
  for (const reference of asked.length === 0 ? [] : referencesIn(row.version.content)) {
    const types = typesPointedAt(row, reference, asked);
    if (types.length === 0) continue;
    if (reference.kind === 'literal') named.push(reference);
    else canonicals.push({ ...reference, types });
  }
  return { named, canonicals, toks: row.toks.printed };
}

interface Asked {
  readonly param: SearchParam;
  readonly targetType: string | undefined;
}

function askedOf(type: string, { source, param, targetType }: Include, params: ReferenceParams): Asked[] {
  if (source !== '*' && source !== type) return [];
  const asked = param === undefined ? params.referenceParams(type) : [param];
  return asked.map((each) => ({ param: each, targetType }));
}

/** The types a reference of the row may be to, by the parameters asked; none where it is one of no such parameter. */
function typesPointedAt(row: FoundRow, reference: FoundReference, asked: readonly Asked[]): string[] {
  const types = asked.flatMap(({ param, targetType }) => {
    const key = { type: row.version.type, param: param.code };
    if (reference.kind === 'literal') {
      const isAsked = targetType === undefined || targetType === reference.type;
      return isAsked && row.toks.has(referenceTok(key, reference.type, reference.id)) ? [reference.type] : [];
    }
    const isOne = row.toks.has(uriTok(key, canonical(reference.url, reference.version)));
    return isOne ? (targetType === undefined ? param.targets : [targetType]) : [];
  });
  return [...new Set(types)];
}

/** How rows that point at the sources are recognised. */
export interface Pointers {
  /** The types that may point. */
  readonly types: readonly string[];
  readonly literals: ReadonlySet<string>;
  /** Digests of the addresses of sources, with the version each source has. */
  readonly canonicals: ReadonlyMap<string, { readonly url: string; readonly version: string | undefined }>;
}

const MOST_DIGESTS = 50_000;

/** `_revinclude`: the digests held by whatever refers to these rows by the parameters that are asked. */
export function pointersTo(
  sources: readonly FoundRow[],
  includes: readonly Include[],
  params: ReferenceParams,
): Pointers {
  const types = new Set<string>();
  const literals = new Set<string>();
  const canonicals = new Map<string, { url: string; version: string | undefined }>();
  const asked = includes.filter((include) => include.reverse).flatMap((each) => askedPointers(each, params));
  for (const row of asked.length === 0 ? [] : sources) {
    const { type, id } = row.version;
    const address = addressOf(row);
    for (const pointer of asked) {
      if (!mayPointAt(pointer, type)) continue;
      const { param } = pointer;
      types.add(param.base);
      const key = { type: param.base, param: param.code };
      literals.add(referenceTok(key, type, id));
      if (address !== undefined) canonicals.set(uriTok(key, address.url), address);
    }
    if (literals.size > MOST_DIGESTS) throw tooWide();
  }
  return { types: [...types], literals, canonicals };
}

/** Every reference parameter there is would be very many, so of those only the ones that may point at the type. */
function askedPointers({ source, param, targetType }: Include, params: ReferenceParams): AskedPointer[] {
  if (param !== undefined) return [{ param, targetType, isNamed: true }];
  const types = source === '*' ? [...params.resourceTypes] : [source];
  return types.flatMap((type) =>
    params.referenceParams(type).map((each) => ({ param: each, targetType, isNamed: false })),
  );
}

interface AskedPointer extends Asked {
  readonly isNamed: boolean;
}

function mayPointAt({ param: { targets }, targetType, isNamed }: AskedPointer, type: string): boolean {
  if (targetType !== undefined && targetType !== type) return false;
  return isNamed || targets.length === 0 || targets.includes(type);
}

function tooWide(): Problem {
  return new Problem(
    'too-costly',
    'that is every kind of reference to very many resources; name the types and parameters of _revinclude, or ask for fewer matches a page (_count)',
    { expression: '_revinclude' },
  );
}

function addressOf({
  version: { content },
}: FoundRow): { url: string; version: string | undefined } | undefined {
  const parsed: unknown = JSON.parse(content);
  if (typeof parsed !== 'object' || parsed === null || !('url' in parsed)) return undefined;
  const { url } = parsed;
  const version = 'version' in parsed && typeof parsed.version === 'string' ? parsed.version : undefined;
  return typeof url === 'string' ? { url, version } : undefined;
}

/** Whether a row found by its digests points at a source: a canonical may name another version of it. */
export function points(row: FoundRow, pointers: Pointers): boolean {
  for (const tok of row.toks.each) if (pointers.literals.has(tok)) return true;
  const addressed = [...pointers.canonicals].flatMap(([tok, address]) =>
    row.toks.has(tok) ? [address] : [],
  );
  if (addressed.length === 0) return false;
  const references = referencesIn(row.version.content);
  return addressed.some(({ url, version }) =>
    references.some(
      (each) =>
        each.kind === 'address' &&
        each.url === url &&
        (each.version === undefined || version === undefined || each.version === version),
    ),
  );
}
