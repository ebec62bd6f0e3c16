import {
  type Caller,
  type Change,
  type ChangeAnswer,
  civilDay,
  demandClientId,
  doingOf,
  forbid,
  type Listed,
  listed,
  madeBefore,
  notThere,
  Problem,
  present,
  type RecordReader,
  type RecordTransaction,
  resourceOf,
  type SearchPair,
  type Seen,
  type StoredVersion,
  strictReading,
  wasOvertaken,
} from '@caecilia/kernel';
import { HOSPICE_SYSTEM, STAY_TOKEN } from './codes.ts';
import { hospicesIn } from './hospices.ts';
import { demandPlace, OPEN, PROMISED } from './promising.ts';
import { fromResources, isStay, toEncounter, toEpisode, toResources } from './resources.ts';
import { type Act, applied, asked, OF_HOSPICE, type Stay } from './stay.ts';
import type { KeptStay, StayHouse, Stays } from './stays.ports.ts';

const { idIn, unreadable } = strictReading('stay');

/** Most requests on one list. */
const MOST = 200;
const CLOSED = 'completed,rejected,cancelled';
/** How long what ended stays on the list of the hospice. */
const RECENT_MS = 14 * 24 * 3_600_000;

/** Requests as ServiceRequest and Task, and from the promise an Encounter and an EpisodeOfCare. */
export function staysOverRecord(house: StayHouse): Stays {
  return {
    ask: async (caller, wish) => await ask(house, caller, wish),
    ofPatient: async (caller, patient) =>
      await list(house, house.session(caller), [
        ['patient', `Patient/${patient}`],
        ['_sort', '-authored-on'],
      ]),
    askedBy: async (caller) =>
      await list(house, house.session(caller), [
        ['requester', caller.id],
        ['_sort', '-authored-on'],
      ]),
    ofHospice: async (caller) => await ofHospice(house, caller),
    act: async (caller, on, act) => await doAct(house, caller, on, act),
  };
}

function hospiceOf({ answersFor }: StayHouse, caller: Caller): string {
  const hospice = answersFor(caller);
  if (hospice === undefined)
    throw new Problem('forbidden', 'This is answered by the coordinator of the hospice.');
  return hospice;
}

async function ofHospice(house: StayHouse, caller: Caller): Promise<Listed<KeptStay>> {
  const hospice = hospiceOf(house, caller);
  const session = house.session(house.onStays(caller, hospice));
  const at = (pairs: readonly SearchPair[]) =>
    list(house, session, [['identifier', `${HOSPICE_SYSTEM}|${hospice}`], ...pairs]);
  const since = new Date(house.now().getTime() - RECENT_MS).toISOString();
  const [open, closed] = await Promise.all([
    at([
      ['status', OPEN],
      ['_sort', 'authored-on'],
    ]),
    at([
      ['status', CLOSED],
      ['_lastUpdated', `ge${since}`],
      ['_sort', '-_lastUpdated'],
    ]),
  ]);
  return {
    entries: [...open.entries, ...closed.entries],
    unreadable: [...open.unreadable, ...closed.unreadable],
    more: open.more || closed.more,
  };
}

async function list(
  { readSearch }: StayHouse,
  reader: RecordReader,
  pairs: readonly SearchPair[],
): Promise<Listed<KeptStay>> {
  const page = await reader.search(
    readSearch(
      ['Task'],
      [['code', STAY_TOKEN], ...pairs, ['_include', 'Task:focus'], ['_count', String(MOST)]],
    ),
  );
  const requests = new Map(page.includes.map((version) => [`${version.type}/${version.id}`, version]));
  return listed(page, page.matches, (task) => {
    const focus = idIn(resourceOf(task).focus, 'ServiceRequest', 'Task.focus');
    const request = requests.get(`ServiceRequest/${focus}`);
    if (request === undefined) throw unreadable('Task.focus');
    return keptOf(task, request);
  });
}

const keptOf = (task: StoredVersion, request: StoredVersion): KeptStay => ({
  id: task.id,
  versionId: task.versionId,
  requestVersionId: request.versionId,
  ids: { task: task.id, request: request.id },
  value: fromResources({ task: resourceOf(task), request: resourceOf(request) }),
});

/** A request with the resources that its change goes onto. Throws `Problem('not-found')` also where one of them is not for the caller. */
async function readOne(reader: RecordReader, id: string) {
  const task = await present(reader, 'Task', id, 'request');
  if (!isStay(resourceOf(task))) throw notThere('request');
  const focus = idIn(resourceOf(task).focus, 'ServiceRequest', 'Task.focus');
  const request = await present(reader, 'ServiceRequest', focus, 'request');
  return {
    kept: keptOf(task, request),
    base: { task: resourceOf(task), request: resourceOf(request) },
  };
}

const doneNow = (house: StayHouse, caller: Caller) => ({
  ...doingOf(house, caller),
  today: civilDay(house.now(), house.timeZone),
});

async function ask(house: StayHouse, caller: Caller, wish: Parameters<Stays['ask']>[1]) {
  forbid(
    await house.mayAsk(caller, wish.patient),
    'A stay is asked for by somebody who treats this patient.',
  );
  demandClientId(wish.clientId);
  const session = house.session(caller);
  const hospices = await hospicesIn(house, session);
  if (!hospices.some(({ reference }) => reference === wish.hospice))
    throw new Problem('value', 'Choose a hospice of the network.', { expression: 'hospice' });
  const requester = { reference: caller.id, ...(caller.name === undefined ? {} : { name: caller.name }) };
  const value = asked({ ...wish, requester }, doneNow(house, caller));
  return await session.transaction(async (transaction) => {
    const before = await madeBefore(house, transaction, {
      type: 'Task',
      clientId: wish.clientId,
      only: ['code', STAY_TOKEN],
    });
    if (before !== undefined)
      return { kept: same((await readOne(transaction, before.id)).kept, value), again: true };
    const ids = {
      request: transaction.newId('ServiceRequest', wish.patient),
      task: transaction.newId('Task', wish.patient),
    };
    const made = toResources(value, ids);
    await transaction.write([
      { kind: 'create', id: ids.request, resource: made.request },
      { kind: 'create', id: ids.task, resource: made.task },
    ]);
    return { kept: { id: ids.task, versionId: 1, requestVersionId: 1, ids, value }, again: false };
  });
}

/** The same form sent again is the same request; another question under its number is not. */
function same(before: KeptStay, { patient, hospice, asked: now }: Stay): KeptStay {
  const { value } = before;
  const said = (what: object) => JSON.stringify(Object.entries(what).toSorted());
  if (value.patient !== patient || value.hospice !== hospice || said(value.asked) !== said(now))
    throw new Problem(
      'duplicate',
      'This form was sent already, with other words. Open the request and look at it.',
    );
  return before;
}

/** Where it is done: on the duty of the hospice, after the rule of whoever does it was asked. */
async function placeOf(house: StayHouse, caller: Caller, on: Seen, act: Act) {
  if (OF_HOSPICE.includes(act.kind)) {
    const hospice = hospiceOf(house, caller);
    return { hospice, session: house.session(house.onStays(caller, hospice)) };
  }
  const { value } = (await readOne(house.session(caller), on.id)).kept;
  forbid(
    await house.mayAsk(caller, value.patient),
    'A stay is asked for by somebody who treats this patient.',
  );
  const { hospice, patient } = value;
  return { hospice, session: house.session(house.onStays(caller, hospice, patient)) };
}

async function doAct(
  house: StayHouse,
  caller: Caller,
  on: Seen,
  act: Act,
): Promise<ChangeAnswer<KeptStay, Act>> {
  const { hospice, session } = await placeOf(house, caller, on, act);
  try {
    return await session.transaction(async (transaction) => {
      // Whoever promises a place of this hospice waits for this transaction: a place is not promised twice.
      if (act.kind === 'accept' || act.kind === 'replan') await transaction.lock(`${PROMISED} ${hospice}`);
      const { kept, base } = await readOne(transaction, on.id);
      if (kept.value.hospice !== hospice) throw notThere('request');
      if (kept.versionId !== on.versionId) return { kind: 'conflict', theirs: kept, tried: act } as const;
      const done = doneNow(house, caller);
      const value = booked(transaction, applied(kept.value, act, done));
      if (value.promised !== undefined && (act.kind === 'accept' || act.kind === 'replan'))
        await demandPlace(house, transaction, {
          hospice,
          own: kept.id,
          days: value.promised,
          today: done.today,
        });
      const made = toResources(value, kept.ids, base);
      const [request, task] = await transaction.write([
        { kind: 'update', id: kept.ids.request, ifMatch: kept.requestVersionId, resource: made.request },
        { kind: 'update', id: kept.ids.task, ifMatch: kept.versionId, resource: made.task },
        ...(await stayChanges(transaction, kept, value)),
      ]);
      const versions = {
        versionId: task?.version.versionId ?? 0,
        requestVersionId: request?.version.versionId ?? 0,
      };
      return { kind: 'changed', now: { ...kept, ...versions, value } } as const;
    });
  } catch (error) {
    // Between our reading and our writing somebody else wrote.
    if (!wasOvertaken(error)) throw error;
    return { kind: 'conflict', theirs: (await readOne(session, on.id)).kept, tried: act };
  }
}

/** From the promise there is a stay, with ids of its own. */
function booked(transaction: RecordTransaction, stay: Stay): Stay {
  if (stay.state !== 'accepted' || stay.booked !== undefined) return stay;
  return {
    ...stay,
    booked: {
      encounter: transaction.newId('Encounter', stay.patient),
      episode: transaction.newId('EpisodeOfCare', stay.patient),
    },
  };
}

/** The stay and the care of the hospice, made with the promise and kept with what becomes of it. */
async function stayChanges(
  transaction: RecordTransaction,
  { ids, value: before }: KeptStay,
  now: Stay,
): Promise<readonly Change[]> {
  const { booked: own } = now;
  if (own === undefined) return [];
  if (before.booked === undefined)
    return [
      { kind: 'create', id: own.encounter, resource: toEncounter(now, ids) },
      { kind: 'create', id: own.episode, resource: toEpisode(now, ids) },
    ];
  const change = async (type: 'Encounter' | 'EpisodeOfCare', id: string): Promise<Change> => {
    const version = await present(transaction, type, id, 'stay');
    const resource = (type === 'Encounter' ? toEncounter : toEpisode)(now, ids, resourceOf(version));
    return { kind: 'update', id, ifMatch: version.versionId, resource };
  };
  return [await change('Encounter', own.encounter), await change('EpisodeOfCare', own.episode)];
}
