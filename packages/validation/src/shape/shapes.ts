import type { ElementType } from '@caecilia/fhir';
import type { ElementNode } from './element-node.ts';
import { Shape, type ShapeParts } from './shape.ts';
import type { Structures } from './structures.ts';
import { typeNameOf } from './type-name.ts';

/** Makes shapes, each combination of nodes once, so that types that hold themselves end. */
export class Shapes {
  readonly structures: Structures;
  readonly #made = new Map<string, Shape>();
  readonly #children = new Map<Shape, ReadonlyMap<string, Shape>>();

  constructor(structures: Structures) {
    this.structures = structures;
  }

  /** The shape of a whole definition; undefined where it, or a base it needs, is not held. */
  ofDefinition(canonical: string): Shape | undefined {
    const nodes = this.structures.layersOf(canonical);
    const type = this.structures.typeOf(canonical);
    return nodes && type !== undefined ? this.#ofRoots(type, nodes) : undefined;
  }

  /** The shape of a type of R4. */
  ofType(name: string): Shape | undefined {
    const nodes = this.structures.layersOfType(name);
    return nodes.length > 0 ? this.#ofRoots(name, nodes) : undefined;
  }

  children(shape: Shape): ReadonlyMap<string, Shape> {
    const known = this.#children.get(shape);
    if (known) {
      return known;
    }
    const made = new Map<string, Shape>();
    for (const [name, nodes] of shape.childNodes()) {
      made.set(name, this.#make({ name, nodes, counted: nodes, sliced: nodes }));
    }
    this.#children.set(shape, made);
    return made;
  }

  /** The shape of a slice: the element it is cut from, narrowed by the slice's own nodes. */
  slice(shape: Shape, sliceNodes: readonly ElementNode[]): Shape {
    const { name, nodes, narrowedTo } = shape.parts;
    return this.#make({
      name,
      nodes: [...nodes, ...sliceNodes],
      counted: sliceNodes,
      sliced: sliceNodes,
      narrowedTo,
    });
  }

  /** A choice looked at for one of its types; `more` are slices that are chosen by that type. */
  narrowed(shape: Shape, type: ElementType, more: readonly ElementNode[] = []): Shape {
    const { name, nodes, counted } = shape.parts;
    const sliced = more.length > 0 ? more : shape.parts.sliced;
    const own = more
      .flatMap(({ definition }) => definition.type ?? [])
      .filter((each) => each.code === type.code);
    const narrowedTo = own.at(-1) ?? type;
    return this.#make({ name, nodes: [...nodes, ...more], counted, sliced, narrowedTo });
  }

  /** The root of a definition has no cardinality of its own. */
  #ofRoots(type: string, nodes: readonly ElementNode[]): Shape {
    return this.#once(
      `root ${ids(nodes)}`,
      () => new Shape({ name: type, nodes, counted: [], sliced: [] }, [{ code: type }], []),
    );
  }

  #make(parts: ShapeParts): Shape {
    const { nodes, counted, sliced, narrowedTo } = parts;
    const key = `${ids(nodes)} ${ids(counted)} ${ids(sliced)} ${narrowedTo ? JSON.stringify(narrowedTo) : ''}`;
    return this.#once(key, () => this.#shape(parts));
  }

  #once(key: string, make: () => Shape): Shape {
    const known = this.#made.get(key) ?? make();
    this.#made.set(key, known);
    return known;
  }

  #shape(parts: ShapeParts): Shape {
    const referenced = this.#referenced(parts.nodes);
    const types = parts.narrowedTo
      ? [parts.narrowedTo]
      : typesOf(referenced ? [referenced, ...parts.nodes] : parts.nodes);
    const [only] = types;
    const typeNodes = only && types.length === 1 ? this.#typeNodes(only, parts) : [];
    return new Shape(parts, types, referenced ? [...typeNodes, referenced] : typeNodes);
  }

  /** One profile on the type narrows the element; of several any one will do, so they are tried when checking. */
  #typeNodes(type: ElementType, { nodes }: ShapeParts): readonly ElementNode[] {
    const [profile, ...others] = type.profile ?? [];
    const ofProfile =
      profile !== undefined && others.length === 0 ? this.structures.layersOf(profile) : undefined;
    const name = typeNameOf(type, nodes[0]?.definition);
    return ofProfile ?? this.structures.layersOfType(name);
  }

  /** What a content reference (`#Questionnaire.item`) names, in the definition of R4. */
  #referenced(nodes: readonly ElementNode[]): ElementNode | undefined {
    const reference = nodes.find(({ definition }) => definition.contentReference)?.definition
      .contentReference;
    const [type, ...names] = reference?.slice(reference.indexOf('#') + 1).split('.') ?? [];
    let node = type === undefined ? undefined : this.structures.layersOfType(type)[0];
    for (const name of names) {
      node = node?.children.get(name);
    }
    return node;
  }
}

/** Of the most specific node that names any. */
function typesOf(nodes: readonly ElementNode[]): readonly ElementType[] {
  const named = nodes.map(({ definition }) => definition.type ?? []).filter((types) => types.length > 0);
  return named.at(-1) ?? [];
}

function ids(nodes: readonly ElementNode[]): string {
  return nodes.map((each) => each.id).join(',');
}
