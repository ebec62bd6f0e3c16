import type { FhirModel, FhirResource, PropertyModel } from '@caecilia/fhir';

/** A place in a resource that points at something and may have to be rewritten. */
export interface Link {
  readonly holder: Record<string, unknown> | unknown[];
  readonly key: string | number;
  /** `reference`: Reference.reference. `uri`: a uri, url, oid or uuid. `xhtml`: narrative with links in it. */
  readonly form: 'reference' | 'uri' | 'xhtml';
  /** FHIRPath of the place, from the resource. */
  readonly path: string;
  /** For a reference: the property it is the value of, whose types it must keep to. */
  readonly property: PropertyModel;
}

const URI_TYPES = new Set(['uri', 'url', 'oid', 'uuid']);

/**
 * Everything in a resource that a server must rewrite when identities change inside a transaction
 * (R4 3.1.0.11.2): references, uris and the links of the narrative, in contained and carried resources too.
 * Canonicals are left alone, as R4 says. `isCandidate` keeps the list short: it is asked with the text.
 */
export function linksOf(
  resource: FhirResource,
  model: FhirModel,
  isCandidate: (text: string, form: Link['form']) => boolean,
): readonly Link[] {
  const walk = new LinkWalk(model, isCandidate);
  walk.object(resource, resource.resourceType, resource.resourceType);
  return walk.links;
}

class LinkWalk {
  readonly links: Link[] = [];
  readonly #model: FhirModel;
  readonly #isCandidate: (text: string, form: Link['form']) => boolean;

  constructor(model: FhirModel, isCandidate: (text: string, form: Link['form']) => boolean) {
    this.#model = model;
    this.#isCandidate = isCandidate;
  }

  object(holder: Record<string, unknown>, typeName: string, path: string): void {
    const type = this.#model.type(typeName);
    if (type === undefined) return;
    for (const key in holder) {
      const property = type.propertyByName.get(key.charCodeAt(0) === 95 ? key.slice(1) : key);
      if (property === undefined) continue;
      const value = holder[key];
      if (Array.isArray(value)) this.#list(value, property, `${path}.${property.element.name}`);
      else this.#value(holder, key, value, property, `${path}.${property.element.name}`);
    }
  }

  #list(list: unknown[], property: PropertyModel, path: string): void {
    for (const [index, value] of list.entries())
      this.#value(list, index, value, property, `${path}[${index}]`);
  }

  #value(
    holder: Link['holder'],
    key: string | number,
    value: unknown,
    property: PropertyModel,
    path: string,
  ): void {
    if (typeof value === 'string') {
      const form = formOf(property.type);
      if (form !== undefined && this.#isCandidate(value, form))
        this.links.push({ holder, key, form, path, property });
    } else if (isObject(value)) {
      if (property.type === 'Reference') this.#reference(value, property, path);
      this.object(value, typeOfObject(value, property), path);
    }
  }

  #reference(reference: Record<string, unknown>, property: PropertyModel, path: string): void {
    const text = reference.reference;
    if (typeof text === 'string' && this.#isCandidate(text, 'reference')) {
      this.links.push({
        holder: reference,
        key: 'reference',
        form: 'reference',
        path: `${path}.reference`,
        property,
      });
    }
  }
}

function formOf(type: string): 'uri' | 'xhtml' | undefined {
  if (URI_TYPES.has(type)) return 'uri';
  return type === 'xhtml' ? 'xhtml' : undefined;
}

/** Primitives with an underscore carry an Element; `Resource` is whatever the resource says it is. */
function typeOfObject(value: Record<string, unknown>, property: PropertyModel): string {
  if (property.isPrimitive) return 'Element';
  if (typeof value.resourceType === 'string') return value.resourceType;
  return property.type;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
