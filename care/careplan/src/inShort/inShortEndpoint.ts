import {
  type Caller,
  civilMinute,
  civilTime,
  type Endpoint,
  type PageVisit,
  Problem,
  type RecordSession,
} from '@caecilia/kernel';
import { idIn } from '../pageParts.ts';
import type { CarePlanSettings } from '../pages.ts';
import { loadPlanRecord } from '../planSearches.ts';
import { readCarePlan } from '../readCarePlan.ts';
import { callPlan } from './callPlan.ts';
import { changesSince } from './changesSince.ts';
import { helpersAmong } from './helpers.ts';
import type {
  AskedOfYou,
  ClosedBecause,
  ContactSince,
  InShort,
  Part,
  ReadyNow,
  SentToYou,
  Symptoms,
  TeamNow,
} from './inShort.ts';
import { type Helper, readsAs } from './setting.ts';

/** What of a record the page stands on; the house says of each whether it is open to whoever asks. */
export const RECORD_PARTS = [
  'plan',
  'versions',
  'symptoms',
  'ready',
  'contacts',
  'careTeam',
  'tasks',
  'team',
] as const;
export type RecordPart = (typeof RECORD_PARTS)[number];

/** What the page in short needs from the house, beside what all pages of the plan do. */
export interface InShortHouse
  extends Pick<
    CarePlanSettings,
    'standards' | 'readSearch' | 'now' | 'timeZone' | 'recordLanguage' | 'emergencyUntil'
  > {
  /** Whether a part is open to this caller for this patient, or why not. The record decides again. */
  readonly opens: (caller: Caller, patientId: string, part: RecordPart) => Promise<'open' | ClosedBecause>;
  /** Instant (milliseconds) at which this caller looked at this plan before this visit; undefined: never. */
  readonly lookedBefore: (caller: Caller, patientId: string) => Promise<number | undefined>;
  /** References of the caller and the organisation they act for. */
  readonly own: (caller: Caller) => readonly string[];
  readonly teamNow: (caller: Caller) => Promise<TeamNow>;
  readonly symptoms: (
    caller: Caller,
    patientId: string,
    as: { readonly helper: Helper; readonly since: Date },
  ) => Promise<Symptoms>;
  /** What lies ready and which execution requests hold. */
  readonly readyNow: (caller: Caller, patientId: string) => Promise<ReadyNow>;
  /** Contacts with or about the patient that began after an instant, newest first. */
  readonly contactsSince: (
    caller: Caller,
    patientId: string,
    since: Date,
  ) => Promise<readonly ContactSince[]>;
  /** What was sent to the caller's organisation about this patient, newest first. */
  readonly sentTo: (caller: Caller, patientId: string) => Promise<readonly SentToYou[]>;
  /** Open tasks of this patient that the caller, or the organisation they act for, has. */
  readonly tasksOf: (caller: Caller, patientId: string) => Promise<readonly AskedOfYou[]>;
}

/** What is told to who never looked before: longer ago is in the plan itself. */
const FIRST_LOOK_MS = 30 * 86_400_000;

/** The page in short, for the app. */
export function inShortEndpoints(house: InShortHouse): readonly Endpoint[] {
  return [
    {
      path: '/patients/:id/in-short',
      read: (session, visit) => inShort(house, session, visit.caller, idIn(visit, 'id')),
    },
  ];
}

/**
 * The plan of one patient in short for whoever asks. Throws `Problem('forbidden')` for a role that has no such page, and
 * as the record does for a patient who is not there or not for them.
 */
export async function inShort(
  house: InShortHouse,
  session: RecordSession,
  caller: PageVisit['caller'],
  patientId: string,
): Promise<InShort> {
  const reader = readsAs(caller.role);
  if (reader === undefined)
    throw new Problem(
      'forbidden',
      'The page in short is for general practice, home care, out-of-hours service, ward and hospice.',
    );
  const { standards, timeZone, recordLanguage } = house;
  const now = house.now();
  // Before this visit leaves its own lines.
  const looked = await house.lookedBefore(caller, patientId);
  const since = new Date(looked ?? now.getTime() - FIRST_LOOK_MS);
  const resources = await loadPlanRecord(session, house.readSearch, standards, patientId);
  const options = { standards, patientId, now, timeZone };
  const plan = readCarePlan(resources, options);
  const part = partsFor(house, caller, patientId);
  const [opened, changed, symptoms, ready, contacts, careTeam, team, tasks, sent, until] = await Promise.all([
    part('plan', async () => plan),
    part('plan', async () => {
      const seesVersions = (await house.opens(caller, patientId, 'versions')) === 'open';
      return {
        ...(looked === undefined ? {} : { looked: civilMinute(looked, timeZone) }),
        since: civilMinute(since, timeZone),
        ...(await changesSince(session, { resources, since, seesVersions }, options)),
      };
    }),
    part('symptoms', () => house.symptoms(caller, patientId, { helper: reader.helper, since })),
    part('ready', () => house.readyNow(caller, patientId)),
    part('contacts', () => house.contactsSince(caller, patientId, since)),
    part('careTeam', async () => true as const),
    part('team', () => house.teamNow(caller)),
    part('tasks', () => house.tasksOf(caller, patientId)),
    house.sentTo(caller, patientId),
    house.emergencyUntil?.(caller, patientId),
  ]);
  return {
    setting: reader.setting,
    you: reader.helper,
    patient: plan.patient,
    now: civilTime(now, timeZone),
    recordLanguage,
    plan: opened,
    changed,
    symptoms,
    ready,
    contacts,
    careTeam,
    team,
    tasks,
    sent,
    calls: callPlan(plan.contacts, now.getTime(), { timeZone, own: house.own(caller) }),
    helpers: helpersAmong(plan.contacts, resources),
    ...(until === undefined ? {} : { emergencyUntil: civilMinute(new Date(until), timeZone) }),
  };
}

/** Asks nothing of the record for a part that is closed. */
function partsFor(house: InShortHouse, caller: Caller, patientId: string) {
  return async <T>(part: RecordPart, read: () => Promise<T>): Promise<Part<T>> => {
    const opening = await house.opens(caller, patientId, part);
    return opening === 'open' ? { open: true, value: await read() } : { open: false, because: opening };
  };
}
