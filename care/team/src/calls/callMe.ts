import { elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import {
  type Caller,
  CLIENT_REQUEST_SYSTEM,
  demandClientId,
  Problem,
  type RecordReader,
  type RecordSession,
  resourceOf,
} from '@caecilia/kernel';
import { fhirInstant, type Instant } from '../instant.ts';
import type { MemberReference, TeamReference } from '../members.ts';
import type { TeamRole } from '../roles.ts';
import type { TeamOverRecord } from '../settings.ts';
import { toTask } from '../task/teamTask.ts';
import { type CallBackPromise, promisedAt } from './callBack.ts';
import { CALL_ME_TOKEN, callCode } from './callTask.ts';

/** With whom the wish to be called lands. */
export interface CallReceiver {
  readonly team: TeamReference;
  readonly role: TeamRole;
  /** Who has the duty now; absent: the task is with the role. */
  readonly owner?: MemberReference;
}

/** What asking to be called stands on. */
export interface CallMeHouse extends Pick<TeamOverRecord, 'readSearch' | 'now' | 'timeZone'> {
  /** Absent where the organisation promises nothing: then there is no button. */
  readonly promise: CallBackPromise | undefined;
  /** Whether the caller may ask this for the patient now: themselves, who represents them, or has their mandate. */
  readonly mayAsk: (caller: Caller, patientId: string) => Promise<boolean>;
  /** Tasks of this patient by which somebody at home asked to be called, and nothing else. */
  readonly atHome: (caller: Caller, patientId: string) => RecordSession;
  /** Who gets it at this moment; undefined where no team has this patient in its care. */
  readonly receiverFor: (patientId: string) => Promise<CallReceiver | undefined>;
}

/** A wish to be called, as who asked sees it. */
export interface AskedCall {
  readonly id: string;
  readonly askedAt: Date;
  /** The instant before which somebody calls. */
  readonly due: Instant;
  readonly state: 'open' | 'called' | 'cancelled';
  /** When somebody called. */
  readonly calledAt?: Date;
  /** Why it was not done. */
  readonly because?: string;
}

/** What somebody fills in. */
export interface CallWish {
  readonly clientId: string;
  /** The number to call, as it was typed. */
  readonly phone: string;
  /** What it is about, in their own words; may be empty. */
  readonly about: string;
}

export const LONGEST_ABOUT = 300;
export const LONGEST_PHONE = 30;
/** The last few that are shown. */
const SHOWN = 5;

/** Whether it can be dialled: at least six digits, and nothing else than belongs in a number. */
export const isPhone = (phone: string): boolean =>
  phone.length <= LONGEST_PHONE && /^\+?[\d ()-]+$/.test(phone) && (phone.match(/\d/g) ?? []).length >= 6;

/** What this caller asked for this patient, newest first. */
export async function callsAsked(
  house: CallMeHouse,
  caller: Caller,
  patientId: string,
): Promise<readonly AskedCall[]> {
  return (await ownTasks(house, house.atHome(caller, patientId), caller, patientId))
    .flatMap((task) => readCall(task) ?? [])
    .toSorted((one, other) => other.askedAt.getTime() - one.askedAt.getTime())
    .slice(0, SHOWN);
}

async function ownTasks(
  { readSearch }: CallMeHouse,
  reader: RecordReader,
  { id }: Pick<Caller, 'id'>,
  patientId: string,
): Promise<readonly FhirResource[]> {
  const { matches } = await reader.search(
    readSearch(
      ['Task'],
      [
        ['patient', `Patient/${patientId}`],
        ['code', CALL_ME_TOKEN],
        ['_sort', '-authored-on'],
        ['_count', '50'],
      ],
    ),
  );
  // What somebody else around the patient asked is theirs.
  return matches.map(resourceOf).filter(({ requester }) => elementOf(requester).reference === id);
}

/** Reads such a task; undefined for one that says not by when. */
export function readCall(task: FhirResource): AskedCall | undefined {
  const [asked, end] = [task.authoredOn, elementOf(elementOf(task.restriction).period).end].map((value) =>
    Date.parse(String(value)),
  );
  const { start } = elementOf(task.executionPeriod);
  const because = elementOf(task.statusReason).text;
  if (task.id === undefined || asked === undefined || end === undefined) return undefined;
  if (Number.isNaN(asked) || Number.isNaN(end)) return undefined;
  const isEnded = task.status === 'completed' || task.status === 'cancelled';
  const called = Date.parse(String(start ?? task.meta?.lastUpdated));
  return {
    id: task.id,
    askedAt: new Date(asked),
    // A period ends with its last millisecond.
    due: end + 1,
    state: !isEnded ? 'open' : task.status === 'completed' ? 'called' : 'cancelled',
    ...(task.status === 'completed' && !Number.isNaN(called) ? { calledAt: new Date(called) } : {}),
    ...(typeof because === 'string' ? { because } : {}),
  };
}

/**
 * Asks the team to call, as one task with the promised time. The same form again, and another while one of theirs is
 * open, is the one that is there. Throws `Problem('business-rule')` where nobody would read it.
 */
export async function askToBeCalled(
  house: CallMeHouse,
  caller: Caller,
  patientId: string,
  { clientId, phone, about }: CallWish,
): Promise<void> {
  if (!(await house.mayAsk(caller, patientId)))
    throw new Problem('forbidden', 'This is for the patient, and for who acts for them.');
  demandClientId(clientId);
  if (!isPhone(phone) || about.length > LONGEST_ABOUT)
    throw new Problem('value', 'Give a number that can be called.', { expression: 'phone' });
  const receiver = await house.receiverFor(patientId);
  if (house.promise === undefined || receiver === undefined)
    throw new Problem('business-rule', 'Nobody of the team reads this for this patient.');
  const now = house.now();
  const { due } = promisedAt(now, house.promise, house.timeZone);
  const name = caller.name ?? caller.id;
  const task = toTask(
    {
      patient: `Patient/${patientId}`,
      ...receiver,
      words: `Bel terug: ${name}, ${phone}`,
      due,
      ...(about === '' ? {} : { reason: about }),
    },
    {
      resourceType: 'Task',
      intent: 'order',
      identifier: [{ system: CLIENT_REQUEST_SYSTEM, value: clientId }],
      code: callCode('call-me'),
      authoredOn: fhirInstant(now.getTime()),
      requester: { reference: caller.id, display: name },
    },
  );
  await house.atHome(caller, patientId).transaction(async (transaction) => {
    // Two presses wait for each other: whoever comes second finds what the first made.
    await transaction.lock(`call-me ${patientId} ${caller.id}`);
    const before = await ownTasks(house, transaction, caller, patientId);
    const isMade = ({ identifier }: FhirResource) =>
      elementsOf(identifier).some(({ value }) => value === clientId);
    if (before.some((each) => isMade(each) || readCall(each)?.state === 'open')) return;
    await transaction.write([{ kind: 'create', id: transaction.newId('Task', patientId), resource: task }]);
  });
}
