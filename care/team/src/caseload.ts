import { elementsOf, type FhirResource } from '@caecilia/fhir';
import { CARE_RELATION_SYSTEM, type Caller, type RecordReader, resourceOf } from '@caecilia/kernel';
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
  /** Patients whose consultation goes on, and for whom nobody of the team was ever named. */
  readonly neverNamed: readonly string[];
}

/** What the record says about who looks after whom. */
export interface CaseloadFacts {
  readonly careTeams: readonly FhirResource[];
  /** Tasks of consultations that were accepted and go on: who took one looks after the patient, until a team is named. */
  readonly consultations: readonly FhirResource[];
}

/**
 * Works out the caseloads: who is named in a CareTeam that is in force, as a role or as a person; and, for patients whose
 * CareTeams name nobody of the team, who took the consultation.
 */
export function caseloadsOf(
  { careTeams, consultations }: CaseloadFacts,
  members: readonly Member[],
  { at, timeZone }: { readonly at: Instant; readonly timeZone: string },
): Caseloads {
  const named = new Map<string, Set<Member>>();
  const add = (patient: string, some: readonly Member[]) => {
    const all = named.get(patient) ?? new Set<Member>();
    for (const member of some) all.add(member);
    named.set(patient, all);
  };
  for (const careTeam of careTeams) {
    const patient = patientInForce(careTeam, at, timeZone);
    const some = patient === undefined ? [] : namedIn(careTeam, members, at, timeZone);
    if (patient !== undefined && some.length > 0) add(patient, some);
  }
  const byTeam = new Set(named.keys());
  for (const { intent, for: subject, owner } of consultations) {
    const patient = referenceTo('Patient', subject);
    if (intent === 'order' && patient !== undefined && !byTeam.has(patient))
      add(
        patient,
        members.filter((member) => isNamed(member, referencesIn(owner))),
      );
  }
  return told(named, members, at);
}

function told(
  named: ReadonlyMap<string, ReadonlySet<Member>>,
  members: readonly Member[],
  at: Instant,
): Caseloads {
  const patientsWhere = (holds: (looking: ReadonlySet<Member>) => boolean) =>
    [...named].flatMap(([patient, looking]) => (holds(looking) ? [patient] : [])).sort();
  const isThere = (member: Member) => unavailableAt(member, at) === undefined;
  return {
    members: members
      .filter((member) => unavailableAt(member, at) !== 'left')
      .map((member) => ({
        member: member.reference,
        patients: patientsWhere((looking) => looking.has(member)),
      })),
    withoutAnybody: patientsWhere((looking) => looking.size > 0 && ![...looking].some(isThere)),
    neverNamed: patientsWhere((looking) => looking.size === 0),
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
    .flatMap(({ member }) => referencesIn(member));
  return members.filter((member) => isNamed(member, named));
}

const referencesIn = (value: unknown): readonly string[] => {
  const reference = referenceTo('PractitionerRole', value) ?? referenceTo('Practitioner', value);
  return reference === undefined ? [] : [reference];
};

const isNamed = ({ reference, practitioner }: Member, named: readonly string[]) =>
  named.includes(reference) || (practitioner !== undefined && named.includes(practitioner));

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
  const careTeams = await careTeamsNaming(house, session, members);
  const consultations = await searchAll(session, house.readSearch, 'Task', [
    ['code', `${CARE_RELATION_SYSTEM}|consultation`],
    ['status', 'accepted,in-progress'],
  ]);
  return caseloadsOf({ careTeams, consultations: consultations.map(resourceOf) }, members, {
    at: house.now().getTime(),
    timeZone: house.timeZone,
  });
}

/** Active CareTeams that name somebody of these, as a role or as a person. */
export async function careTeamsNaming(
  { readSearch }: Pick<TeamOverRecord, 'readSearch'>,
  reader: RecordReader,
  members: readonly Member[],
  patient?: string,
): Promise<readonly FhirResource[]> {
  const names = [
    ...new Set(
      members.flatMap(({ reference, practitioner }) => [reference, ...(practitioner ? [practitioner] : [])]),
    ),
  ];
  const careTeams = new Map<string, FhirResource>();
  for (let first = 0; first < names.length; first += NAMES_AT_ONCE) {
    const versions = await searchAll(reader, readSearch, 'CareTeam', [
      ['participant', names.slice(first, first + NAMES_AT_ONCE).join(',')],
      ['status', 'active'],
      ...(patient === undefined ? [] : [['patient', patient] as const]),
    ]);
    for (const version of versions) careTeams.set(version.id, resourceOf(version));
  }
  return [...careTeams.values()];
}
