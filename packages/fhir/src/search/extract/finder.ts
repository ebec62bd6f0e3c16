import { compilePath } from '../../fhirpath/path.ts';
import { PathNode } from '../../fhirpath/path-node.ts';
import type { FhirModel } from '../../model/model.ts';
import type { Found } from './entry-sink.ts';
import { straightPath } from './straight-path.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** What an expression is evaluated on: an element, or the resource itself, and the resource around it. */
export interface Focus extends Found {
  readonly value: JsonObject;
  readonly root: JsonObject;
}

/** Calls back with everything an expression finds. A primitive that has extensions and no value is not found. */
export type Finder = (focus: Focus, found: (found: Found) => void) => void;

/**
 * Compiles an expression for values of one type. Plain paths, which nearly all search parameters are, are read
 * straight from the JSON; the rest is FHIRPath's. Throws `PathError` for what is not FHIRPath.
 */
export function finderOf(expression: string, type: string, model: FhirModel): Finder {
  const path = compilePath(expression, { model, type, trusted: true });
  const straight = straightPath(expression, type, model);
  if (straight !== undefined) return straight;
  return (focus, found) => {
    const nodes = path.evaluate(new PathNode(focus.value, focus.type), { resource: focus.root });
    for (const node of nodes) if (node.value !== undefined) found(node);
  };
}
