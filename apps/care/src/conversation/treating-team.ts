import { elementOf, type FhirResource } from '@caecilia/fhir';
import { type RecordReader, resourceOf } from '@caecilia/kernel';
import type { TeamReference } from '@caecilia/team';
import { CONSULTATION } from '../access/relations.ts';
import type { ReadSearch } from '../read-search.ts';

/** A service of the directory that is a consultation team (`care/network`, service types). */
const TEAM_TYPE = 'urn:caecilia:service-type|consultation-team';
const PAGE = ['_count', '1000'] as const;

/** Every match of a search, page by page. */
export async function everyMatch(
  reader: RecordReader,
  readSearch: ReadSearch,
  type: string,
  pairs: readonly (readonly [name: string, value: string])[],
): Promise<readonly FhirResource[]> {
  const query = readSearch([type], [...pairs, PAGE]);
  const found: FhirResource[] = [];
  let cursor: string | undefined;
  do {
    const page = await reader.search(cursor === undefined ? query : { ...query, cursor });
    found.push(...page.matches.map(resourceOf));
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
}

/**
 * Patients whom a consultation team of this house treats now, each with the team that has the task: the service whose
 * organisation has an episode of theirs, or was asked. With `patients`, of these only. Where an organisation has several
 * services the first by its id is taken, so that each server takes the same.
 */
export async function teamsTreating(
  reader: RecordReader,
  readSearch: ReadSearch,
  patients?: readonly string[],
): Promise<ReadonlyMap<string, TeamReference>> {
  if (patients?.length === 0) return new Map();
  const about =
    patients === undefined ? [] : [['patient', patients.map((id) => `Patient/${id}`).join(',')] as const];
  const consultation = CONSULTATION.join(',');
  const [services, episodes, requests] = await Promise.all([
    everyMatch(reader, readSearch, 'HealthcareService', [
      ['service-type', TEAM_TYPE],
      ['active', 'true'],
    ]),
    everyMatch(reader, readSearch, 'EpisodeOfCare', [['status', 'active'], ['type', consultation], ...about]),
    everyMatch(reader, readSearch, 'ServiceRequest', [
      ['status', 'active'],
      ['intent', 'order'],
      ['code', consultation],
      ...about,
    ]),
  ]);
  const byOrganization = new Map<string, TeamReference>();
  for (const { id, providedBy } of services.toSorted((one, other) =>
    String(one.id) < String(other.id) ? 1 : -1,
  ))
    byOrganization.set(String(elementOf(providedBy).reference), `HealthcareService/${String(id)}`);
  const treated = new Map<string, TeamReference>();
  const take = (subject: unknown, performers: unknown) => {
    const patient = /^Patient\/(.+)$/.exec(String(elementOf(subject).reference))?.[1];
    const team = [performers]
      .flat()
      .flatMap((each) => byOrganization.get(String(elementOf(each).reference)) ?? [])[0];
    if (patient !== undefined && team !== undefined) treated.set(patient, team);
  };
  for (const { subject, performer } of requests) take(subject, performer);
  for (const { patient, managingOrganization } of episodes) take(patient, managingOrganization);
  return treated;
}
