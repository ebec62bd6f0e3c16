import {
  type Caller,
  Problem,
  type RecordTransaction,
  resourceOf,
  type StoredVersion,
} from '@caecilia/kernel';
import {
  checked,
  decided,
  followUpBy,
  mayAdvise,
  mayCheck,
  mayDecide,
  type Recommendation,
  recommended,
} from './advice/recommendation.ts';
import { AWAITS_CHECK_TOKEN, fromTask, RECOMMENDATION_TOKEN, toTask } from './advice/resource.ts';
import type {
  Advice,
  ChangeAnswer,
  CheckSaid,
  Kept,
  Listed,
  NewRecommendation,
} from './consultation.ports.ts';
import { demand, patientIn } from './element.ts';
import {
  type ConsultationHouse,
  demandClientId,
  doingOf,
  forbid,
  listed,
  MOST,
  madeBefore,
  present,
  type SearchPair,
  todayOf,
  wasOvertaken,
} from './overRecord.ts';
import { isConsultation } from './request/fromResources.ts';

/** Recommendations as one Task each, so that two people deciding on two of them never meet. */
export function adviceOverRecord(house: ConsultationHouse): Advice {
  return {
    give: async (caller, recommendation) => await give(house, caller, recommendation),
    decide: async (caller, on, outcome) => await decide(house, caller, on, outcome),
    check: async (caller, on, said) => await check(house, caller, on, said),
    toCheck: async (caller) =>
      await list(house, caller, [
        ['code', AWAITS_CHECK_TOKEN],
        ['status', 'requested,accepted'],
        ['_sort', 'authored-on'],
      ]),
    ofPatient: async (caller, patientId) =>
      await list(house, caller, [
        ['patient', `Patient/${patientId}`],
        ['_sort', '-authored-on'],
      ]),
    open: async (caller, { owner, patient } = {}) => {
      const found = await list(house, caller, [
        ['status', 'requested'],
        ...(owner === undefined ? [] : [['owner', owner] as const]),
        ...(patient === undefined ? [] : [['patient', `Patient/${patient}`] as const]),
      ]);
      return { ...found, entries: found.entries.toSorted(byDueDay) };
    },
  };
}

const byDueDay = ({ value: one }: Kept<Recommendation>, { value: other }: Kept<Recommendation>) =>
  one.dueOn === other.dueOn ? one.givenAt.localeCompare(other.givenAt) : one.dueOn < other.dueOn ? -1 : 1;

function keptIn(version: StoredVersion): Kept<Recommendation> {
  return { id: version.id, versionId: version.versionId, value: fromTask(resourceOf(version)) };
}

async function list(
  house: ConsultationHouse,
  caller: Caller,
  pairs: readonly SearchPair[],
): Promise<Listed<Kept<Recommendation>>> {
  const page = await house
    .session(caller)
    .search(house.readSearch(['Task'], [['code', RECOMMENDATION_TOKEN], ...pairs, ['_count', String(MOST)]]));
  return listed(page, page.matches, keptIn);
}

async function give(house: ConsultationHouse, caller: Caller, wish: NewRecommendation) {
  forbid(mayAdvise(caller.role), 'Advice is given by the consultation team.');
  demandClientId(wish.clientId);
  const { by, at } = doingOf(house, caller);
  const { wantsCheck = false, ...words } = wish;
  const value = recommended(
    {
      ...words,
      ...(wantsCheck ? { secondCheck: {} } : {}),
      ...followUpBy(caller.role),
      givenBy: by,
      givenAt: at,
    },
    todayOf(house),
  );
  return await house.session(caller).transaction(async (transaction) => {
    const before = await madeBefore(house, transaction, {
      type: 'Task',
      clientId: wish.clientId,
      only: ['code', RECOMMENDATION_TOKEN],
    });
    if (before !== undefined) {
      const standing = keptIn(before);
      if (standing.value.advice !== value.advice || standing.value.patient !== value.patient)
        throw new Problem(
          'duplicate',
          'This advice was sent already, with other words. Open it and look at it.',
        );
      return { kept: standing, again: true };
    }
    await demandUnderWay(transaction, value);
    const id = transaction.newId('Task', wish.patient);
    await transaction.write([{ kind: 'create', id, resource: toTask(value) }]);
    return { kept: { id, versionId: 1, value }, again: false };
  });
}

async function decide(
  house: ConsultationHouse,
  caller: Caller,
  on: Kept<Recommendation>,
  said: Parameters<Advice['decide']>[2],
) {
  forbid(
    mayDecide(caller.role, said),
    'What became of advice is said by who treats the patient; the team writes down who told it so.',
  );
  const outcome = { ...said, ...doingOf(house, caller) };
  return await change(house, caller, on, { tried: said, as: (value) => decided(value, outcome) });
}

async function check(
  house: ConsultationHouse,
  caller: Caller,
  on: Pick<Kept<Recommendation>, 'id' | 'versionId'>,
  said: CheckSaid,
) {
  forbid(mayCheck(caller.role), 'Advice is checked by the pharmacist.');
  const { by, at } = doingOf(house, caller);
  const name = caller.name === undefined ? {} : { name: caller.name };
  const word = { ...said, by: { reference: by, ...name }, at };
  return await change(house, caller, on, { tried: said, as: (value) => checked(value, word) });
}

/** One change of one recommendation, on the version that was seen; a colleague's change is told, and nothing written. */
async function change<Tried>(
  house: ConsultationHouse,
  caller: Caller,
  on: Pick<Kept<Recommendation>, 'id' | 'versionId'>,
  { tried, as }: { readonly tried: Tried; as(value: Recommendation): Recommendation },
): Promise<ChangeAnswer<Kept<Recommendation>, Tried>> {
  const session = house.session(caller);
  const theirs = async () => {
    const current = keptIn(await present(session, 'Task', on.id));
    return { kind: 'conflict', theirs: current, tried } as const;
  };
  const version = await present(session, 'Task', on.id);
  if (version.versionId !== on.versionId) return await theirs();
  const value = as(keptIn(version).value);
  try {
    const resource = toTask(value, resourceOf(version));
    const done = await session.change({ kind: 'update', id: on.id, ifMatch: on.versionId, resource });
    return { kind: 'changed', now: { id: on.id, versionId: done.version.versionId, value } } as const;
  } catch (error) {
    if (!wasOvertaken(error)) throw error;
    return await theirs();
  }
}

/** Advice belongs to a consultation of this patient that has not ended: after it nobody of the team follows it up. */
async function demandUnderWay(
  transaction: RecordTransaction,
  { consultation, patient }: Recommendation,
): Promise<void> {
  demand(consultation.startsWith('ServiceRequest/'), 'Say of which consultation this advice is.');
  const id = consultation.slice('ServiceRequest/'.length);
  await transaction.lock(`advice of ${id}`);
  const request = resourceOf(await present(transaction, 'ServiceRequest', id));
  demand(
    isConsultation(request) &&
      request.intent === 'order' &&
      request.status === 'active' &&
      patientIn(request.subject, 'ServiceRequest.subject') === patient,
    'Advice is given in a consultation of this patient that has not ended.',
  );
}
