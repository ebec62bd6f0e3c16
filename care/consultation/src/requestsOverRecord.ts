import { type Caller, Problem, type RecordSession, type RecordTransaction } from '@caecilia/kernel';
import { RECOMMENDATION_TOKEN } from './advice/resource.ts';
import { CONSULTATION_TOKEN } from './codes.ts';
import type { ChangeAnswer, Consultations, KeptRequest, SeenRequest } from './consultation.ports.ts';
import { demand } from './element.ts';
import {
  type ConsultationHouse,
  demandClientId,
  doingOf,
  forbid,
  madeBefore,
  notThere,
  wasOvertaken,
} from './overRecord.ts';
import { asksAs, mayAct, mayConfirm, mayDo } from './request/access.ts';
import { stateForRequester } from './request/forRequester.ts';
import { KnownRequests } from './request/knownRequests.ts';
import type { ConsultationRequest } from './request/request.ts';
import { type Act, applied, confirmed, type NewRequest, received } from './request/states.ts';
import { type RequestIds, toResources } from './request/toResources.ts';
import { list, queue } from './requestLists.ts';
import { kept, type ReadRequest, readOne, updatesOf, write } from './requestOfRecord.ts';

/** Requests as ServiceRequest and Task. Both are written in one transaction, on the versions that were read. */
export function requestsOverRecord(house: ConsultationHouse): Consultations {
  const known = new KnownRequests();
  return {
    ask: async (caller, request) => await ask(house, caller, request),
    read: async (caller, taskId) => kept(await readOne(house.session(caller), taskId)),
    queue: async (caller) => await queue(house, caller, known),
    ofPatient: async (caller, patientId) =>
      await list(house, caller, {
        known,
        pairs: [
          ['patient', `Patient/${patientId}`],
          ['_sort', '-authored-on'],
        ],
      }),
    act: async (caller, on, act) => await doAct(house, caller, on, act),
    confirm: async (caller, on) => await confirm(house, caller, on),
    stateFor: async (caller, taskId) => await stateFor(house, caller, taskId),
  };
}

async function ask(house: ConsultationHouse, caller: Caller, request: NewRequest) {
  const asking = asksAs(caller.role);
  forbid(
    asking?.intent === request.intent && asking.sources.includes(request.source),
    'With your role you cannot ask for a consultation in this way.',
  );
  demandClientId(request.clientId);
  const value = received(request, doingOf(house, caller));
  return await house.session(caller).transaction(async (transaction) => {
    const before = await madeBefore(house, transaction, {
      type: 'Task',
      clientId: request.clientId,
      only: ['code', CONSULTATION_TOKEN],
    });
    if (before !== undefined)
      return { kept: same(await readOne(transaction, before.id), value), again: true };
    const ids: RequestIds = {
      request: transaction.newId('ServiceRequest', request.patient),
      task: transaction.newId('Task', request.patient),
    };
    const made = toResources(value, ids);
    await transaction.write([
      { kind: 'create', id: ids.request, resource: made.request },
      { kind: 'create', id: ids.task, resource: made.task },
    ]);
    const fresh: KeptRequest = { id: ids.task, versionId: 1, requestVersionId: 1, ids, value };
    return { kept: fresh, again: false };
  });
}

/** The same form sent again is the same request; another question under its number is not. */
function same(before: ReadRequest, now: ConsultationRequest): KeptRequest {
  const isSame =
    before.value.patient === now.patient && JSON.stringify(before.value.asked) === JSON.stringify(now.asked);
  if (!isSame)
    throw new Problem(
      'duplicate',
      'This form was sent already, with other words. Open the request and look at it.',
    );
  return kept(before);
}

async function doAct(house: ConsultationHouse, caller: Caller, on: SeenRequest, act: Act) {
  forbid(mayAct(caller.role, act.kind), 'With your role you cannot do this with a request.');
  const doing = doingOf(house, caller);
  return await unlessOvertaken(house.session(caller), on, act, async (current, transaction) => {
    forbid(
      mayDo(caller.role, act.kind, current.value.source),
      'With your role you cannot do this with this request.',
    );
    const value = applied(current.value, act, doing);
    if (act.kind === 'complete') await demandFollowedUp(house, transaction, current.ids);
    const made = toResources(value, current.ids, current.base);
    const [request, task] = await write(transaction, updatesOf(current, made));
    return { ...kept(current), value, requestVersionId: request ?? 0, versionId: task ?? 0 };
  });
}

/** With the end of a consultation the team's way into the record ends too; what is open then is followed up by nobody. */
async function demandFollowedUp(
  { readSearch }: ConsultationHouse,
  transaction: RecordTransaction,
  { request }: RequestIds,
): Promise<void> {
  // Who gives advice takes the same lock: none is given while the consultation ends.
  await transaction.lock(`advice of ${request}`);
  const { matches } = await transaction.search(
    readSearch(
      ['Task'],
      [
        ['code', RECOMMENDATION_TOKEN],
        ['based-on', `ServiceRequest/${request}`],
        ['status', 'requested'],
        ['_count', '1'],
      ],
    ),
  );
  demand(
    matches.length === 0,
    'There is open advice of this consultation: write down what became of it, then complete it.',
  );
}

async function confirm(house: ConsultationHouse, caller: Caller, on: SeenRequest) {
  forbid(
    mayConfirm(caller.role),
    'A proposal is confirmed by somebody who treats the patient, or by the office.',
  );
  const doing = doingOf(house, caller);
  const session = house.session(caller);
  return await unlessOvertaken(session, on, 'confirm' as const, async (current, transaction) => {
    const ids: RequestIds = {
      request: transaction.newId('ServiceRequest', current.value.patient),
      task: transaction.newId('Task', current.value.patient),
    };
    const both = confirmed(current.value, { proposalId: current.ids.request, orderId: ids.request }, doing);
    const made = toResources(both.order, ids);
    await write(transaction, [
      ...updatesOf(current, toResources(both.proposal, current.ids, current.base)),
      { kind: 'create', id: ids.request, resource: made.request },
      { kind: 'create', id: ids.task, resource: made.task },
    ]);
    return { id: ids.task, versionId: 1, requestVersionId: 1, ids, value: both.order };
  });
}

/** Works on the versions that were on the screen; where they are no longer current, tells both and changes nothing. */
async function unlessOvertaken<Tried>(
  session: RecordSession,
  on: SeenRequest,
  tried: Tried,
  work: (current: ReadRequest, transaction: RecordTransaction) => Promise<KeptRequest>,
): Promise<ChangeAnswer<KeptRequest, Tried>> {
  try {
    return await session.transaction(async (transaction) => {
      const current = await readOne(transaction, on.id);
      if (current.versionId !== on.versionId || current.requestVersionId !== on.requestVersionId)
        return { kind: 'conflict', theirs: kept(current), tried } as const;
      const now = await work(current, transaction);
      return { kind: 'changed', now } as const;
    });
  } catch (error) {
    // Between our reading and our writing somebody else wrote.
    if (!wasOvertaken(error)) throw error;
    return { kind: 'conflict', theirs: kept(await readOne(session, on.id)), tried };
  }
}

async function stateFor(house: ConsultationHouse, caller: Caller, taskId: string) {
  const session = house.session(caller);
  const { value } = await readOne(session, taskId);
  if (value.state !== 'confirmed' || value.linked === undefined) return stateForRequester(value);
  const order = await orderOf(house, session, value.linked);
  return stateForRequester(value, order);
}

/** The order that goes on, where it is for the caller; who may see no more than the proposal is told that. */
async function orderOf(
  { readSearch }: ConsultationHouse,
  session: RecordSession,
  reference: string,
): Promise<ConsultationRequest | undefined> {
  const { matches } = await session.search(
    readSearch(
      ['Task'],
      [
        ['code', CONSULTATION_TOKEN],
        ['focus', reference],
      ],
    ),
  );
  const [task] = matches;
  if (task === undefined) return undefined;
  if (matches.length > 1) throw notThere('request');
  return (await readOne(session, task.id)).value;
}
