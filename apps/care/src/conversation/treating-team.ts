import { elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { everyMatch, type RecordReader, resourceOf } from '@caecilia/kernel';
import type { TeamReference } from '@caecilia/team';
import { patientOf } from '../access/element.ts';
import { CONSULTATION } from '../access/relations.ts';
import type { ReadSearch } from '../read-search.ts';

/** A service of the directory that is a consultation team (`care/network`, service types). */
const TEAM_TYPE = 'urn:caecilia:service-type|consultation-team';
const PAGE = ['_count', '1000'] as const;

/** Every match of a search, page by page. */
export async function everyResource(
  reader: RecordReader,
  readSearch: ReadSearch,
  type: string,
  pairs: readonly (readonly [name: string, value: string])[],
): Promise<readonly FhirResource[]> {
  const query = readSearch([type], [...pairs, PAGE]);
  return (await everyMatch(reader, query)).map(resourceOf);
}

type Pairs = readonly (readonly [name: string, value: string])[];

/**
 * Patients whom a consultation team of this house treats now, each with the team that has the task: its organisation has
 * an episode of theirs or was asked, or it or one of its people is in their care team. With `patients`, of these only.
 * Where several would do, an episode goes before a question, and that before a care team; then the first by its id, so
 * that each server takes the same.
 */
export async function teamsTreating(
  reader: RecordReader,
  readSearch: ReadSearch,
  patients?: readonly string[],
): Promise<ReadonlyMap<string, TeamReference>> {
  if (patients?.length === 0) return new Map();
  const about: Pairs =
    patients === undefined ? [] : [['patient', patients.map((id) => `Patient/${id}`).join(',')]];
  const teams = await teamByActor(reader, readSearch);
  if (teams.size === 0) return new Map();
  const consultation = CONSULTATION.join(',');
  const all = (type: string, pairs: Pairs) => everyResource(reader, readSearch, type, [...pairs, ...about]);
  const [careTeams, requests, episodes] = await Promise.all([
    all('CareTeam', [
      ['status', 'active'],
      ['participant', [...teams.keys()].join(',')],
    ]),
    all('ServiceRequest', [
      ['status', 'active'],
      ['intent', 'order'],
      ['code', consultation],
    ]),
    all('EpisodeOfCare', [
      ['status', 'active'],
      ['type', consultation],
    ]),
  ]);
  const treated = new Map<string, TeamReference>();
  const take = (subject: unknown, actors: readonly unknown[]) => {
    const patient = patientOf(subject);
    const [team] = actors.flatMap((each) => teams.get(String(elementOf(each).reference)) ?? []).toSorted();
    if (patient !== undefined && team !== undefined) treated.set(patient, team);
  };
  for (const { subject, participant } of careTeams)
    take(
      subject,
      elementsOf(participant).map(({ member }) => member),
    );
  for (const { subject, performer } of requests) take(subject, elementsOf(performer));
  for (const { patient, managingOrganization } of episodes) take(patient, [managingOrganization]);
  return treated;
}

/** Each consultation team by its organisation, and by the people who work in it and their entries. */
async function teamByActor(
  reader: RecordReader,
  readSearch: ReadSearch,
): Promise<ReadonlyMap<string, TeamReference>> {
  const services = await everyResource(reader, readSearch, 'HealthcareService', [
    ['service-type', TEAM_TYPE],
    ['active', 'true'],
  ]);
  const references = services.map(({ id }): TeamReference => `HealthcareService/${String(id)}`).toSorted();
  if (references.length === 0) return new Map();
  const roles = await everyResource(reader, readSearch, 'PractitionerRole', [
    ['service', references.join(',')],
    ['active', 'true'],
  ]);
  const teams = new Map<string, TeamReference>();
  for (const { id, practitioner, healthcareService } of roles) {
    const team = references.find((reference) =>
      elementsOf(healthcareService).some((service) => service.reference === reference),
    );
    if (team === undefined) continue;
    teams.set(`PractitionerRole/${String(id)}`, team);
    const person = elementOf(practitioner).reference;
    if (typeof person === 'string') teams.set(person, team);
  }
  for (const { id, providedBy } of services.toReversed())
    teams.set(String(elementOf(providedBy).reference), `HealthcareService/${String(id)}`);
  return teams;
}
