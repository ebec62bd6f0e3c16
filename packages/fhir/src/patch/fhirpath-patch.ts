import { compilePath } from '../fhirpath/path.ts';
import { PathError } from '../fhirpath/path-error.ts';
import { isObject, type PathNode } from '../fhirpath/path-node.ts';
import type { ElementModel, FhirModel } from '../model/model.ts';
import type { FhirResource } from '../resource.ts';
import { PatchError } from './patch-error.ts';
import { type PatchOperation, readOperations } from './patch-operation.ts';
import {
  addToObject,
  changeList,
  copyJson,
  insertInList,
  lengthOf,
  placedValue,
  setOrRemove,
} from './patch-value.ts';

type Of<T extends PatchOperation['type']> = Extract<PatchOperation, { type: T }>;
type Holder = Record<string, unknown>;

/** A property in an object of the resource that is being changed. */
interface Place {
  readonly holder: Holder;
  readonly key: string;
  readonly index: number;
  readonly element: ElementModel;
}

/** Applies the operations of one patch to a copy of its own. */
class Patcher {
  readonly #resource: FhirResource;
  readonly #model: FhirModel;

  constructor(resource: FhirResource, model: FhirModel) {
    this.#resource = resource;
    this.#model = model;
  }

  apply(operation: PatchOperation): void {
    switch (operation.type) {
      case 'add':
        this.#add(operation);
        break;
      case 'insert':
        this.#insert(operation);
        break;
      case 'delete':
        this.#delete(operation);
        break;
      case 'replace':
        this.#replace(operation);
        break;
      case 'move':
        this.#move(operation);
        break;
      default:
        operation satisfies never;
    }
  }

  /** The items a path finds in the resource as it stands now. */
  #find({ path, pathExpression }: PatchOperation): readonly PathNode[] {
    try {
      return compilePath(path, { model: this.#model, type: this.#resource.resourceType }).evaluate(
        this.#resource,
      );
    } catch (cause) {
      if (cause instanceof PathError) {
        throw new PatchError(
          'invalid',
          `the path cannot be followed: ${cause.message}`,
          pathExpression,
          cause,
        );
      }
      throw cause;
    }
  }

  #single(operation: PatchOperation): PathNode {
    const [node, ...more] = this.#find(operation);
    if (!node || more.length > 0) {
      const found = node ? 'several elements' : 'nothing';
      throw new PatchError(
        'not-found',
        `the path must find one element, and it finds ${found}`,
        operation.pathExpression,
      );
    }
    return node;
  }

  /** Where an item stands in the resource. Throws for what a path computed, for other resources and for the whole. */
  #place(node: PathNode, operation: PatchOperation): Place {
    const holder = node.container;
    const element = node.parent && this.#model.type(node.parent.type)?.propertyByName.get(node.key)?.element;
    if (!holder || !element || !this.#isWithin(node)) {
      throw new PatchError(
        'not-found',
        'the path must find an element within the resource',
        operation.pathExpression,
      );
    }
    // The container is an object of the copy made for this patch, which nothing else holds.
    return { holder: holder as Holder, key: node.key, index: node.index, element };
  }

  #isWithin(node: PathNode): boolean {
    return node.parent ? this.#isWithin(node.parent) : node.value === this.#resource;
  }

  #add(operation: Of<'add'>): void {
    const node = this.#single(operation);
    if (!this.#isWithin(node)) {
      throw new PatchError(
        'not-found',
        'the path must find an element within the resource',
        operation.pathExpression,
      );
    }
    const type = this.#model.type(node.type);
    const element = type?.elementByName.get(operation.name);
    if (!element) {
      throw new PatchError('invalid', `${node.type} has no element of that name`, `${operation.expression}`);
    }
    const placed = placedValue(operation.value, element, this.#model);
    addToObject(this.#contentOf(node), element, placed, operation.expression);
  }

  /** The object that holds the elements of an item; for a primitive its sibling, made where it is absent. */
  #contentOf(node: PathNode): Holder {
    if (isObject(node.value)) {
      return node.value as Holder;
    }
    const sibling = { ...node.element };
    setSibling(node, sibling);
    return sibling;
  }

  /** The list a path finds: all its items and nothing else. */
  #list(operation: Of<'insert' | 'move'>): Place & { readonly length: number } {
    const nodes = this.#find(operation);
    const [first] = nodes;
    const place = first && this.#place(first, operation);
    const isWhole =
      place?.element.isList === true &&
      nodes.every((node) => node.parent === first?.parent && node.key === place.key) &&
      nodes.length === lengthOf(place.holder, place.key);
    if (!place || !isWhole) {
      const sentence = 'the path must find all items of one list; add begins a list that is not there yet';
      throw new PatchError('not-found', sentence, operation.pathExpression);
    }
    return { ...place, length: nodes.length };
  }

  #insert(operation: Of<'insert'>): void {
    const { holder, key, element, length } = this.#list(operation);
    if (operation.index > length) {
      throw new PatchError('not-found', `the index must be from 0 to ${length}`, operation.expression);
    }
    insertInList(holder, key, operation.index, placedValue(operation.value, element, this.#model));
  }

  #move(operation: Of<'move'>): void {
    const { holder, key, length } = this.#list(operation);
    if (operation.source >= length || operation.destination >= length) {
      const sentence = `source and destination must be from 0 to ${length - 1}`;
      throw new PatchError('not-found', sentence, operation.expression);
    }
    changeList(holder, key, (items) => {
      items.splice(operation.destination, 0, ...items.splice(operation.source, 1));
    });
  }

  /** What is not there is deleted already. */
  #delete(operation: Of<'delete'>): void {
    if (this.#find(operation).length > 0) {
      const node = this.#single(operation);
      remove(this.#place(node, operation));
      removeEmpty(node.parent);
    }
  }

  #replace(operation: Of<'replace'>): void {
    const { holder, key, index, element } = this.#place(this.#single(operation), operation);
    const placed = placedValue(operation.value, element, this.#model);
    if (index < 0) {
      // Another type of a choice has another property; the same one keeps its place in the resource.
      if (placed.property !== key) {
        remove({ holder, key, index });
      }
      setOrRemove(holder, placed.property, placed.value);
      setOrRemove(holder, `_${placed.property}`, placed.sibling);
    } else {
      changeList(holder, key, (items) => items.splice(index, 1, placed));
    }
  }
}

function remove({ holder, key, index }: Omit<Place, 'element'>): void {
  if (index < 0) {
    setOrRemove(holder, key, undefined);
    setOrRemove(holder, `_${key}`, undefined);
  } else {
    changeList(holder, key, (items) => items.splice(index, 1));
  }
}

/** Sets what stands beside a primitive, its id and extensions. */
function setSibling({ container, key, index }: PathNode, sibling: Holder | undefined): void {
  const holder = container as Holder;
  if (index < 0) {
    setOrRemove(holder, `_${key}`, sibling);
  } else {
    changeList(holder, key, (items) => {
      const item = items[index];
      items.splice(index, 1, { value: item?.value, sibling });
    });
  }
}

/** FHIR knows no empty elements: one whose last content was deleted goes with it. */
function removeEmpty(node: PathNode | undefined): void {
  const content = isObject(node?.value) ? node.value : node?.element;
  if (!node?.parent || !content || Object.keys(content).length > 0) {
    return;
  }
  if (node.value !== undefined && !isObject(node.value)) {
    setSibling(node, undefined);
    return;
  }
  remove({ holder: node.container as Holder, key: node.key, index: node.index });
  removeEmpty(node.parent);
}

/**
 * Applies a FHIRPath Patch (http://hl7.org/fhir/R4/fhirpatch.html) and gives the changed resource; the one given is
 * left as it is. The operations are applied in order, each to what the one before left, and all or none: throws
 * `PatchError`, which says the operation and what would be right. The result is not validated here.
 */
export function applyFhirPathPatch(
  resource: FhirResource,
  parameters: unknown,
  model: FhirModel,
): FhirResource {
  const operations = readOperations(parameters);
  const copy = copyJson(resource);
  const patcher = new Patcher(copy, model);
  for (const operation of operations) {
    patcher.apply(operation);
  }
  return copy;
}
