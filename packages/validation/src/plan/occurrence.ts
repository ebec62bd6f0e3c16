import type { JsonObject } from '../json.ts';
import type { Shape } from '../shape/shape.ts';
import type { Walk } from '../walk.ts';

/** One JSON property of an element and where it belongs. */
export interface Property {
  /** Name in JSON (`valueQuantity`). */
  readonly key: string;
  /** Name in FHIRPath (`value`). */
  readonly name: string;
  readonly parent: Shape;
  readonly shape: Shape;
}

/** What is done with the value of a property. */
export type Run = (owner: JsonObject, value: unknown, walk: Walk) => void;

/** The element as people know it. */
export function label({ parent, key }: Property): string {
  return `${parent.path}.${key}`;
}

/** Lists are lists, and not empty: FHIR leaves an absent element out. */
export function isList(value: unknown, property: Property, walk: Walk): value is readonly unknown[] {
  if (!Array.isArray(value)) {
    walk.error('structure', `${label(property)} must be a list in JSON`, `.${property.name}`);
    return false;
  }
  if (value.length === 0) {
    walk.error('structure', `${label(property)} is an empty list; leave it out`, `.${property.name}`);
    return false;
  }
  return true;
}

/** Compares how often an element occurs with how often it may. */
export function countCheck(property: Property): (count: number, walk: Walk) => void {
  const { min, max } = property.shape;
  return (count, walk) => {
    if (count < min) {
      walk.error(
        'required',
        `${label(property)} must occur at least ${min} times, found ${count}`,
        `.${property.name}`,
      );
    }
    if (count > max) {
      walk.error(
        'structure',
        `${label(property)} may occur at most ${max} times, found ${count}`,
        `.${property.name}`,
      );
    }
  };
}
