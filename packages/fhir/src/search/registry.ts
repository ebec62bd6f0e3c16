import type { SearchParameterDefinition } from '../model/definitions.ts';
import type { FhirModel } from '../model/model.ts';
import type { SearchParam } from './query.ts';
import { EXTENSION_PARAMETERS } from './registry/extension-parameters.ts';
import { mended } from './registry/known-quirks.ts';
import { baseTypes, parameterEntry, withComponents } from './registry/parameter-entry.ts';
import { type ValueTypes, valueTypesOf } from './registry/value-types.ts';

/** Every search parameter that can be searched by, for every resource type. It does not change; `with` makes another. */
export interface SearchRegistry {
  /** Names of all resource types. */
  readonly resourceTypes: ReadonlySet<string>;
  /** The parameter of this type with this code; an installed one comes before an official one of the same code. */
  get(type: string, code: string): SearchParam | undefined;
  /** All parameters of the type, the common ones (`_id`, `_tag`) included, by code. Empty for an unknown type. */
  list(type: string): readonly SearchParam[];
  /** By the address of the definition, as it applies to the type. */
  byUrl(url: string, type: string): SearchParam | undefined;
  /** What the definitions tell about the values of a parameter. */
  valueTypes(param: SearchParam): ValueTypes;
  /**
   * This registry with more parameters, for instance those of a pack. Throws `SearchError('invalid')` for a
   * definition that cannot be searched by, and says which and why.
   */
  with(parameters: readonly SearchParameterDefinition[]): SearchRegistry;
}

type TypeEntries = Map<string, SearchParam>;

class Registry implements SearchRegistry {
  readonly resourceTypes: ReadonlySet<string>;
  readonly #model: FhirModel;
  readonly #byCode: Map<string, TypeEntries>;
  readonly #byUrl: Map<string, TypeEntries>;
  readonly #lists = new Map<string, readonly SearchParam[]>();
  readonly #valueTypes = new WeakMap<SearchParam, ValueTypes>();

  /** The entries of `before`, if any, and over them those of the definitions. */
  constructor(definitions: readonly SearchParameterDefinition[], model: FhirModel, before?: Registry) {
    this.#model = model;
    this.resourceTypes = model.resourceTypes;
    this.#byCode = copied(before === undefined ? new Map() : before.#byCode);
    this.#byUrl = copied(before === undefined ? new Map() : before.#byUrl);
    // Composites last, whatever the order of the definitions: they are made of the others.
    const searchable = definitions.flatMap((definition) => mended(definition) ?? []);
    for (const each of searchable.filter(({ type }) => type !== 'composite')) this.#enter(each);
    for (const each of searchable.filter(({ type }) => type === 'composite')) this.#enter(each);
    for (const [type, entries] of this.#byCode) {
      this.#lists.set(type, [...entries.values()].sort(byCode));
    }
  }

  get(type: string, code: string): SearchParam | undefined {
    return this.#byCode.get(type)?.get(code);
  }

  list(type: string): readonly SearchParam[] {
    return this.#lists.get(type) ?? [];
  }

  byUrl(url: string, type: string): SearchParam | undefined {
    return this.#byUrl.get(type)?.get(url);
  }

  valueTypes(param: SearchParam): ValueTypes {
    const known = this.#valueTypes.get(param);
    if (known !== undefined) return known;
    const found = valueTypesOf(param.expression, param.base, this.#model);
    this.#valueTypes.set(param, found);
    return found;
  }

  with(parameters: readonly SearchParameterDefinition[]): SearchRegistry {
    return new Registry(parameters, this.#model, this);
  }

  #enter(definition: SearchParameterDefinition): void {
    for (const type of baseTypes(definition, this.#model)) {
      const plain = parameterEntry(definition, type, this.#model);
      if (plain === undefined) continue;
      const param =
        plain.type === 'composite'
          ? withComponents(plain, definition, (url) => this.byUrl(url, type))
          : plain;
      entriesOf(this.#byCode, type).set(param.code, param);
      entriesOf(this.#byUrl, type).set(param.url, param);
    }
  }
}

function copied(entries: ReadonlyMap<string, TypeEntries>): Map<string, TypeEntries> {
  return new Map([...entries].map(([type, params]) => [type, new Map(params)]));
}

function entriesOf(map: Map<string, TypeEntries>, type: string): TypeEntries {
  const entries = map.get(type) ?? new Map<string, SearchParam>();
  map.set(type, entries);
  return entries;
}

function byCode(left: SearchParam, right: SearchParam): number {
  return left.code < right.code ? -1 : left.code > right.code ? 1 : 0;
}

/**
 * The registry of these definitions, later ones before earlier ones of the same code, together with the parameters
 * that R4 publishes beside its extensions. Parameters of `Resource` and
 * `DomainResource` are entered for each type; an expression for several types is split. Throws
 * `SearchError('invalid')` as `SearchRegistry.with` does.
 */
export function createSearchRegistry(
  parameters: readonly SearchParameterDefinition[],
  model: FhirModel,
): SearchRegistry {
  return new Registry([...EXTENSION_PARAMETERS, ...parameters], model);
}
