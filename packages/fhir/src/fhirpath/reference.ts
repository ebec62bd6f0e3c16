import type { FhirModel } from '../model/model.ts';
import { isObject, PathNode } from './path-node.ts';
import type { Scope } from './scope.ts';

const pathOfReference =
  /(?:^|\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;

/** A resource as a node: its type is the one it says. */
export function resourceNode(resource: object, model: FhirModel): PathNode {
  const resourceType: unknown = Reflect.get(resource, 'resourceType');
  const type = typeof resourceType === 'string' && model.type(resourceType) ? resourceType : 'Resource';
  return new PathNode(resource, type);
}

function referenceText(node: PathNode): string | undefined {
  const text: unknown = isObject(node.value) ? node.value.reference : node.value;
  return typeof text === 'string' ? text : undefined;
}

/** The resource that holds the contained ones: `%rootResource`, or the outermost the evaluation began in. */
export function rootResourceOf(scope: Scope): object | undefined {
  const { rootResource, resource } = scope.environment;
  if (rootResource ?? resource) {
    return rootResource ?? resource;
  }
  let node = scope.context;
  while (node.parent) {
    node = node.parent;
  }
  return isObject(node.value) ? node.value : undefined;
}

function containedIn(root: object | undefined, id: string): object | undefined {
  const contained: unknown = root && Reflect.get(root, 'contained');
  const found: unknown = Array.isArray(contained)
    ? contained.find((each: unknown) => isObject(each) && each.id === id)
    : undefined;
  return isObject(found) ? found : undefined;
}

/** What can be said of a resource that is not at hand: its type, by the reference or by `Reference.type`, and its id. */
function unseen(node: PathNode, text: string | undefined, model: FhirModel): PathNode | undefined {
  const [, type, id] = (text !== undefined && pathOfReference.exec(text)) || [];
  if (type !== undefined && model.type(type)?.kind === 'resource') {
    return new PathNode({ resourceType: type, id }, type);
  }
  const declared = isObject(node.value) ? node.value.type : undefined;
  if (typeof declared === 'string' && model.type(declared)?.kind === 'resource') {
    return new PathNode({ resourceType: declared }, declared);
  }
  return undefined;
}

/**
 * What a Reference, canonical or uri points at: a contained resource, what the environment finds, or else an item
 * that has only the type and id the reference tells. Undefined where not even the type is known.
 */
export function resolveReference(scope: Scope, node: PathNode): PathNode | undefined {
  const text = referenceText(node);
  if (text?.startsWith('#')) {
    const root = rootResourceOf(scope);
    const found = text === '#' ? root : containedIn(root, text.slice(1));
    return found && resourceNode(found, scope.model);
  }
  const found = text === undefined ? undefined : scope.environment.resolve?.(text, node);
  return found ? resourceNode(found, scope.model) : unseen(node, text, scope.model);
}
