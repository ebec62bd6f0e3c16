import type { ElementConstraint, ElementDefinition, ElementSlicing, ElementType } from '@caecilia/fhir';
import type { ElementNode } from './element-node.ts';
import { typeNameOf } from './type-name.ts';

/** What makes a shape: which nodes speak of the element, and which of those set how often it occurs. */
export interface ShapeParts {
  readonly name: string;
  /** All nodes of the element itself, the least specific first. */
  readonly nodes: readonly ElementNode[];
  /** Those whose min and max count: for a slice only its own. */
  readonly counted: readonly ElementNode[];
  /** Those whose slices apply: for a slice only its own. */
  readonly sliced: readonly ElementNode[];
  /** The one type of a choice that is looked at, where it is. */
  readonly narrowedTo?: ElementType | undefined;
}

/** A fixed or pattern value an element must have. */
export interface Expected {
  readonly exact: boolean;
  readonly value: unknown;
}

/** The value sets an element is bound to. */
export interface Bindings {
  /** Every one must hold. */
  readonly required: readonly string[];
  /** The greatest value set (`elementdefinition-maxValueSet`) of the most specific definition. */
  readonly greatest: string | undefined;
  /** Of the most specific definition, where that is extensible. */
  readonly extensible: string | undefined;
}

/** Slices that are told apart in the same way. */
export interface SliceGroup {
  readonly discriminators: readonly { readonly type: string; readonly path: string }[];
  readonly closed: boolean;
  /** What belongs to no slice comes after what does. */
  readonly openAtEnd: boolean;
  readonly ordered: boolean;
  /** By name, with the nodes of every definition that speaks of the slice. */
  readonly slices: ReadonlyMap<string, readonly ElementNode[]>;
}

/** A group while it is gathered. */
interface DraftGroup {
  readonly slicing: ElementSlicing;
  closed: boolean;
  openAtEnd: boolean;
  ordered: boolean;
  readonly slices: Map<string, readonly ElementNode[]>;
}

const MAX_VALUE_SET = 'http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet';

/**
 * What all definitions together say of one element: the narrowest of what each of them allows. A profile can add
 * to its base and never take away, whatever its snapshot says.
 */
export class Shape {
  readonly name: string;
  readonly parts: ShapeParts;
  /** The types it may have; one where it was narrowed. */
  readonly types: readonly ElementType[];
  /** Nodes that its type (or what its content reference names) brings along, the least specific first. */
  readonly typeNodes: readonly ElementNode[];

  constructor(parts: ShapeParts, types: readonly ElementType[], typeNodes: readonly ElementNode[]) {
    this.name = parts.name;
    this.parts = parts;
    this.types = types;
    this.typeNodes = typeNodes;
  }

  /** Path in the most specific definition, for people. */
  get path(): string {
    return this.parts.nodes.at(-1)?.definition.path ?? this.name;
  }

  /** The element in R4 itself. */
  get base(): ElementDefinition | undefined {
    return this.parts.nodes[0]?.definition;
  }

  get basePath(): string {
    return this.base?.path ?? this.name;
  }

  get isChoice(): boolean {
    return this.name.endsWith('[x]');
  }

  /** Whether JSON carries a list: the base allows more than one, whatever a profile allows. */
  get isList(): boolean {
    const max = this.base?.base?.max ?? this.base?.max ?? '1';
    return max !== '1' && max !== '0';
  }

  get min(): number {
    return Math.max(0, ...this.parts.counted.map(({ definition }) => definition.min ?? 0));
  }

  /** Infinity for `*`. */
  get max(): number {
    return Math.min(...this.parts.counted.map(({ definition }) => maxOf(definition)));
  }

  get maxLength(): number {
    return Math.min(...this.definitions().map((each) => each.maxLength ?? Number.POSITIVE_INFINITY));
  }

  /** Fixed and pattern values, each once. */
  get expected(): readonly Expected[] {
    const found = new Map<string, Expected>();
    for (const definition of this.definitions()) {
      for (const [key, value] of Object.entries(definition)) {
        if (/^(fixed|pattern)[A-Z]/.test(key)) {
          const exact = key.startsWith('fixed');
          found.set(`${exact}${JSON.stringify(value)}`, { exact, value });
        }
      }
    }
    return [...found.values()];
  }

  /** `minValue[x]` or `maxValue[x]` of every definition. */
  limits(kind: 'minValue' | 'maxValue'): readonly unknown[] {
    return this.definitions().flatMap((definition) =>
      Object.entries(definition)
        .filter(([key]) => key.startsWith(kind))
        .map(([, value]): unknown => value),
    );
  }

  get bindings(): Bindings {
    const bindings = this.definitions().flatMap(({ binding }) => (binding ? [binding] : []));
    const last = bindings.at(-1);
    return {
      required: distinctSets(
        bindings.filter((each) => each.strength === 'required').map((each) => each.valueSet),
      ),
      // A profile that binds anew leaves the greatest value set of its base behind, as published profiles do.
      greatest: last?.extension?.find((each) => each.url === MAX_VALUE_SET)?.valueCanonical,
      extensible: last?.strength === 'extensible' ? last.valueSet : undefined,
    };
  }

  /** Invariants, each once. */
  get constraints(): readonly ElementConstraint[] {
    const found = new Map<string, ElementConstraint>();
    for (const each of this.definitions().flatMap(({ constraint }) => constraint ?? [])) {
      found.set(`${each.key} ${each.expression}`, each);
    }
    return [...found.values()];
  }

  get sliceGroups(): readonly SliceGroup[] {
    const groups = new Map<string, DraftGroup>();
    for (const node of this.parts.sliced) {
      const slicing = slicingOf(node, this.parts.sliced);
      const key = JSON.stringify(slicing.discriminator ?? []);
      const group: DraftGroup = groups.get(key) ?? {
        slicing,
        closed: false,
        openAtEnd: false,
        ordered: false,
        slices: new Map(),
      };
      groups.set(key, group);
      group.closed ||= slicing.rules === 'closed';
      group.openAtEnd ||= slicing.rules === 'openAtEnd';
      group.ordered ||= slicing.ordered === true;
      for (const slice of node.slices) {
        const name = slice.definition.sliceName ?? '';
        group.slices.set(name, [...(group.slices.get(name) ?? []), slice]);
      }
    }
    return [...groups.values()]
      .filter(({ slices }) => slices.size > 0)
      .map(({ slicing, ...group }) => ({ ...group, discriminators: slicing.discriminator ?? [] }));
  }

  /** Name of the type of R4, where there is exactly one. */
  get typeName(): string | undefined {
    const [only] = this.types;
    return only && this.types.length === 1 ? typeNameOf(only, this.base) : undefined;
  }

  /** Everything that is said of it, by its type first. */
  definitions(): readonly ElementDefinition[] {
    return [...this.typeNodes, ...this.parts.nodes].map((each) => each.definition);
  }

  /** Nodes below it, by name, the least specific first. */
  childNodes(): ReadonlyMap<string, readonly ElementNode[]> {
    const found = new Map<string, ElementNode[]>();
    for (const node of [...this.typeNodes, ...this.parts.nodes]) {
      for (const [name, child] of node.children) {
        const known = found.get(name) ?? [];
        found.set(name, known);
        known.push(child);
      }
    }
    return found;
  }
}

function maxOf({ max }: ElementDefinition): number {
  return max === undefined || max === '*' ? Number.POSITIVE_INFINITY : Number(max);
}

/** The same set named with and without its version is one set. */
function distinctSets(canonicals: readonly (string | undefined)[]): readonly string[] {
  const found = new Map<string, string>();
  for (const each of canonicals) {
    if (each !== undefined) {
      found.set(each.replace(/\|.*$/, ''), each);
    }
  }
  return [...found.values()];
}

const byUrl: ElementSlicing = { discriminator: [{ type: 'value', path: 'url' }], rules: 'open' };
const byType: ElementSlicing = { discriminator: [{ type: 'type', path: '$this' }], rules: 'open' };

/** Some tools leave `slicing` out where FHIR implies it: extensions are told apart by url, a choice by type. */
function slicingOf(node: ElementNode, others: readonly ElementNode[]): ElementSlicing {
  const own = node.definition.slicing;
  if (own) {
    return own;
  }
  const given = others.flatMap(({ definition }) => definition.slicing ?? []).at(-1);
  if (given) {
    return given;
  }
  return node.name.endsWith('[x]') ? byType : byUrl;
}
