import type { ElementConstraint, ElementDefinition, StructureDefinition } from '@caecilia/fhir';

/**
 * Invariants repeat on thousands of elements (`ele-1` alone stands on nearly all of them), so they are stored once
 * and elements name them by number. `platform/definitions` puts them back when it reads the file.
 */
export interface CompactStructures {
  readonly constraints: readonly ElementConstraint[];
  readonly structures: readonly unknown[];
}

/** Elements of a StructureDefinition that the project reads; the rest is prose, publication data and mappings. */
const structureKeys = [
  'resourceType',
  'id',
  'url',
  'version',
  'name',
  'status',
  'kind',
  'abstract',
  'type',
  'baseDefinition',
  'derivation',
  'context',
] as const;

const elementKeys = [
  'id',
  'path',
  'sliceName',
  'min',
  'max',
  'contentReference',
  'representation',
  'maxLength',
] as const;

const keptExtensions = new Set([
  'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type',
  'http://hl7.org/fhir/StructureDefinition/regex',
  'http://hl7.org/fhir/StructureDefinition/elementdefinition-bestpractice',
  'http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet',
]);

const valueOfElement = /^(fixed|pattern|minValue|maxValue)[A-Z]/;

type Json = Record<string, unknown>;

/** The object with only these keys, in this order, absent ones left out. */
export function pick(source: object, keys: readonly string[]): Json {
  const picked: Json = {};
  for (const key of keys) {
    const value: unknown = Reflect.get(source, key);
    if (value !== undefined) {
      picked[key] = value;
    }
  }
  return picked;
}

function extensionsOf(source: object): Json {
  const extensions: unknown = Reflect.get(source, 'extension');
  const kept = Array.isArray(extensions)
    ? extensions.filter((each: { url: string }) => keptExtensions.has(each.url))
    : [];
  return kept.length > 0 ? { extension: kept } : {};
}

/** Gathers structures from several files and writes their invariants once. */
export class StructureCompactor {
  readonly #constraints: ElementConstraint[] = [];
  readonly #numbers = new Map<string, number>();

  structures(sources: readonly StructureDefinition[]): CompactStructures {
    const structures = sources.map((source) => this.#structure(source));
    return { constraints: this.#constraints, structures };
  }

  #structure(source: StructureDefinition): Json {
    const element = (source.snapshot?.element ?? []).map((each) => this.#element(each));
    return { ...pick(source, structureKeys), snapshot: { element } };
  }

  #element(source: ElementDefinition): Json {
    const compact = pick(source, elementKeys);
    if (source.slicing) {
      compact.slicing = pick(source.slicing, ['discriminator', 'ordered', 'rules']);
    }
    if (source.base && source.base.max !== source.max) {
      compact.base = { path: source.base.path, max: source.base.max };
    }
    if (source.type) {
      compact.type = source.type.map((type) => ({
        ...pick(type, ['code', 'profile', 'targetProfile', 'aggregation']),
        ...extensionsOf(type),
      }));
    }
    if (source.binding) {
      compact.binding = {
        ...pick(source.binding, ['strength', 'valueSet']),
        ...extensionsOf(source.binding),
      };
    }
    if (source.constraint) {
      compact.constraint = source.constraint.map((each) => this.#number(each));
    }
    for (const flag of ['isModifier', 'isSummary', 'mustSupport'] as const) {
      if (source[flag]) {
        compact[flag] = true;
      }
    }
    return {
      ...compact,
      ...pick(
        source,
        Object.keys(source).filter((key) => valueOfElement.test(key)),
      ),
    };
  }

  #number(source: ElementConstraint): number {
    const compact = { ...pick(source, ['key', 'severity', 'human', 'expression']), ...extensionsOf(source) };
    const text = JSON.stringify(compact);
    const known = this.#numbers.get(text);
    if (known !== undefined) {
      return known;
    }
    const number = this.#constraints.push(JSON.parse(text) as ElementConstraint) - 1;
    this.#numbers.set(text, number);
    return number;
  }
}
