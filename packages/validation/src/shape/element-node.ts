import type { ElementDefinition } from '@caecilia/fhir';

/**
 * One element of one StructureDefinition with what stands below it, as that definition says it. Several nodes
 * together (of the base, of a data type, of a profile, of a slice) make a `Shape`.
 */
export interface ElementNode {
  /** Unique in the process, so that a combination of nodes can be recognised. */
  readonly id: number;
  /** Last part of the path, `value[x]` for a choice. */
  readonly name: string;
  readonly definition: ElementDefinition;
  readonly children: Map<string, ElementNode>;
  readonly slices: ElementNode[];
}

let lastId = 0;

function makeNode(definition: ElementDefinition): ElementNode {
  return {
    id: ++lastId,
    name: definition.path.slice(definition.path.lastIndexOf('.') + 1),
    definition,
    children: new Map(),
    slices: [],
  };
}

/**
 * Builds the tree of a snapshot or a differential; the first element is its root. Elements are placed by their
 * order and depth, which is how FHIR lists them: ids may be absent, and slice names may hold dots.
 */
export function elementTree(elements: readonly ElementDefinition[], type: string): ElementNode {
  const [first] = elements;
  const root = makeNode(first && !first.path.includes('.') ? first : { path: type });
  const open: ElementNode[] = [root];
  for (const definition of elements) {
    const depth = definition.path.split('.').length - 1;
    if (depth > 0) {
      open.length = Math.min(open.length, depth);
      open[depth] = place(parentAt(open, depth, definition.path), definition);
    }
  }
  return root;
}

/** A differential may name an element without those around it: nodes that say nothing stand in for them. */
function parentAt(open: ElementNode[], depth: number, path: string): ElementNode {
  const names = path.split('.');
  for (let level = 1; level < depth; level++) {
    const parent = open[level - 1];
    if (parent && open[level]?.name !== names[level]) {
      open.length = level;
      open[level] = childOf(parent, { path: names.slice(0, level + 1).join('.') });
    }
  }
  const parent = open[depth - 1];
  if (!parent) {
    throw new RangeError(`The element ${path} has no element above it`);
  }
  return parent;
}

function childOf(parent: ElementNode, definition: ElementDefinition): ElementNode {
  const made = makeNode(definition);
  const known = parent.children.get(made.name);
  if (known) {
    return known;
  }
  parent.children.set(made.name, made);
  return made;
}

function place(parent: ElementNode, definition: ElementDefinition): ElementNode {
  if (definition.sliceName === undefined) {
    return childOf(parent, definition);
  }
  const sliced = slicedNode(parent, definition, definition.sliceName);
  const slice = makeNode(definition);
  sliced.slices.push(slice);
  return slice;
}

/** The node a slice belongs to: the slice it cuts further (`a` of `a/b`), or the element itself. */
function slicedNode(parent: ElementNode, definition: ElementDefinition, sliceName: string): ElementNode {
  const element = unslicedNode(parent, definition);
  const cut = sliceName.lastIndexOf('/');
  const outer = cut < 0 ? undefined : sliceName.slice(0, cut);
  return element.slices.find((each) => each.definition.sliceName === outer) ?? element;
}

/** `valueQuantity` as a slice is a slice of `value[x]`. */
function unslicedNode(parent: ElementNode, definition: ElementDefinition): ElementNode {
  const own = definition.path.slice(definition.path.lastIndexOf('.') + 1);
  for (const [name, node] of parent.children) {
    if (name === own || (name.endsWith('[x]') && isTypedName(own, name, definition))) {
      return node;
    }
  }
  const choice = typedBase(own, definition);
  return childOf(parent, { path: definition.path.slice(0, -own.length) + (choice ?? own) });
}

function isTypedName(own: string, choice: string, definition: ElementDefinition): boolean {
  return typedBase(own, definition) === choice;
}

/** `value[x]` for `valueQuantity` of type Quantity. */
function typedBase(own: string, { type }: ElementDefinition): string | undefined {
  const code = type?.length === 1 ? type[0]?.code : undefined;
  const suffix = code && code.charAt(0).toUpperCase() + code.slice(1);
  return suffix && own.endsWith(suffix) && own !== suffix ? `${own.slice(0, -suffix.length)}[x]` : undefined;
}
