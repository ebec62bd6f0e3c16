import { elementOf, type FhirResource, formalName, spokenName } from '@caecilia/fhir';
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
  const read = async (all: typeof asked) =>
    all.length === 0 ? [] : (await reader.readMany(all)).filter(({ deleted }) => !deleted).map(resourceOf);
  const found = await read(asked);
  // A role that does not say the name itself leads to the person.
  const behind = found.flatMap((resource) => {
    const { reference } = elementOf(resource.practitioner);
    const isNeeded = calledIn(resource) === undefined && typeof reference === 'string';
    const [type = '', id = ''] = isNeeded ? reference.split('/') : [];
    return type === 'Practitioner' && id !== '' ? [{ type, id }] : [];
  });
  const people = new Map((await read(behind)).map((each) => [`Practitioner/${each.id}`, calledIn(each)]));
  const nameOf = (resource: FhirResource) =>
    calledIn(resource) ?? people.get(String(elementOf(resource.practitioner).reference));
  return new Map(
    found.flatMap((resource) => {
      const name = nameOf(resource);
      return name === undefined ? [] : [[`${resource.resourceType}/${resource.id}`, name] as const];
    }),
  );
}

function calledIn(resource: FhirResource): string | undefined {
  // Colleagues are called by their name as it is said; patients are looked up by the family.
  if (resource.resourceType === 'Practitioner') return spokenName(resource.name);
  if (resource.resourceType === 'PractitionerRole') return wordsIn(elementOf(resource.practitioner).display);
  return wordsIn(resource.name);
}

/** As a register lists people: family name, then given names. */
export function personIn(resource: FhirResource | undefined): string | undefined {
  return formalName(resource?.name);
}

function wordsIn(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
