import type { ElementDefinition, FhirResource, StructureDefinition } from '@caecilia/fhir';

type Owner = Record<string, unknown>;

/** A resource made wrong at one place by what its profile's own snapshot says of it. */
export interface ProfileBreak {
  readonly kind: string;
  readonly path: string;
  readonly broken: FhirResource;
}

const BOGUS = { coding: [{ system: 'http://example.org/no-such-system', code: 'nonsense' }] };

function children(owner: unknown): readonly Owner[] {
  const items = Array.isArray(owner) ? owner : [owner];
  return items.filter((each): each is Owner => typeof each === 'object' && each !== null);
}

/** The objects of a copy that hold the element, following its path from the resource. */
function ownersOf(resource: Owner, path: string): readonly Owner[] {
  const names = path.split('.').slice(1, -1);
  return names.reduce<readonly Owner[]>(
    (owners, name) => owners.flatMap((each) => children(each[name])),
    [resource],
  );
}

/** The JSON property that carries the element in this object. */
function keyIn(owner: Owner, name: string): string | undefined {
  const base = name.replace('[x]', '');
  return name.endsWith('[x]')
    ? Object.keys(owner).find((key) => key.startsWith(base))
    : base in owner
      ? base
      : undefined;
}

interface Way {
  readonly kind: string;
  readonly fits: (element: ElementDefinition) => boolean;
  readonly change: (owner: Owner, key: string) => boolean;
}

const isConcept = ({ type }: ElementDefinition) => type?.length === 1 && type[0]?.code === 'CodeableConcept';
const replaceConcept = (owner: Owner, key: string) => {
  owner[key] = Array.isArray(owner[key]) ? [BOGUS] : BOGUS;
  return true;
};

const ways: readonly Way[] = [
  {
    kind: 'required element left out',
    fits: ({ min = 0, max }) => min > 0 && max !== '0',
    change: (owner, key) => Reflect.deleteProperty(owner, key) && Reflect.deleteProperty(owner, `_${key}`),
  },
  {
    kind: 'fixed or pattern value changed',
    fits: (element) =>
      isConcept(element) && Object.keys(element).some((key) => /^(fixed|pattern)[A-Z]/.test(key)),
    change: replaceConcept,
  },
  {
    kind: 'code outside the required value set',
    fits: (element) => isConcept(element) && element.binding?.strength === 'required',
    change: replaceConcept,
  },
  {
    kind: 'element repeated that the profile allows once',
    fits: ({ max, base }) => max === '1' && base?.max === '*',
    change: (owner, key) => {
      const value = owner[key];
      const list: readonly unknown[] = Array.isArray(value) ? value : [];
      owner[key] = list.length > 0 ? [...list, structuredClone(list[0])] : value;
      return Array.isArray(value);
    },
  },
  {
    kind: 'reference to a type the profile does not allow',
    fits: ({ type }) =>
      type?.length === 1 && type[0]?.code === 'Reference' && (type[0].targetProfile?.length ?? 0) > 0,
    change: (owner, key) => {
      const wrong = { reference: 'Bundle/1' };
      owner[key] = Array.isArray(owner[key]) ? [wrong] : wrong;
      return true;
    },
  },
];

/** Elements that the snapshot describes outside slices and extensions, down to the third level. */
function plainElements({ snapshot }: StructureDefinition): readonly ElementDefinition[] {
  return (snapshot?.element ?? []).filter(
    ({ id = '', path }) =>
      !id.includes(':') && !/extension|Extension/.test(path) && /^\w+(\.\w+(\[x\])?){1,3}$/.test(path),
  );
}

/** Every break of these kinds that a resource of this profile can have. */
export function* profileBreaks(
  resource: FhirResource,
  profile: StructureDefinition,
): Generator<ProfileBreak> {
  for (const element of plainElements(profile)) {
    const name = element.path.slice(element.path.lastIndexOf('.') + 1);
    for (const way of ways.filter(({ fits }) => fits(element))) {
      const broken = structuredClone(resource);
      const owner = ownersOf(broken, element.path).find((each) => keyIn(each, name) !== undefined);
      const key = owner && keyIn(owner, name);
      if (owner && key !== undefined && way.change(owner, key)) {
        yield { kind: way.kind, path: element.path, broken };
      }
    }
  }
}
