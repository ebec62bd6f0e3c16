import { elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { type RecordReader, resourceOf } from '@caecilia/kernel';

const NAMED = ['Practitioner', 'PractitionerRole', 'Organization', 'HealthcareService'];

/** What people and organisations of the directory are called, by reference; who has no name there is left out. */
export async function namesOf(
  reader: RecordReader,
  references: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const asked = [...new Set(references)].flatMap((reference) => {
    const [type = '', id = ''] = reference.split('/');
    return NAMED.includes(type) ? [{ type, id }] : [];
  });
  if (asked.length === 0) return new Map();
  const found = (await reader.readMany(asked)).filter(({ deleted }) => !deleted).map(resourceOf);
  return new Map(
    found.flatMap((resource) => {
      const name = calledIn(resource);
      return name === undefined ? [] : [[`${resource.resourceType}/${resource.id}`, name] as const];
    }),
  );
}

function calledIn(resource: FhirResource): string | undefined {
  if (resource.resourceType === 'Practitioner') return personIn(resource);
  if (resource.resourceType === 'PractitionerRole') return wordsIn(elementOf(resource.practitioner).display);
  return wordsIn(resource.name);
}

/** As a register lists people: family name, then given names. */
export function personIn(resource: FhirResource | undefined): string | undefined {
  const names = elementsOf(resource?.name);
  const name = elementOf(names.find(({ use }) => use === 'official') ?? names[0]);
  const given = (Array.isArray(name.given) ? name.given : []).filter((each) => typeof each === 'string');
  const family = wordsIn(name.family);
  const called = [family, given.join(' ').trim()].filter((each) => each !== undefined && each !== '');
  return wordsIn(called.join(', ')) ?? wordsIn(name.text);
}

function wordsIn(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
