import type { FhirResource } from '@caecilia/fhir';
import {
  type Caller,
  civilDay,
  dayPlus,
  type Endpoint,
  type PageVisit,
  Problem,
  type RecordHouse,
  type RecordSession,
  resourceOf,
  type StoredVersion,
  startOfDay,
} from '@caecilia/kernel';
import { idIn } from '../pageParts.ts';
import { loadPlanRecord } from '../planSearches.ts';
import { readCarePlan } from '../readCarePlan.ts';
import { parsePlanDate } from '../reading/planDate.ts';
import type { PlanStandard } from '../standard/standard.ts';
import { type DeskFormLosses, formLossesOf } from './formLosses.ts';
import { type PlanChange, planChanges, type RecordedVersion } from './planChanges.ts';

/** What the endpoints of changes need from the house. */
export interface ChangesDesk extends Pick<RecordHouse, 'readSearch' | 'now' | 'timeZone'> {
  readonly standards: readonly PlanStandard[];
  /** Whether what was agreed is for this caller to see. */
  readonly maySeePlan: (caller: Caller, patientId: string) => Promise<boolean>;
  /** Instant at which this caller last looked at the record of this patient, on a day before today. */
  readonly lastLook: (caller: Caller, patientId: string) => Promise<string | undefined>;
}

/** What changed in a plan, and since when it was asked. */
export interface DeskChanges {
  readonly changes: readonly PlanChange[];
  /** FHIR date or instant. */
  readonly from: string;
  /** Why from there, where nobody chose. */
  readonly since: 'chosen' | 'look' | 'conversation' | 'halfYear';
  /** Absent: until now. */
  readonly to?: string;
  readonly lastLook?: string;
  /** Days of conversations, newest first. */
  readonly conversations: readonly string[];
}

/** What changed between two dates, and what stands on the last form only. */
export function changeEndpoints(desk: ChangesDesk): readonly Endpoint[] {
  return [
    { path: '/patients/:id/plan-changes', read: (session, visit) => changes(desk, session, visit) },
    { path: '/patients/:id/form-losses', read: (session, visit) => losses(desk, session, visit) },
  ];
}

async function mustSee(desk: ChangesDesk, caller: Caller, patientId: string): Promise<void> {
  if (!(await desk.maySeePlan(caller, patientId)))
    throw new Problem('not-found', 'What was agreed with this patient is not for you to see.');
}

const HALF_A_YEAR_DAYS = 182;

/** What changed in the plan between two days; without a first one since the last look, without a second one until now. */
async function changes(desk: ChangesDesk, session: RecordSession, visit: PageVisit): Promise<DeskChanges> {
  const patientId = idIn(visit, 'id');
  await mustSee(desk, visit.caller, patientId);
  const { standards, timeZone } = desk;
  const until = visit.query.to === undefined ? undefined : dayIn(visit.query.to, 'to', timeZone);
  const record = await loadPlanRecord(session, desk.readSearch, standards, patientId);
  const lastLook = await desk.lastLook(visit.caller, patientId);
  const plan = readCarePlan(record, { standards, patientId, now: desk.now(), timeZone });
  const conversations = plan.conversations.flatMap(({ held }) =>
    held?.precision === 'day' || held?.precision === 'time' ? [held.text] : [],
  );
  const asked = visit.query.from;
  const start =
    asked === undefined ? startFor(desk, lastLook, conversations) : { from: asked, since: 'chosen' as const };
  const from = dayIn(start.from, 'from', timeZone);
  if (until !== undefined && until < from)
    throw new Problem('value', 'The second day is before the first.', { expression: 'to' });
  const versions = await historyOf(session, record);
  // Until now is everything that is here: the record may be a moment ahead of this clock.
  const newest = Math.max(desk.now().getTime(), ...versions.map(({ at }) => Date.parse(at)));
  const to = until ?? new Date(newest);
  return {
    changes: planChanges(versions, { from, to }, { standards, patientId, timeZone }),
    ...start,
    ...(visit.query.to === undefined ? {} : { to: visit.query.to }),
    ...(lastLook === undefined ? {} : { lastLook }),
    conversations,
  };
}

/** Since the caller's own last look; else since the conversation before the last; else half a year. */
function startFor(
  { now, timeZone }: ChangesDesk,
  lastLook: string | undefined,
  conversations: readonly string[],
): Pick<DeskChanges, 'from' | 'since'> {
  if (lastLook !== undefined) return { from: lastLook, since: 'look' };
  const [last] = conversations;
  if (last !== undefined)
    return { from: dayPlus(civilDay(new Date(last), timeZone), -1), since: 'conversation' };
  return { from: dayPlus(civilDay(now(), timeZone), -HALF_A_YEAR_DAYS), since: 'halfYear' };
}

function dayIn(value: unknown, at: string, timeZone: string): Date {
  const date = parsePlanDate(value, timeZone);
  if (!date || (date.precision !== 'day' && date.precision !== 'time'))
    throw new Problem('value', 'This day cannot be read; write it as 2026-11-20.', { expression: at });
  // A day is over where the next begins, in the time zone of the house.
  const end = startOfDay(dayPlus(date.from.slice(0, 10), 1), timeZone) - 1;
  return new Date(date.precision === 'time' ? date.text : end);
}

/** The plan has these types; their history is what changed. */
const OF_PLAN = ['Consent', 'Goal', 'Observation', 'RelatedPerson'];
const PAGE = 100;

/** Every version of everything that the plan is read from, page by page: a history that was cut would hide a change. */
async function historyOf(
  session: RecordSession,
  record: readonly FhirResource[],
): Promise<readonly RecordedVersion[]> {
  const others = record.filter(({ resourceType }) => !OF_PLAN.includes(resourceType));
  const histories = await Promise.all(
    record
      .filter(({ resourceType }) => OF_PLAN.includes(resourceType))
      .map(({ resourceType, id }) => wholeHistory(session, resourceType, String(id))),
  );
  const versions = histories.flat().map((version): RecordedVersion => {
    const { type, id, versionId, lastUpdated: at, deleted } = version;
    return deleted
      ? { resource: { resourceType: type, id }, at, versionId, deleted }
      : { resource: resourceOf(version), at, versionId };
  });
  // People and places are named as they are now; only what was said is compared.
  return [...others.map((resource) => ({ resource, at: '1900-01-01T00:00:00Z' })), ...versions];
}

async function wholeHistory(
  session: RecordSession,
  type: string,
  id: string,
): Promise<readonly StoredVersion[]> {
  const found: StoredVersion[] = [];
  let cursor: string | undefined;
  do {
    const page = await session.history({
      type,
      id,
      count: PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    found.push(...page.versions);
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
}

async function losses(desk: ChangesDesk, session: RecordSession, visit: PageVisit): Promise<DeskFormLosses> {
  const patientId = idIn(visit, 'id');
  await mustSee(desk, visit.caller, patientId);
  return await formLossesOf(desk, session, patientId);
}
