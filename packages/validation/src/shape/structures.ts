import { compareVersions, parseCanonical, type StructureDefinition } from '@caecilia/fhir';
import { type ElementNode, elementTree } from './element-node.ts';

const CORE = 'http://hl7.org/fhir/StructureDefinition/';

/** Where definitions come from: those in force at once, and those of R4 that are read when one is first needed. */
export interface StructureSources {
  readonly structures: readonly StructureDefinition[];
  readonly profiles: readonly StructureDefinition[];
  readonly published: () => readonly StructureDefinition[];
}

/**
 * Every StructureDefinition that can be claimed or referred to. A bare address finds the newest version held,
 * `url|version` that version and no other.
 */
export class Structures {
  readonly #core = new Map<string, StructureDefinition>();
  readonly #profiles: ReadonlyMap<string, StructureDefinition>;
  readonly #published: () => readonly StructureDefinition[];
  #publishedByUrl: ReadonlyMap<string, StructureDefinition> | undefined;
  readonly #layers = new Map<string, readonly ElementNode[] | undefined>();

  constructor({ structures, profiles, published }: StructureSources) {
    for (const each of structures) {
      this.#core.set(each.url, each);
    }
    this.#profiles = byAddress(profiles);
    this.#published = published;
  }

  find(canonical: string): StructureDefinition | undefined {
    return this.#profiles.get(canonical) ?? this.#findPublished(canonical);
  }

  /** The definition of a type of R4 by its name. */
  type(name: string): StructureDefinition | undefined {
    return this.#core.get(CORE + name);
  }

  /** The name of the type a definition constrains; undefined for an address that is not held. */
  typeOf(canonical: string): string | undefined {
    return this.find(canonical)?.type;
  }

  /** Addresses of a definition and of everything it is derived from. */
  lineage(canonical: string): ReadonlySet<string> {
    const urls = new Set<string>();
    let at = this.find(canonical);
    while (at && !urls.has(at.url)) {
      urls.add(at.url);
      at = at.baseDefinition === undefined ? undefined : this.find(at.baseDefinition);
    }
    return urls;
  }

  /** Root nodes of a type of R4: it alone. */
  layersOfType(name: string): readonly ElementNode[] {
    const definition = this.type(name);
    return (definition && this.layersOf(definition.url)) ?? [];
  }

  /**
   * Root nodes of a definition, the type of R4 first, so that a profile can narrow but never loosen it. A profile
   * with a snapshot stands on its type alone; one with only a differential stands on the layers of its base.
   * Undefined where the definition, or a base it needs, is not held.
   */
  layersOf(canonical: string): readonly ElementNode[] | undefined {
    if (!this.#layers.has(canonical)) {
      // Stands before the work, so that a profile derived from itself ends.
      this.#layers.set(canonical, undefined);
      const definition = this.find(canonical);
      this.#layers.set(canonical, definition && this.#makeLayers(definition));
    }
    return this.#layers.get(canonical);
  }

  /** Why a definition cannot be used, as a sentence; undefined when it can. */
  problemOf(canonical: string): string | undefined {
    const definition = this.find(canonical);
    if (!definition) {
      return `The profile ${canonical} is not installed`;
    }
    if (this.layersOf(canonical)) {
      return undefined;
    }
    return `The profile ${canonical} has no snapshot, and its base ${definition.baseDefinition ?? '(none named)'} is not installed; install the base, or the profile with its snapshot`;
  }

  #makeLayers(definition: StructureDefinition): readonly ElementNode[] | undefined {
    const { snapshot, type } = definition;
    if (snapshot && snapshot.element.length > 0) {
      const own = elementTree(snapshot.element, type);
      const core = this.type(type);
      return core && core !== definition ? [...this.layersOfType(type), own] : [own];
    }
    const base =
      definition.baseDefinition === undefined ? undefined : this.layersOf(definition.baseDefinition);
    return base && [...base, elementTree(definition.differential?.element ?? [], type)];
  }

  #findPublished(canonical: string): StructureDefinition | undefined {
    const { url, version } = parseCanonical(canonical);
    const found = this.#core.get(url) ?? this.#lookPublished(url);
    return version === undefined || version === found?.version ? found : undefined;
  }

  #lookPublished(url: string): StructureDefinition | undefined {
    this.#publishedByUrl ??= byAddress(this.#published());
    return this.#publishedByUrl.get(url);
  }
}

/** Each definition under its bare address (the newest of several) and under `url|version`. */
function byAddress(definitions: readonly StructureDefinition[]): ReadonlyMap<string, StructureDefinition> {
  const found = new Map<string, StructureDefinition>();
  for (const each of definitions) {
    const known = found.get(each.url);
    if (!known || compareVersions(each.version ?? '', known.version ?? '') >= 0) {
      found.set(each.url, each);
    }
    if (each.version !== undefined) {
      found.set(`${each.url}|${each.version}`, each);
    }
  }
  return found;
}
