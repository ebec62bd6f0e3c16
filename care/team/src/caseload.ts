import { elementsOf, type FhirResource } from '@caecilia/fhir';
import { type Caller, resourceOf } from '@caecilia/kernel';
import { contains, type Instant, spanOfPeriod } from './instant.ts';
import {
  type Member,
  type MemberReference,
  referenceTo,
  type TeamReference,
  unavailableAt,
} from './members.ts';
import { requireSight } from './rota/rota.access.ts';
import { membersOf } from './rota/stored-rota.ts';
import { searchAll, type TeamOverRecord } from './settings.ts';

/** The patients of one member, each once. */
export interface Caseload {
  readonly member: MemberReference;
  /** `Patient/…`, in the order of their ids: a caseload ranks nobody. */
  readonly patients: readonly string[];
}

/** Who looks after whom at an instant. */
export interface Caseloads {
  /** One for every member of the team who works here, also without patients, in the order given. */
  readonly members: readonly Caseload[];
  /** Patients of the team none of whose members is there now: somebody has to look after them. */
  readonly withoutAnybody: readonly string[];
}

/** Works out the caseloads from CareTeams: who is named in one that is in force, as a role or as a person. */
export function caseloadsOf(
  careTeams: readonly FhirResource[],
  members: readonly Member[],
  { at, timeZone }: { readonly at: Instant; readonly timeZone: string },
): Caseloads {
  const patientsOf = new Map(members.map(({ reference }) => [reference, new Set<string>()]));
  const attended = new Map<string, boolean>();
  for (const careTeam of careTeams) {
    const patient = patientInForce(careTeam, at, timeZone);
    if (patient === undefined) continue;
    for (const member of namedIn(careTeam, members, at, timeZone)) {
      patientsOf.get(member.reference)?.add(patient);
      const isThere = unavailableAt(member, at) === undefined;
      attended.set(patient, isThere || attended.get(patient) === true);
    }
  }
  const working = members.filter((member) => unavailableAt(member, at) !== 'left');
  return {
    members: working.map(({ reference }) => ({
      member: reference,
      patients: [...(patientsOf.get(reference) ?? [])].sort(),
    })),
    withoutAnybody: [...attended]
      .filter(([, isThere]) => !isThere)
      .map(([patient]) => patient)
      .sort(),
  };
}

/** A period that cannot be read opens nothing, as in the access rule. */
const inForce = (period: unknown, at: Instant, timeZone: string) => {
  const span = spanOfPeriod(period, timeZone);
  return span !== undefined && contains(span, at);
};

function patientInForce({ status, subject, period }: FhirResource, at: Instant, timeZone: string) {
  return status === 'active' && inForce(period, at, timeZone) ? referenceTo('Patient', subject) : undefined;
}

function namedIn(
  { participant }: FhirResource,
  members: readonly Member[],
  at: Instant,
  timeZone: string,
): readonly Member[] {
  const named = elementsOf(participant)
    .filter(({ period }) => inForce(period, at, timeZone))
    .flatMap(
      ({ member }) => referenceTo('PractitionerRole', member) ?? referenceTo('Practitioner', member) ?? [],
    );
  return members.filter(
    ({ reference, practitioner }) =>
      named.includes(reference) ||
      (practitioner !== undefined && named.some((each) => each === practitioner)),
  );
}

const NAMES_AT_ONCE = 50;

/** The caseloads of a team now, of the patients that the caller may see. */
export async function caseloadsOverRecord(
  house: TeamOverRecord,
  caller: Caller,
  team: TeamReference,
): Promise<Caseloads> {
  requireSight(caller);
  const session = house.session(caller);
  const members = await membersOf(house, session, team);
  const names = [
    ...new Set(
      members.flatMap(({ reference, practitioner }) => [reference, ...(practitioner ? [practitioner] : [])]),
    ),
  ];
  const careTeams = new Map<string, FhirResource>();
  for (let first = 0; first < names.length; first += NAMES_AT_ONCE) {
    const some = names.slice(first, first + NAMES_AT_ONCE).join(',');
    const versions = await searchAll(session, house.readSearch, 'CareTeam', [
      ['participant', some],
      ['status', 'active'],
    ]);
    for (const version of versions) careTeams.set(version.id, resourceOf(version));
  }
  return caseloadsOf([...careTeams.values()], members, {
    at: house.now().getTime(),
    timeZone: house.timeZone,
  });
}
