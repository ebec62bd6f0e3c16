import type { CodeSystem, CodeSystemConcept } from '../model/definitions.ts';

/** One concept of a code system that is held here, with its place in the hierarchy. */
export interface HeldConcept {
  readonly code: string;
  readonly display?: string;
  /** A grouping code that is not meant to be recorded. */
  readonly abstract: boolean;
  readonly inactive: boolean;
  readonly properties: ReadonlyMap<string, string>;
  readonly parents: Set<string>;
  readonly children: Set<string>;
}

const hierarchyProperties = new Map([
  ['parent', 'up'],
  ['subsumedBy', 'up'],
  ['child', 'down'],
]);

/** The `value[x]` of a concept property as text; codings by their code. */
function propertyText(property: { readonly [value: `value${string}`]: unknown }): string | undefined {
  for (const [key, value] of Object.entries(property)) {
    if (key.startsWith('value')) {
      const code: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'code') : value;
      return code === undefined ? undefined : String(code);
    }
  }
  return undefined;
}

/**
 * A code system as far as it is held: complete, or a fragment whose missing codes are unknown rather than wrong.
 * Nested concepts are narrower than the one they stand in, unless the system says that its nesting means
 * something else; `parent`, `child` and `subsumedBy` properties add to it.
 */
export class HeldSystem {
  readonly url: string;
  /** Every code of the system is here, so that a code that is not here does not exist. */
  readonly complete: boolean;
  readonly concepts = new Map<string, HeldConcept>();
  /** Nesting that does not mean narrower (`part-of`, `grouped-by`) tells nothing about subsumption. */
  readonly hierarchical: boolean;

  constructor(system: CodeSystem) {
    this.url = system.url;
    this.complete = system.content === 'complete';
    this.hierarchical = system.hierarchyMeaning === undefined || system.hierarchyMeaning === 'is-a';
    this.#add(system.concept ?? [], undefined);
    for (const concept of this.concepts.values()) {
      this.#tie(concept);
    }
  }

  /** The code and everything narrower; undefined for a code that is not here. */
  descendantsOrSelf(code: string): Set<string> | undefined {
    return this.#reach(code, (concept) => concept.children);
  }

  /** The code and everything broader; undefined for a code that is not here. */
  ancestorsOrSelf(code: string): Set<string> | undefined {
    return this.#reach(code, (concept) => concept.parents);
  }

  #add(concepts: readonly CodeSystemConcept[], parent: string | undefined): void {
    for (const source of concepts) {
      const concept = this.concepts.get(source.code) ?? heldConcept(source);
      this.concepts.set(source.code, concept);
      if (parent !== undefined) {
        concept.parents.add(parent);
      }
      this.#add(source.concept ?? [], source.code);
    }
  }

  /** Makes parents and children agree, whichever side said it. */
  #tie(concept: HeldConcept): void {
    for (const parent of concept.parents) {
      this.concepts.get(parent)?.children.add(concept.code);
    }
    for (const child of concept.children) {
      this.concepts.get(child)?.parents.add(concept.code);
    }
  }

  #reach(code: string, next: (concept: HeldConcept) => Iterable<string>): Set<string> | undefined {
    if (!this.concepts.has(code)) {
      return undefined;
    }
    const reached = new Set([code]);
    for (const each of reached) {
      const concept = this.concepts.get(each);
      for (const further of concept ? next(concept) : []) {
        if (this.concepts.has(further)) {
          reached.add(further);
        }
      }
    }
    return reached;
  }
}

function heldConcept(source: CodeSystemConcept): HeldConcept {
  const properties = new Map<string, string>();
  const parents = new Set<string>();
  const children = new Set<string>();
  for (const property of source.property ?? []) {
    const value = propertyText(property);
    if (value === undefined) {
      continue;
    }
    const direction = hierarchyProperties.get(property.code);
    if (direction === undefined) {
      properties.set(property.code, value);
    } else {
      (direction === 'up' ? parents : children).add(value);
    }
  }
  return {
    code: source.code,
    ...(source.display === undefined ? {} : { display: source.display }),
    abstract: properties.get('notSelectable') === 'true' || properties.get('abstract') === 'true',
    inactive: isInactive(properties),
    properties,
    parents,
    children,
  };
}

function isInactive(properties: ReadonlyMap<string, string>): boolean {
  const status = properties.get('status');
  return properties.get('inactive') === 'true' || status === 'retired' || status === 'inactive';
}
