import type { StructureDefinition } from '@caecilia/fhir';
import type { Shape } from '../shape/shape.ts';
import type { Structures } from '../shape/structures.ts';
import type { Walk } from '../walk.ts';

/**
 * Whether an extension stands where its definition allows. Said as a warning: the meaning of the extension does not
 * change with its place, and R4's own examples use extensions outside their contexts.
 */
export function contextCheck(
  definition: StructureDefinition,
  parent: Shape,
  structures: Structures,
): (walk: Walk) => void {
  const contexts = definition.context ?? [];
  const judged = contexts.every((each) => each.type === 'element');
  if (contexts.length === 0 || !judged) {
    return () => {};
  }
  const places = placesOf(parent, structures);
  if (contexts.some(({ expression }) => places.has(expression))) {
    return () => {};
  }
  const allowed = contexts.map((each) => each.expression).join(', ');
  return (walk) => {
    walk.warn(
      'extension',
      `The extension ${definition.url} is not meant for ${parent.basePath}; it belongs on ${allowed}`,
    );
  };
}

/** Every name by which a context can mean this element: its path, its type, and what its type specialises. */
function placesOf(parent: Shape, structures: Structures): ReadonlySet<string> {
  // `Element` is how R4 writes anywhere, on resources too; a content reference stands for what it refers to.
  const paths = [...parent.typeNodes, ...parent.parts.nodes].map((each) => each.definition.path);
  const places = new Set(['Element', ...paths, ...paths.map((path) => path.replace('[x]', ''))]);
  let type = parent.typeName;
  while (type !== undefined && !places.has(`type ${type}`)) {
    places.add(type);
    places.add(`type ${type}`);
    const base = structures.type(type)?.baseDefinition;
    type = base?.slice(base.lastIndexOf('/') + 1);
  }
  return places;
}
