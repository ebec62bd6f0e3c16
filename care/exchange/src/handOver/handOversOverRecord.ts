import type { FhirResource } from '@caecilia/fhir';
import {
  type Caller,
  Problem,
  type RecordTransaction,
  resourceOf,
  type StoredVersion,
} from '@caecilia/kernel';
import { type ExchangeOverRecord, type SearchPair, searchAll } from '../settings.ts';
import type { HandOverDraft, HandOvers } from './handOver.ports.ts';
import {
  afterEvent,
  type HandOver,
  isLocked,
  isOpenAt,
  isTriedAgain,
  isUnreadAt,
  OPEN_FOR_MS,
  UNREAD_AFTER_MS,
} from './handOver.ts';
import {
  AUTHORIZATION_BASE,
  HAND_OVER,
  readHandOver,
  STATE_SYSTEM,
  TASK_KINDS,
  toTask,
  UNREAD_SYSTEM,
} from './handOverTask.ts';

/** Number of the form that made something. */
const CLIENT_SYSTEM = 'urn:caecilia:client-request';
/** Names the hand-over that a task for the sender's team is about. */
export const UNREAD_TASK_SYSTEM = 'urn:caecilia:hand-over-unread-task';

const OURS: SearchPair = ['code', `${TASK_KINDS}|${HAND_OVER}`];
/** Clocks of two servers may differ by as much; what is found too early is left. */
const MARGIN_MS = 60_000;

const absent = () => new Problem('not-found', 'There is no such hand-over, or it is not for you to see.');

/** Hand-overs as Tasks in the compartments of their patients. */
export function handOversOverRecord(house: ExchangeOverRecord): HandOvers {
  return {
    make: (caller, draft, clientId) => make(house, caller, draft, clientId),
    async ofPatient(caller, patientId) {
      const pairs: readonly SearchPair[] = [OURS, ['patient', `Patient/${patientId}`]];
      const found = await searchAll(house.session(caller), house.readSearch, 'Task', pairs);
      return newestFirst(found);
    },
    async seen(caller, id) {
      const found = readOf(await house.session(caller).read('Task', id));
      if (found === undefined) throw absent();
      return found;
    },
    kept: async (caller, id) => readOf(await house.keeping(caller).read('Task', id)),
    async for(caller, organization) {
      const pairs: readonly SearchPair[] = [OURS, ['owner', organization], ['status:not', 'cancelled']];
      const found = await searchAll(house.keeping(caller), house.readSearch, 'Task', pairs);
      const now = house.now().getTime();
      return newestFirst(found).filter(
        (each) => each.to.reference === organization && each.channel === 'inbox' && isOpenAt(each, now),
      );
    },
    async named(caller, digest) {
      if (!/^[0-9a-f]{64}$/.test(digest)) return undefined;
      const pairs: readonly SearchPair[] = [OURS, ['identifier', `${AUTHORIZATION_BASE}|${digest}`]];
      const found = newestFirst(await searchAll(house.keeping(caller), house.readSearch, 'Task', pairs));
      // Two with one secret would be two patients: none is opened.
      return found.length === 1 && found[0]?.digest === digest ? found[0] : undefined;
    },
    record: (caller, id, event) => changed(house, caller, id, (handOver) => afterEvent(handOver, event)),
    renew: (caller, id, digest) => changed(house, caller, id, (handOver) => ({ ...handOver, digest })),
    renewLink: (caller, id, { digest, code }) =>
      changed(house, caller, id, ({ device: _, ...handOver }) => ({
        ...handOver,
        digest,
        code: { digest: code, wrong: 0 },
      })),
    bind: (caller, id, device) =>
      changed(house, caller, id, (handOver) =>
        handOver.device === undefined ? { ...handOver, device } : handOver,
      ),
    wrongCode: (caller, id) => wrongCode(house, caller, id),
    async toTry(caller) {
      const states = ['made', 'failed'].map((state) => `${STATE_SYSTEM}|${state}`).join(',');
      const pairs: readonly SearchPair[] = [OURS, ['business-status', states]];
      const found = await searchAll(house.keeping(caller), house.readSearch, 'Task', pairs);
      const now = house.now().getTime();
      return newestFirst(found).filter((each) => isTriedAgain(each, now));
    },
    tellUnread: (caller) => tellUnread(house, caller),
  };
}

function readOf(version: StoredVersion | undefined): HandOver | undefined {
  return version === undefined || version.deleted
    ? undefined
    : readHandOver(resourceOf(version), version.versionId);
}

function newestFirst(versions: readonly StoredVersion[]): readonly HandOver[] {
  return versions
    .flatMap((version) => readOf(version) ?? [])
    .toSorted((one, other) => other.madeAt - one.madeAt || (one.id < other.id ? -1 : 1));
}

async function make(
  house: ExchangeOverRecord,
  caller: Caller,
  draft: HandOverDraft,
  clientId: string,
): Promise<HandOver> {
  const now = house.now().getTime();
  const until = draft.until?.getTime() ?? now + OPEN_FOR_MS;
  if (until <= now || until > now + 52 * OPEN_FOR_MS)
    throw new Problem('value', 'A hand-over ends after it was made, and within a year.', {
      expression: 'until',
    });
  const { patientId, codeDigest, until: _, ...rest } = draft;
  const task = toTask(
    {
      ...rest,
      patient: `Patient/${patientId}`,
      sender: {
        ...(/^[A-Z][A-Za-z]+\//.test(caller.id) ? { reference: caller.id } : {}),
        name: caller.name ?? caller.id,
      },
      madeAt: now,
      until,
      ...(codeDigest === undefined ? {} : { code: { digest: codeDigest, wrong: 0 } }),
      events: [],
    },
    { resourceType: 'Task', identifier: [{ system: CLIENT_SYSTEM, value: clientId }] },
  );
  return await house.session(caller).transaction(async (transaction) => {
    await transaction.lock(`client-request ${clientId}`);
    const before = await searchAll(transaction, house.readSearch, 'Task', [
      ['identifier', `${CLIENT_SYSTEM}|${clientId}`],
    ]);
    const [known] = before;
    const [made] = known === undefined ? await transaction.write([{ kind: 'create', resource: task }]) : [];
    const handOver = readOf(known ?? made?.version);
    if (handOver === undefined || handOver.patient !== `Patient/${patientId}`)
      throw new Problem('conflict', 'This form was sent before, for something else; begin a new one.');
    return handOver;
  });
}

/** One change of one hand-over at a time, whoever makes it and in whichever process. */
async function changed(
  house: ExchangeOverRecord,
  caller: Caller,
  id: string,
  change: (handOver: HandOver) => HandOver,
): Promise<HandOver> {
  return await house.keeping(caller).transaction(async (transaction) => {
    const { version, handOver } = await locked(transaction, id);
    const next = change(handOver);
    if (next === handOver) return handOver;
    const [written] = await transaction.write([updateOf(version, next)]);
    const read = readOf(written?.version);
    if (read === undefined) throw new Problem('exception', 'A hand-over that was written is not there.');
    return read;
  });
}

/** The count, and with the last one the task for the sender's team, are one transaction. */
async function wrongCode(house: ExchangeOverRecord, caller: Caller, id: string): Promise<HandOver> {
  return await house.keeping(caller).transaction(async (transaction) => {
    const { version, handOver } = await locked(transaction, id);
    if (handOver.code === undefined || isLocked(handOver)) return handOver;
    const counted = { ...handOver, code: { ...handOver.code, wrong: handOver.code.wrong + 1 } };
    const now = house.now();
    const tells = isLocked(counted) && !counted.events.some(({ kind }) => kind === 'unread-told');
    const next = tells ? afterEvent(counted, { kind: 'unread-told', at: now.getTime() }) : counted;
    await transaction.write([updateOf(version, next), ...(tells ? [taskFor(house, counted, now)] : [])]);
    return next;
  });
}

async function locked(
  transaction: RecordTransaction,
  id: string,
): Promise<{ readonly version: StoredVersion; readonly handOver: HandOver }> {
  await transaction.lock(`hand-over ${id}`);
  const version = await transaction.read('Task', id);
  const handOver = readOf(version);
  if (version === undefined || handOver === undefined) throw absent();
  return { version, handOver };
}

const updateOf = (version: StoredVersion, next: HandOver) =>
  ({
    kind: 'update',
    id: version.id,
    ifMatch: version.versionId,
    resource: toTask(next, resourceOf(version)),
  }) as const;

async function tellUnread(house: ExchangeOverRecord, caller: Caller): Promise<number> {
  const now = house.now().getTime();
  const before = new Date(now - UNREAD_AFTER_MS + MARGIN_MS).toISOString();
  const found = await searchAll(house.keeping(caller), house.readSearch, 'Task', [
    OURS,
    ['business-status', `${UNREAD_SYSTEM}|waits`],
    ['authored-on', `le${before}`],
  ]);
  let count = 0;
  for (const each of newestFirst(found))
    if (isUnreadAt(each, now) && (await told(house, caller, each.id))) count += 1;
  return count;
}

/**
 * The task and the line that says it was made are one transaction under the lock of the hand-over, in which it is read
 * again: whoever comes second, or after it was opened, finds nothing left to tell.
 */
async function told(house: ExchangeOverRecord, caller: Caller, id: string): Promise<boolean> {
  return await house.keeping(caller).transaction(async (transaction) => {
    const now = house.now();
    const { version, handOver } = await locked(transaction, id);
    if (!isUnreadAt(handOver, now.getTime())) return false;
    const next = afterEvent(handOver, { kind: 'unread-told', at: now.getTime() });
    await transaction.write([updateOf(version, next), taskFor(house, handOver, now)]);
    return true;
  });
}

/** The task of the sender's team, which says what it is about. */
function taskFor(house: ExchangeOverRecord, handOver: HandOver, now: Date) {
  const resource: FhirResource = {
    ...house.unreadTask(handOver, now),
    identifier: [{ system: UNREAD_TASK_SYSTEM, value: handOver.id }],
  };
  return { kind: 'create', resource } as const;
}
