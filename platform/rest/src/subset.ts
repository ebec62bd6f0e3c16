import type { FhirModel, FhirResource, TypeModel } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';

/** Which part of each resource is sent (R4 3.1.1.5.8 and 3.1.1.5.9). */
export type Subset =
  | { readonly kind: 'summary' }
  | { readonly kind: 'text' }
  | { readonly kind: 'data' }
  /** Top-level elements by name; `type` where it was given as `Type.element`. */
  | {
      readonly kind: 'elements';
      readonly names: readonly { readonly type?: string; readonly name: string }[];
    };

const SUBSETTED = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
  code: 'SUBSETTED',
};

/** Reads `_summary` and `_elements`; undefined for the whole resource. `count` is a matter of the search, not of this. */
export function parseSubset(summary: string | null, elements: string | null): Subset | undefined {
  if (elements !== null && elements !== '') {
    return elementsSubset(elements.split(','));
  }
  switch (summary) {
    case null:
    case '':
    case 'false':
    case 'count':
      return undefined;
    case 'true':
      return { kind: 'summary' };
    case 'text':
    case 'data':
      return { kind: summary };
    default:
      throw new Problem('value', '_summary takes true, false, text, data or count', {
        expression: '_summary',
      });
  }
}

/** The subset of `_elements`; a name may carry the type it is meant for, `Patient.name`. */
export function elementsSubset(elements: readonly string[]): Subset {
  const names = elements
    .map((each) => each.trim().split('.'))
    .map(([first = '', second]) => (second === undefined ? { name: first } : { type: first, name: second }));
  return { kind: 'elements', names };
}

/**
 * The part of a resource, tagged SUBSETTED so that nobody writes it back as the whole. What must be there and what
 * changes the meaning (a status, a modifier extension) always stays: a part must never say the opposite of the whole.
 */
export function subsetOf(resource: FhirResource, subset: Subset, model: FhirModel): FhirResource {
  const type = model.type(resource.resourceType);
  if (type === undefined) return resource;
  const kept: FhirResource = { resourceType: resource.resourceType };
  for (const [property, value] of Object.entries(resource)) {
    if (property === 'resourceType') continue;
    if (keeps(type, property, subset, resource.resourceType)) kept[property] = value;
  }
  if (subset.kind === 'summary') trimNested(kept, type, model);
  return { ...kept, meta: tagged(resource.meta) };
}

function tagged(meta: FhirResource['meta']): NonNullable<FhirResource['meta']> {
  const tags: unknown[] = Array.isArray(meta?.tag) ? meta.tag : [];
  return { ...meta, tag: [...tags, SUBSETTED] };
}

function keeps(type: TypeModel, property: string, subset: Subset, resourceType: string): boolean {
  const element = elementOf(type, property);
  if (element === undefined) return false;
  if (element.name === 'id' || element.name === 'meta' || element.isModifier) return true;
  switch (subset.kind) {
    case 'data':
      return element.name !== 'text';
    case 'text':
      return element.name === 'text' || element.min > 0;
    case 'summary':
      return element.isSummary || element.min > 0;
    case 'elements':
      return (
        element.min > 0 ||
        subset.names.some(
          (each) =>
            (each.type ?? resourceType) === resourceType &&
            (each.name === element.name || each.name === property),
        )
      );
  }
}

function elementOf(type: TypeModel, property: string) {
  return type.propertyByName.get(property.startsWith('_') ? property.slice(1) : property)?.element;
}

/** Inside what a resource defines itself (not inside data types) only summary elements stay. */
function trimNested(holder: Record<string, unknown>, type: TypeModel, model: FhirModel): void {
  for (const [property, value] of Object.entries(holder)) {
    const nestedName = type.propertyByName.get(property)?.type;
    const nested = nestedName === undefined ? undefined : model.type(nestedName);
    if (nested?.kind !== 'nested') continue;
    holder[property] = Array.isArray(value)
      ? value.map((each: unknown) => trimmed(each, nested, model))
      : trimmed(value, nested, model);
  }
}

function trimmed(value: unknown, type: TypeModel, model: FhirModel): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.fromEntries(
    Object.entries(value).filter(([property]) => {
      const element = elementOf(type, property);
      return (
        element !== undefined &&
        (element.isSummary || element.isModifier || element.min > 0 || element.name === 'id')
      );
    }),
  );
  trimNested(kept, type, model);
  return kept;
}
