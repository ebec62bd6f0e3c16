import type { CodeSystem, ValueSet } from '../model/definitions.ts';
import { compareVersions, parseCanonical } from './canonical.ts';
import { HeldSystem } from './code-system.ts';

/** Published terminology that is read when first asked for, by address without version (`r4Definitions()` is one). */
export interface TerminologySource {
  valueSet(url: string): ValueSet | undefined;
  codeSystem(url: string): CodeSystem | undefined;
}

/** R4 names what it publishes by its own version, also v3 code systems that carry a date as theirs. */
const RELEASE = '4.0.1';

interface Versioned {
  readonly url: string;
  readonly version?: string;
}

/**
 * Value sets and code systems by canonical address. `url|version` finds that version and no other; a bare address
 * finds the newest one held, those of packs before those of the source beneath.
 */
export class HeldResources {
  readonly #valueSets: ReadonlyMap<string, readonly ValueSet[]>;
  readonly #codeSystems: ReadonlyMap<string, readonly CodeSystem[]>;
  readonly #source: TerminologySource | undefined;
  readonly #systems = new Map<string, HeldSystem | undefined>();

  constructor(
    valueSets: readonly ValueSet[],
    codeSystems: readonly CodeSystem[],
    source: TerminologySource | undefined,
  ) {
    this.#valueSets = newestFirst(valueSets);
    this.#codeSystems = newestFirst(codeSystems.filter((each) => each.content !== 'supplement'));
    this.#source = source;
  }

  valueSet(canonical: string): ValueSet | undefined {
    const { url, version } = parseCanonical(canonical);
    return choose(this.#valueSets.get(url), this.#source?.valueSet(url), version);
  }

  /** The same resources, with these value sets before those of the same address. */
  including(valueSets: readonly ValueSet[]): HeldResources {
    const urls = new Set(valueSets.map((each) => each.url));
    const kept = [...this.#valueSets.values()].flat().filter((each) => !urls.has(each.url));
    return new HeldResources([...valueSets, ...kept], [...this.#codeSystems.values()].flat(), this.#source);
  }

  /** The code system with an index of its concepts; undefined when no concept of it is held. */
  system(url: string, version?: string): HeldSystem | undefined {
    const key = version === undefined ? url : `${url}|${version}`;
    if (!this.#systems.has(key)) {
      const candidates = this.#codeSystems.get(url)?.filter(hasConcepts);
      const found = choose(candidates, this.#source?.codeSystem(url), version);
      this.#systems.set(key, found && hasConcepts(found) ? new HeldSystem(found) : undefined);
    }
    return this.#systems.get(key);
  }
}

function hasConcepts(system: CodeSystem): boolean {
  return system.content !== 'not-present' && (system.concept?.length ?? 0) > 0;
}

function newestFirst<T extends Versioned>(resources: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const byUrl = new Map<string, T[]>();
  for (const each of resources) {
    const versions = byUrl.get(each.url) ?? [];
    byUrl.set(each.url, versions);
    versions.push(each);
  }
  for (const versions of byUrl.values()) {
    versions.sort((left, right) => compareVersions(right.version ?? '', left.version ?? ''));
  }
  return byUrl;
}

function choose<T extends Versioned>(
  held: readonly T[] | undefined,
  beneath: T | undefined,
  version: string | undefined,
): T | undefined {
  if (version === undefined) {
    return held?.[0] ?? beneath;
  }
  const isIn = version === beneath?.version || version === RELEASE;
  return held?.find((each) => each.version === version) ?? (isIn ? beneath : undefined);
}
