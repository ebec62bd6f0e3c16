import type { ElementDefinition, ElementType, StructureDefinition } from './definitions.ts';

/**
 * What a type is. `nested` is an element with content of its own inside another type
 * (`Observation.component`, `Timing.repeat`); its name is its path.
 */
export type TypeKind = 'resource' | 'complex' | 'primitive' | 'nested';

/** One type an element may have, and the JSON property that carries it (`valueQuantity` for a Quantity in `value[x]`). */
export interface PropertyModel {
  /** Name in JSON, and of the element in XML. */
  readonly name: string;
  readonly element: ElementModel;
  /** Name of the type; for content of its own or a content reference the path it is defined at. */
  readonly type: string;
  /** Whether the JSON property may have a sibling with an underscore. */
  readonly isPrimitive: boolean;
}

/** One element of a type, as the base specification defines it (profiles narrow it elsewhere). */
export interface ElementModel {
  /** Name in FHIRPath: `value` for `value[x]`. */
  readonly name: string;
  readonly path: string;
  readonly isChoice: boolean;
  /** Whether JSON carries a list: the base allows more than one. */
  readonly isList: boolean;
  readonly min: number;
  /** Infinity for `*`. */
  readonly max: number;
  /** One per allowed type; exactly one where `isChoice` is false. */
  readonly properties: readonly PropertyModel[];
  readonly isSummary: boolean;
  readonly isModifier: boolean;
  readonly xml: 'element' | 'attribute' | 'xhtml';
  readonly definition: ElementDefinition;
}

/** A data type, resource or nested element with all its elements, inherited ones included, in defined order. */
export interface TypeModel {
  readonly name: string;
  readonly kind: TypeKind;
  readonly abstract: boolean;
  /** Name of the type this one specialises; undefined for `Resource` and `Element`. */
  readonly base: string | undefined;
  /** This type and everything it specialises. */
  readonly ancestors: ReadonlySet<string>;
  readonly elements: readonly ElementModel[];
  /** By FHIRPath name. */
  readonly elementByName: ReadonlyMap<string, ElementModel>;
  /** By JSON property. */
  readonly propertyByName: ReadonlyMap<string, PropertyModel>;
  /** The structure it is defined in. */
  readonly definition: StructureDefinition;
}

/** Knows every type of a version of FHIR. All lookups are map lookups. */
export interface FhirModel {
  /** Names of the resource types that can be instantiated. */
  readonly resourceTypes: ReadonlySet<string>;
  /** Every type, abstract and nested ones included. */
  readonly types: ReadonlyMap<string, TypeModel>;
  /** By name (`Observation`, `Quantity`, `Observation.component`). */
  type(name: string): TypeModel | undefined;
  /** Whether `type` is `base` or specialises it (`Age` a `Quantity`, `code` a `string`); false for unknown names. */
  isA(type: string, base: string): boolean;
}

interface Draft {
  readonly name: string;
  readonly kind: TypeKind;
  readonly abstract: boolean;
  readonly base: string | undefined;
  readonly definition: StructureDefinition;
  readonly elements: ElementDefinition[];
}

const fhirTypeExtension = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type';

function isType(structure: StructureDefinition): boolean {
  return (
    structure.derivation !== 'constraint' && structure.kind !== 'logical' && structure.snapshot !== undefined
  );
}

/**
 * R4 writes the types of ids, extension addresses and primitive values as FHIRPath system types, with the FHIR type
 * beside them. For the id of a resource it says `string` where it means `id`, as R4B corrected.
 */
function typeNameOf(type: ElementType, definition: ElementDefinition): string {
  if (!type.code.startsWith('http://hl7.org/fhirpath/System.')) {
    return type.code;
  }
  const isResourceId = /^[A-Za-z]+\.id$/.test(definition.path) && definition.representation === undefined;
  return isResourceId
    ? 'id'
    : (type.extension?.find((each) => each.url === fhirTypeExtension)?.valueUrl ?? 'string');
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function kindOf(structure: StructureDefinition): TypeKind {
  if (structure.kind === 'resource') {
    return 'resource';
  }
  return structure.kind === 'primitive-type' ? 'primitive' : 'complex';
}

/** Splits one structure into the type itself and the nested elements in it. */
function draftsOf(structure: StructureDefinition): Draft[] {
  const elements = structure.snapshot?.element ?? [];
  const parents = new Set(elements.map((each) => each.path.slice(0, each.path.lastIndexOf('.'))));
  const drafts = new Map<string, Draft>();
  for (const element of elements) {
    const parent = drafts.get(element.path.slice(0, element.path.lastIndexOf('.')));
    parent?.elements.push(element);
    if (parent === undefined) {
      drafts.set(element.path, {
        name: structure.type,
        kind: kindOf(structure),
        abstract: structure.abstract,
        base: structure.baseDefinition && lastOf(structure.baseDefinition.replace(/\//g, '.')),
        definition: structure,
        elements: [],
      });
    } else if (parents.has(element.path)) {
      drafts.set(element.path, {
        name: element.path,
        kind: 'nested',
        abstract: false,
        base: element.type?.[0]?.code ?? 'Element',
        definition: structure,
        elements: [],
      });
    }
  }
  return [...drafts.values()];
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Builds the types once all names are known: properties need to know which types are primitive. */
class ModelBuilder {
  readonly #drafts: ReadonlyMap<string, Draft>;

  constructor(structures: readonly StructureDefinition[]) {
    this.#drafts = new Map(
      structures
        .filter(isType)
        .flatMap(draftsOf)
        .map((each) => [each.name, each]),
    );
  }

  build(): Map<string, TypeModel> {
    return new Map([...this.#drafts].map(([name, draft]) => [name, this.#type(draft)]));
  }

  #type(draft: Draft): TypeModel {
    const { name, kind, abstract, base, definition } = draft;
    const carried =
      kind === 'primitive' ? draft.elements.filter((each) => !each.path.endsWith('.value')) : draft.elements;
    const elements = carried.map((each) => this.#element(each));
    return {
      name,
      kind,
      abstract,
      base,
      definition,
      ancestors: this.#ancestors(draft),
      elements,
      elementByName: new Map(elements.map((each) => [each.name, each])),
      propertyByName: new Map(elements.flatMap((each) => each.properties).map((each) => [each.name, each])),
    };
  }

  #ancestors(draft: Draft): ReadonlySet<string> {
    const names = new Set<string>();
    for (
      let at: Draft | undefined = draft;
      at;
      at = at.base === undefined ? undefined : this.#drafts.get(at.base)
    ) {
      names.add(at.name);
    }
    return names;
  }

  #element(definition: ElementDefinition): ElementModel {
    const written = lastOf(definition.path);
    const isChoice = written.endsWith('[x]');
    const name = isChoice ? written.slice(0, -3) : written;
    const properties: PropertyModel[] = [];
    const maximum = definition.base?.max ?? definition.max ?? '1';
    const element: ElementModel = {
      name,
      path: definition.path,
      isChoice,
      isList: maximum !== '0' && maximum !== '1',
      min: definition.min ?? 0,
      max: definition.max === '*' ? Number.POSITIVE_INFINITY : Number(definition.max ?? '1'),
      properties,
      isSummary: definition.isSummary === true,
      isModifier: definition.isModifier === true,
      xml: this.#xmlForm(definition),
      definition,
    };
    for (const type of this.#typesOf(definition)) {
      const property = isChoice ? name + capitalised(type) : name;
      properties.push({
        name: property,
        element,
        type,
        isPrimitive: this.#drafts.get(type)?.kind === 'primitive',
      });
    }
    return element;
  }

  #xmlForm(definition: ElementDefinition): ElementModel['xml'] {
    if (definition.representation?.includes('xmlAttr')) {
      return 'attribute';
    }
    return definition.type?.[0]?.code === 'xhtml' ? 'xhtml' : 'element';
  }

  #typesOf(definition: ElementDefinition): readonly string[] {
    if (definition.contentReference) {
      return [definition.contentReference.slice(definition.contentReference.indexOf('#') + 1)];
    }
    if (this.#drafts.get(definition.path)?.kind === 'nested') {
      return [definition.path];
    }
    return [...new Set((definition.type ?? []).map((type) => typeNameOf(type, definition)))];
  }
}

/** Builds the model of the base specification from its structures (profiles among them are passed over). */
export function createModel(definitions: { readonly structures: readonly StructureDefinition[] }): FhirModel {
  const types = new ModelBuilder(definitions.structures).build();
  const concrete = [...types.values()].filter((each) => each.kind === 'resource' && !each.abstract);
  return {
    types,
    resourceTypes: new Set(concrete.map((each) => each.name)),
    type: (name) => types.get(name),
    isA: (type, base) => types.get(type)?.ancestors.has(base) ?? false,
  };
}
