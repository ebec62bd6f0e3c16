import { elementOf, type FhirResource, spokenName } from '@caecilia/fhir';
import { type RecordReader, resourceOf } from '@caecilia/kernel';
import { referenceIn, wordsOf } from '../element.ts';

/** Names of people and organisations by reference. What has no name that this caller may see is not in it. */
export async function namesOf(
  reader: RecordReader,
  references: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const first = await loaded(reader, references);
  const roles = first.filter(({ resourceType }) => resourceType === 'PractitionerRole');
  const people = await loaded(
    reader,
    roles.flatMap(({ practitioner }) => referenceIn(practitioner) ?? []),
  );
  const names = new Map<string, string>();
  for (const resource of first) {
    const person = people.find(
      ({ resourceType, id }) => `${resourceType}/${id ?? ''}` === referenceIn(resource.practitioner),
    );
    const name =
      resource.resourceType === 'PractitionerRole'
        ? ((person && nameOf(person)) ?? wordsOf(elementOf(resource.practitioner).display))
        : nameOf(resource);
    if (name !== undefined) names.set(`${resource.resourceType}/${resource.id ?? ''}`, name);
  }
  return names;
}

async function loaded(reader: RecordReader, references: readonly string[]): Promise<readonly FhirResource[]> {
  const wanted = [...new Set(references)].flatMap((reference) => {
    const [type, id] = reference.split('/');
    return type === undefined || id === undefined ? [] : [{ type, id }];
  });
  if (wanted.length === 0) return [];
  return (await reader.readMany(wanted)).filter(({ deleted }) => !deleted).map(resourceOf);
}

/** The name as it is spoken: as written in full where the record has that, else prefix, given and family name. */
export function nameOf({ name }: FhirResource): string | undefined {
  return typeof name === 'string' ? wordsOf(name) : spokenName(name);
}
