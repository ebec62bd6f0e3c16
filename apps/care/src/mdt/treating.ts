import type { Kept, KeptRequest } from '@caecilia/consultation';
import { elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { type Caller, type RecordReader, type RecordSession, resourceOf } from '@caecilia/kernel';
import type { DeskHouse } from '../desk/area.ts';
import { namesOf } from './names.ts';

/** Somebody who can be asked to decide: by reference, with the name of the directory. */
export interface Treating {
  readonly reference: string;
  readonly name: string;
}

/** About whom, and who asks: whoever gives advice does not decide on it. */
interface Question {
  readonly patient: string;
  readonly asks: Pick<Caller, 'id'>;
}

const AT_WORK = /^(Practitioner|PractitionerRole|Organization)\/[A-Za-z0-9.-]+$/;

/** Who treats a patient, as the record says: care teams, stays, the practice, and who asked; each once, with a name. */
export async function treatingOf(
  { readSearch }: Pick<DeskHouse, 'readSearch'>,
  session: RecordSession,
  { patient, asks }: Question,
  requests: readonly Pick<KeptRequest, 'value'>[],
): Promise<readonly Treating[]> {
  const about = ['patient', `Patient/${patient}`] as const;
  const [teams, episodes, person] = await Promise.all([
    all(session, readSearch(['CareTeam'], [about, ['status', 'active'], ['_count', '50']])),
    all(session, readSearch(['EpisodeOfCare'], [about, ['status', 'active'], ['_count', '50']])),
    session.read('Patient', patient),
  ]);
  const found = [
    ...requests.flatMap(({ value }) => value.requester.reference ?? []),
    ...teams.flatMap(({ participant }) => elementsOf(participant).map(({ member }) => referenceIn(member))),
    ...episodes.map(({ managingOrganization }) => referenceIn(managingOrganization)),
    ...elementsOf(person && !person.deleted ? resourceOf(person).generalPractitioner : []).map(referenceIn),
  ]
    .filter((each): each is string => each !== undefined && AT_WORK.test(each))
    .filter((each) => each !== asks.id);
  const names = await namesOf(session, found);
  return [...new Set(found)].flatMap((reference) => {
    const name = names.get(reference);
    return name === undefined ? [] : [{ reference, name }];
  });
}

async function all(reader: RecordReader, query: Parameters<RecordReader['search']>[0]) {
  return (await reader.search(query)).matches.map(resourceOf) as readonly FhirResource[];
}

function referenceIn(value: unknown): string | undefined {
  const { reference } = elementOf(value);
  return typeof reference === 'string' ? reference : undefined;
}

/** Consultations in which advice can be given now: orders that have not ended. */
export function underWay<T extends Kept<KeptRequest['value']>>(requests: readonly T[]): readonly T[] {
  return requests.filter(
    ({ value }) =>
      value.intent === 'order' && ['received', 'triaged', 'accepted', 'inProgress'].includes(value.state),
  );
}
