import { elementOf, type FhirResource, spokenName } from '@caecilia/fhir';
import type { Discipline, StoryEvent, ToldEvent, Words } from './event.ts';
import { referencesIn, said, wordsIn } from './reading/element.ts';

/** Somebody or some place, as a line names it. */
interface Named {
  readonly name?: string;
  readonly disciplines: readonly Discipline[];
}

/** Names of those who did things, and of places, by reference. */
export type Names = ReadonlyMap<string, Named>;

/** What a directory entry of a role says about the discipline of who has it. */
export type DisciplineOf = (role: FhirResource) => Discipline | undefined;

/** Names in what was loaded of the directory: people, their roles, and places. */
export function namesIn(directory: readonly FhirResource[], disciplineOf: DisciplineOf): Names {
  const byReference = new Map(directory.map((each) => [`${each.resourceType}/${String(each.id)}`, each]));
  const roles = directory.filter(({ resourceType }) => resourceType === 'PractitionerRole');
  return new Map(
    [...byReference].map(([reference, resource]) => {
      const own = roles.filter(
        (role) => role === resource || referencesIn(role.practitioner).includes(reference),
      );
      const name = nameOf(resource, byReference);
      const disciplines = [...new Set(own.flatMap((role) => disciplineOf(role) ?? []))];
      return [reference, { ...(name === undefined ? {} : { name }), disciplines }];
    }),
  );
}

function nameOf(resource: FhirResource, byReference: ReadonlyMap<string, FhirResource>): string | undefined {
  if (resource.resourceType === 'PractitionerRole') {
    const [person] = referencesIn(resource.practitioner);
    const found = person === undefined ? undefined : byReference.get(person);
    return (found && spokenName(found.name)) ?? wordsIn(elementOf(resource.practitioner).display);
  }
  return wordsIn(resource.name) ?? spokenName(resource.name);
}

/** The event with names. Somebody whose name the reader cannot see is said to be there. */
export function told({ by, where = [], discipline, ...event }: StoryEvent, names: Names): ToldEvent {
  const named = (reference: string): Words => names.get(reference)?.name ?? said('story.hidden');
  const disciplines =
    discipline === undefined ? by.flatMap((each) => names.get(each)?.disciplines ?? []) : [discipline];
  const places = [...new Set(where.flatMap((each) => names.get(each)?.name ?? []))];
  const line = [...(event.line ?? []), ...places];
  return {
    ...event,
    ...(line.length === 0 ? {} : { line }),
    who: [...new Set(by)].map(named),
    disciplines: [...new Set(disciplines)],
  };
}
