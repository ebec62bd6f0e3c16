import type { FhirModel, FhirResource } from '@caecilia/fhir';
import type { JsonObject } from '../src/index.ts';

/** An object in a resource, with its type and the resource whose contained resources it sees. */
export interface FoundObject {
  readonly value: JsonObject;
  readonly type: string;
  readonly root: JsonObject;
}

/** Every object of a resource, the resource itself first. */
export function objectsOf(resource: FhirResource, model: FhirModel): Generator<FoundObject> {
  return below({ value: resource, type: resource.resourceType, root: resource }, model);
}

function* below(found: FoundObject, model: FhirModel): Generator<FoundObject> {
  yield found;
  for (const [key, held] of Object.entries(found.value)) {
    const property = model.type(found.type)?.propertyByName.get(key);
    for (const each of Array.isArray(held) ? held : [held]) {
      const inner =
        property && !property.isPrimitive ? asFound(each, key, property.type, found.root) : undefined;
      if (inner) yield* below(inner, model);
    }
  }
}

function asFound(value: unknown, key: string, type: string, root: JsonObject): FoundObject | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const object = value as JsonObject;
  if (typeof object.resourceType !== 'string') return { value: object, type, root };
  return { value: object, type: object.resourceType, root: key === 'contained' ? root : object };
}

/** The object, and the object without each of its properties in turn. */
export function withPartsLeftOut(found: FoundObject): readonly FoundObject[] {
  const keys = Object.keys(found.value).filter((each) => each !== 'resourceType');
  const shortened = keys.map((key) => {
    const { [key]: _, ...value } = found.value;
    return { ...found, value, root: found.value === found.root ? value : found.root };
  });
  return [found, ...shortened];
}
