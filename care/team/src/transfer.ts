import { elementsOf, type FhirResource } from '@caecilia/fhir';
import { type Caller, type Change, Problem, type RecordTransaction, resourceOf } from '@caecilia/kernel';
import { careTeamsNaming } from './caseload.ts';
import { fhirInstant, type Instant } from './instant.ts';
import {
  isThereDuring,
  type Member,
  type MemberReference,
  referenceTo,
  type TeamReference,
  unavailableAt,
} from './members.ts';
import { mayPlan, requireSight } from './rota/rota.access.ts';
import { membersOf } from './rota/stored-rota.ts';
import { searchAll, type TeamOverRecord } from './settings.ts';

/** Patients who go to a colleague. */
export interface Transfer {
  /** `Patient/…`. */
  readonly patients: readonly string[];
  /** Who has them now; absent: nobody of the team was named. */
  readonly from?: MemberReference;
  readonly to: MemberReference;
  /** Until when the colleague has them, as for a leave: whoever had them keeps them. Absent: for good. */
  readonly until?: Instant;
}

const MOST = 200;

/**
 * Gives patients to a colleague, by their CareTeams, each patient whole or not at all; answers how many changed. Only who
 * registers who treats whom may (team lead, secretary), because it opens the records to the colleague. Throws
 * `Problem('business-rule')` for a colleague who is away in that time.
 */
export async function transferOverRecord(
  house: TeamOverRecord,
  caller: Caller,
  team: TeamReference,
  transfer: Transfer,
): Promise<number> {
  requireSight(caller);
  if (!mayPlan(caller))
    throw new Problem(
      'forbidden',
      'Patients are given to a colleague by the team lead or the secretary: it opens their records.',
    );
  const patients = [...new Set(transfer.patients)];
  if (patients.length === 0 || patients.length > MOST)
    throw new Problem('value', 'Choose 1 to 200 patients.', { expression: 'patients' });
  const session = house.session(caller);
  const members = await membersOf(house, session, team);
  const now = house.now().getTime();
  requireReceiver(members, transfer, now);
  let count = 0;
  for (const patient of patients)
    if (
      await session.transaction((transaction) =>
        give(house, transaction, { patient, transfer, members, now }),
      )
    )
      count += 1;
  return count;
}

function requireReceiver(members: readonly Member[], { to, until, from }: Transfer, now: Instant): void {
  const member = members.find(({ reference }) => reference === to);
  if (member === undefined || to === from)
    throw new Problem('value', 'Choose a colleague of the team.', { expression: 'to' });
  if (until !== undefined && until <= now)
    throw new Problem('value', 'The day until which it lasts is past.', { expression: 'until' });
  const there =
    until === undefined
      ? unavailableAt(member, now) === undefined
      : isThereDuring(member, { from: now, until });
  if (!there)
    throw new Problem('business-rule', 'This colleague is away in that time; choose another.', {
      expression: 'to',
    });
}

interface Giving {
  readonly patient: string;
  readonly transfer: Transfer;
  readonly members: readonly Member[];
  readonly now: Instant;
}

/** Whether something was written. */
async function give(house: TeamOverRecord, transaction: RecordTransaction, giving: Giving): Promise<boolean> {
  const { patient, transfer, members, now } = giving;
  await transaction.lock(`care team of ${patient}`);
  const to = members.filter(({ reference }) => reference === transfer.to);
  const from = members.filter(({ reference }) => reference === transfer.from);
  const ofTo = await careTeamsNaming(house, transaction, to, patient);
  const ofFrom = from.length === 0 ? [] : await careTeamsNaming(house, transaction, from, patient);
  const [own] = ofFrom.length > 0 ? ofFrom : await anyOfTeam(house, transaction, members, patient);
  const isThere = ofTo.some((careTeam) => names(careTeam, to, now));
  const changes = new Map<string, FhirResource>();
  const stands = (careTeam: FhirResource) => changes.get(String(careTeam.id)) ?? careTeam;
  if (!isThere && own !== undefined) changes.set(String(own.id), joined(own, transfer, now));
  if (transfer.until === undefined)
    for (const careTeam of ofFrom) changes.set(String(careTeam.id), ended(stands(careTeam), from, now));
  const writing: Change[] = [...changes].map(([id, resource]) => ({
    kind: 'update',
    id,
    ifMatch: Number(resource.meta?.versionId),
    resource,
  }));
  if (!isThere && own === undefined)
    writing.push({ kind: 'create', resource: joined(newCareTeam(patient), transfer, now) });
  if (writing.length > 0) await transaction.write(writing);
  return writing.length > 0;
}

async function anyOfTeam(
  house: TeamOverRecord,
  transaction: RecordTransaction,
  members: readonly Member[],
  patient: string,
): Promise<readonly FhirResource[]> {
  const found = await careTeamsNaming(house, transaction, members, patient);
  if (found.length > 0) return found;
  // The patient must be there and to be seen, or a CareTeam would be made for nobody.
  const versions = await searchAll(transaction, house.readSearch, 'Patient', [
    ['_id', patient.slice('Patient/'.length)],
  ]);
  if (versions.map(resourceOf).length === 0)
    throw new Problem('not-found', 'There is no such patient, or it is not for you to see.');
  return [];
}

const newCareTeam = (patient: string): FhirResource => ({
  resourceType: 'CareTeam',
  status: 'active',
  subject: { reference: patient },
});

/** Whether somebody of these is a participant now, without an end to come. */
function names({ participant }: FhirResource, members: readonly Member[], now: Instant): boolean {
  return elementsOf(participant).some(
    ({ member, period }) => isOneOf(member, members) && endOf(period) === undefined && startOf(period) <= now,
  );
}

const isOneOf = (value: unknown, members: readonly Member[]) => {
  const reference = referenceTo('PractitionerRole', value) ?? referenceTo('Practitioner', value);
  return members.some((member) => member.reference === reference || member.practitioner === reference);
};

const periodIn = (period: unknown) =>
  (typeof period === 'object' && period !== null ? period : {}) as {
    readonly start?: unknown;
    readonly end?: unknown;
  };
const endOf = (period: unknown) => periodIn(period).end;
const startOf = (period: unknown) => Date.parse(String(periodIn(period).start ?? '1970-01-01'));

function joined(careTeam: FhirResource, { to, until }: Transfer, now: Instant): FhirResource {
  const period = {
    start: fhirInstant(now),
    ...(until === undefined ? {} : { end: fhirInstant(until - 1) }),
  };
  return {
    ...careTeam,
    participant: [...elementsOf(careTeam.participant), { member: { reference: to }, period }],
  };
}

/** Whoever had them has them until now; what they did in the time before stays to be read. */
function ended(careTeam: FhirResource, from: readonly Member[], now: Instant): FhirResource {
  return {
    ...careTeam,
    participant: elementsOf(careTeam.participant).map((each) =>
      isOneOf(each.member, from) && endOf(each.period) === undefined
        ? { ...each, period: { ...periodIn(each.period), end: fhirInstant(now) } }
        : each,
    ),
  };
}
