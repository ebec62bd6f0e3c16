import { type FhirModel, isExactNumber, type PropertyModel, type TypeModel } from '@caecilia/fhir';

type Owner = Record<string, unknown>;

/** One property of one object in a resource, as the base model knows it. */
export interface Site {
  readonly owner: Owner;
  readonly key: string;
  readonly property: PropertyModel;
  readonly type: TypeModel;
  /** FHIRPath of the owner. */
  readonly place: string;
}

/** Makes a site wrong, and gives back how to undo it; undefined where it cannot be done there. */
export interface Mutation {
  readonly kind: string;
  readonly make: (site: Site, model: FhirModel) => (() => void) | undefined;
}

function isOwner(value: unknown): value is Owner {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isExactNumber(value);
}

/** Every property of every object of a resource. */
export function* sitesOf(owner: Owner, typeName: string, model: FhirModel, place: string): Generator<Site> {
  const type = model.type(typeName === 'Resource' ? String(owner.resourceType) : typeName);
  for (const [key, value] of type ? Object.entries(owner) : []) {
    const property = type?.propertyByName.get(key);
    if (type && property) {
      yield { owner, key, property, type, place };
      yield* sitesBelow(value, property, model, `${place}.${property.element.name}`);
    }
  }
}

function* sitesBelow(
  value: unknown,
  { type }: PropertyModel,
  model: FhirModel,
  place: string,
): Generator<Site> {
  if (isOwner(value)) {
    yield* sitesOf(value, type, model, place);
  }
  for (const [index, item] of Array.isArray(value) ? value.entries() : []) {
    if (isOwner(item)) yield* sitesOf(item, type, model, `${place}[${index}]`);
  }
}

function put({ owner, key }: Site, value: unknown): () => void {
  const before = owner[key];
  owner[key] = value;
  return () => {
    owner[key] = before;
  };
}

/** Puts a value in the place of a primitive, also inside a list. */
function putPrimitive(site: Site, value: unknown): (() => void) | undefined {
  if (!site.property.isPrimitive || site.owner[`_${site.key}`] !== undefined) return undefined;
  return put(site, site.property.element.isList ? [value] : value);
}

function add(owner: Owner, key: string, value: unknown): () => void {
  owner[key] = value;
  return () => {
    delete owner[key];
  };
}

const dates = new Set(['date', 'dateTime', 'instant', 'time']);
const malformed: Readonly<Record<string, unknown>> = {
  id: 'an id with spaces',
  uri: 'a b',
  url: 'a b',
  canonical: 'a b',
  code: ' padded ',
  boolean: 'true',
  integer: '1',
  positiveInt: 0,
  unsignedInt: -1,
  decimal: '1.0',
  string: 7,
  markdown: 7,
  base64Binary: 'abc',
  oid: '1.2.3',
};

const enumerated = (site: Site) => {
  const { binding } = site.property.element.definition;
  const open =
    /mimetypes|languages|currencies|ucum|timezones|detectedissue-status|characteristic-combination/;
  return (
    binding?.strength === 'required' && site.property.type === 'code' && !open.test(binding.valueSet ?? '')
  );
};

export const mutations: readonly Mutation[] = [
  {
    kind: 'an element R4 does not know',
    make: ({ owner }) => ('notAnElement' in owner ? undefined : add(owner, 'notAnElement', 'x')),
  },
  {
    kind: 'an object where a primitive belongs',
    make: (site) => (site.property.isPrimitive ? putPrimitive(site, { text: 'x' }) : undefined),
  },
  {
    kind: 'a primitive where an object belongs',
    make: (site) =>
      site.property.isPrimitive ? undefined : put(site, site.property.element.isList ? ['x'] : 'x'),
  },
  {
    kind: 'a list where one belongs, or one where a list belongs',
    make: (site) => {
      const value = site.owner[site.key];
      return put(site, Array.isArray(value) ? (value[0] ?? 'x') : [value]);
    },
  },
  {
    kind: 'an empty text, list or object, or null',
    make: (site) => {
      if (site.owner[`_${site.key}`] !== undefined) return undefined;
      if (site.property.element.isList) return put(site, []);
      return put(site, site.property.isPrimitive ? '' : {});
    },
  },
  {
    kind: 'null',
    make: (site) => (site.owner[`_${site.key}`] === undefined ? put(site, null) : undefined),
  },
  {
    kind: 'a required element left out',
    make: (site) => {
      const { element } = site.property;
      const isDisplay = element.path === 'Questionnaire.item.linkId' && site.owner.type === 'display';
      if (element.min === 0 || isDisplay || site.owner[`_${site.key}`] !== undefined) return undefined;
      const value = site.owner[site.key];
      delete site.owner[site.key];
      return () => {
        site.owner[site.key] = value;
      };
    },
  },
  {
    kind: 'a code outside a required value set',
    make: (site) => (enumerated(site) ? putPrimitive(site, 'nonsense-code') : undefined),
  },
  {
    kind: 'a malformed date or time',
    make: (site) => (dates.has(site.property.type) ? putPrimitive(site, '31-12-2020') : undefined),
  },
  {
    kind: 'a day that does not exist',
    make: (site) =>
      site.property.type === 'date' || site.property.type === 'dateTime'
        ? putPrimitive(site, '2021-02-29')
        : undefined,
  },
  {
    kind: 'a malformed primitive of another type',
    make: (site) =>
      site.property.type in malformed ? putPrimitive(site, malformed[site.property.type]) : undefined,
  },
  {
    kind: 'a second type of a choice',
    make: ({ owner, key, property }) => {
      const other = property.element.properties.find((each) => each.name !== key && each.type === 'string');
      return other && owner[other.name] === undefined ? add(owner, other.name, 'x') : undefined;
    },
  },
  {
    kind: 'a subject of a type that cannot be one',
    make: (site) => {
      if (site.property.type !== 'Reference' || !['subject', 'patient'].includes(site.key)) return undefined;
      const targets =
        site.property.element.definition.type?.flatMap((each) => each.targetProfile ?? []) ?? [];
      return targets.length > 0 && !targets.some((each) => each.endsWith('/Resource'))
        ? put(site, { reference: 'Bundle/1' })
        : undefined;
    },
  },
  {
    kind: 'an extension with neither value nor extensions (ext-1)',
    make: ({ owner, place }) =>
      owner.extension === undefined && !place.includes('contained')
        ? add(owner, 'extension', [{ url: 'http://example.org/nothing' }])
        : undefined,
  },
];
