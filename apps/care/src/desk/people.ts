import { elementOf } from '@caecilia/fhir';
import type { RecordSession } from '@caecilia/kernel';
import { contentOf, nameIn } from '../privacy/names.ts';

const AT_WORK = /^(Practitioner|PractitionerRole)\/([A-Za-z0-9\-.]{1,64})$/;

/**
 * Names of professionals by reference (`Practitioner/…`, `PractitionerRole/…`), as the directory has them; the session
 * must see the directory. Who is not there, or has no name there, is left out.
 */
export async function namesOfPeople(
  session: RecordSession,
  references: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const asked = [...new Set(references)].flatMap((reference) => {
    const [, type = '', id = ''] = AT_WORK.exec(reference) ?? [];
    return id === '' ? [] : [{ reference, type, id }];
  });
  if (asked.length === 0) return new Map();
  const roles = await session.readMany(asked.filter(({ type }) => type === 'PractitionerRole'));
  const personOf = new Map(
    roles.map((version) => [
      `PractitionerRole/${version.id}`,
      String(elementOf(contentOf(version).practitioner).reference),
    ]),
  );
  const people = new Map(
    asked.map(({ reference }) => [reference, personOf.get(reference) ?? reference] as const),
  );
  const ids = [...new Set(people.values())].flatMap(
    (person) => /^Practitioner\/(.+)$/.exec(person)?.[1] ?? [],
  );
  const found = await session.readMany(ids.map((id) => ({ type: 'Practitioner', id })));
  const names = new Map(found.map((version) => [`Practitioner/${version.id}`, nameIn(version)]));
  return new Map(
    [...people].flatMap(([reference, person]): [string, string][] => {
      const name = names.get(person);
      return name === undefined ? [] : [[reference, name]];
    }),
  );
}
