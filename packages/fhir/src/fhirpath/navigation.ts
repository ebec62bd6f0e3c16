import type { FhirModel, PropertyModel, TypeModel } from '../model/model.ts';
import { systemTypeOf } from './kinds.ts';
import { isObject, type JsonObject, type Nodes, PathNode } from './path-node.ts';

const none: ReadonlyMap<string, PropertyModel> = new Map();

/** The type of a value by its property; a resource inside a resource says its own type. */
function typeOfValue(value: unknown, declared: string, model: FhirModel): string {
  if (declared !== 'Resource' || !isObject(value)) {
    return declared;
  }
  const { resourceType } = value;
  return typeof resourceType === 'string' && model.type(resourceType) ? resourceType : declared;
}

/** Adds the items of one JSON property to `found`; holes in lists that have no sibling either are passed over. */
function pushProperty(parent: PathNode, holder: JsonObject, property: Property, found: PathNode[]): void {
  const { name } = property;
  const value = holder[name];
  const sibling = property.isPrimitive ? holder[`_${name}`] : undefined;
  if (Array.isArray(value) || Array.isArray(sibling)) {
    pushList(parent, value, sibling, property, found);
  } else {
    pushItem(parent, value, sibling, -1, property, found);
  }
}

function pushList(
  parent: PathNode,
  value: unknown,
  sibling: unknown,
  property: Property,
  found: PathNode[],
): void {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const siblings: readonly unknown[] = Array.isArray(sibling) ? sibling : [sibling];
  const length = Math.max(values.length, siblings.length);
  for (let index = 0; index < length; index += 1) {
    pushItem(parent, values[index], siblings[index], index, property, found);
  }
}

function pushItem(
  parent: PathNode,
  value: unknown,
  sibling: unknown,
  index: number,
  { name, type, model }: Property,
  found: PathNode[],
): void {
  const element = sibling !== undefined && isObject(sibling) ? sibling : undefined;
  if (value !== undefined && value !== null) {
    found.push(new PathNode(value, typeOfValue(value, type, model), element, parent, name, index));
  } else if (element) {
    found.push(new PathNode(undefined, type, element, parent, name, index));
  }
}

/** What is needed to read one JSON property. */
interface Property {
  readonly name: string;
  readonly type: string;
  readonly isPrimitive: boolean;
  readonly model: FhirModel;
}

/** The object in which the children of a node stand: its own content, or for a primitive its sibling. */
function holderOf(node: PathNode): JsonObject | undefined {
  return isObject(node.value) ? node.value : node.element;
}

function propertiesOf(node: PathNode, model: FhirModel): ReadonlyMap<string, PropertyModel> | undefined {
  return (
    model.type(node.type)?.propertyByName ??
    (node.type === '' || node.type.startsWith('System.') ? undefined : none)
  );
}

/** All children of a node, in the order its JSON has them. Content the model does not know has no children. */
export function pushChildren(node: PathNode, model: FhirModel, found: PathNode[]): void {
  const holder = holderOf(node);
  if (!holder) {
    return;
  }
  const known = propertiesOf(node, model);
  for (const key of Object.keys(holder)) {
    const isSibling = key.charCodeAt(0) === 95;
    const name = isSibling ? key.slice(1) : key;
    if (isSibling && holder[name] !== undefined) {
      continue;
    }
    const property = known ? known.get(name) : { name, type: '', isPrimitive: true };
    if (property) {
      pushProperty(
        node,
        holder,
        { name, type: property.type, isPrimitive: property.isPrimitive, model },
        found,
      );
    }
  }
}

/** Everything below these nodes, level by level. */
export function descendantsOf(nodes: Nodes, model: FhirModel, spend: (steps: number) => void): Nodes {
  const all: PathNode[] = [];
  let level: Nodes = nodes;
  while (level.length > 0) {
    const next: PathNode[] = [];
    for (const node of level) {
      pushChildren(node, model, next);
    }
    spend(next.length);
    for (const node of next) {
      all.push(node);
    }
    level = next;
  }
  return all;
}

/**
 * Reads the children of one name. A choice element is found by scanning the keys of the object, which is quicker than
 * asking for each of the up to fifty properties it may have. What a type has under the name is kept for the next
 * node, as most paths meet one type only.
 */
export class ChildReader {
  readonly #model: FhirModel;
  readonly #name: string;
  #type: TypeModel | undefined;
  #typeName: string | undefined;
  #property: Property | undefined;
  #isChoice = false;

  constructor(name: string, model: FhirModel) {
    this.#name = name;
    this.#model = model;
  }

  push(node: PathNode, found: PathNode[]): void {
    if (node.type !== this.#typeName) {
      this.#prepare(node.type);
    }
    const holder = isObject(node.value) ? node.value : node.element;
    if (holder === undefined) {
      this.#pushValue(node, found);
    } else if (this.#property) {
      // Where the model knows nothing, a name must not reach what every JavaScript object inherits.
      if (this.#type === undefined && !Object.hasOwn(holder, this.#name)) {
        return;
      }
      pushProperty(node, holder, this.#property, found);
    } else if (this.#isChoice) {
      this.#pushChoice(node, holder, found);
    } else {
      this.#pushValue(node, found);
    }
  }

  #prepare(typeName: string): void {
    this.#typeName = typeName;
    this.#type = this.#model.type(typeName);
    const element = this.#type?.elementByName.get(this.#name);
    this.#isChoice = element?.isChoice ?? false;
    const property = this.#isChoice ? undefined : element?.properties[0];
    this.#property = property && {
      name: this.#name,
      type: property.type,
      isPrimitive: property.isPrimitive,
      model: this.#model,
    };
    if (!this.#type && (typeName === '' || typeName === 'System.Quantity')) {
      this.#property = { name: this.#name, type: '', isPrimitive: true, model: this.#model };
    }
  }

  /** A FHIR primitive has its value as `value`, of a type of FHIRPath. */
  #pushValue(node: PathNode, found: PathNode[]): void {
    if (this.#name === 'value' && this.#type?.kind === 'primitive' && node.value !== undefined) {
      found.push(new PathNode(node.value, systemTypeOf(node), undefined, node, 'value'));
    }
  }

  #pushChoice(node: PathNode, holder: JsonObject, found: PathNode[]): void {
    const name = this.#name;
    for (const key in holder) {
      const isSibling = key.charCodeAt(0) === 95;
      if (key.startsWith(name, isSibling ? 1 : 0)) {
        const written = isSibling ? key.slice(1) : key;
        const property = this.#type?.propertyByName.get(written);
        if (property?.element.name === name && !(isSibling && holder[written] !== undefined)) {
          const { type, isPrimitive } = property;
          pushProperty(node, holder, { name: written, type, isPrimitive, model: this.#model }, found);
        }
      }
    }
  }
}
