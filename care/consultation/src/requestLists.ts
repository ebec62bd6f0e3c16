import { type Caller, resourceOf } from '@caecilia/kernel';
import { CONSULTATION_TOKEN } from './codes.ts';
import type { Listed, QueuedRequest } from './consultation.ports.ts';
import { referenceIn, unreadable } from './element.ts';
import { type ConsultationHouse, listed, MOST, type SearchPair } from './overRecord.ts';
import { fromResources } from './request/fromResources.ts';
import type { KnownRequests } from './request/knownRequests.ts';

const WAITS = 'requested,received';
const GOES_ON = 'accepted,in-progress';

/**
 * All that is open, by when it was asked. Where that is more than a page, what waits is asked apart: however much goes
 * on, it keeps no new request from the list.
 */
export async function queue(
  house: ConsultationHouse,
  caller: Caller,
  known: KnownRequests,
): Promise<Listed<QueuedRequest>> {
  const open = await openOnes(house, caller, { known, statuses: `${WAITS},${GOES_ON}`, most: 2 * MOST });
  if (!open.more) return open;
  const both = await Promise.all(
    [WAITS, GOES_ON].map((statuses) => openOnes(house, caller, { known, statuses, most: MOST })),
  );
  return {
    entries: both
      .flatMap(({ entries }) => entries)
      .toSorted((one, other) => one.value.referredAt.localeCompare(other.value.referredAt)),
    unreadable: both.flatMap(({ unreadable }) => unreadable),
    more: both.some(({ more }) => more),
  };
}

async function openOnes(
  house: ConsultationHouse,
  caller: Caller,
  { statuses, ...rest }: { readonly known: KnownRequests; readonly statuses: string; readonly most: number },
): Promise<Listed<QueuedRequest>> {
  return await list(house, caller, {
    ...rest,
    pairs: [
      ['status', statuses],
      ['_include', 'Task:patient'],
      ['_sort', 'authored-on'],
    ],
  });
}

/** Requests that a search finds, with whom they are about. */
export async function list(
  house: ConsultationHouse,
  caller: Caller,
  {
    pairs,
    known,
    most = MOST,
  }: { readonly pairs: readonly SearchPair[]; readonly known: KnownRequests; readonly most?: number },
): Promise<Listed<QueuedRequest>> {
  const page = await house
    .session(caller)
    .search(
      house.readSearch(
        ['Task'],
        [['code', CONSULTATION_TOKEN], ...pairs, ['_include', 'Task:focus'], ['_count', String(most)]],
      ),
    );
  const ofType = (type: string) =>
    new Map(page.includes.filter((each) => each.type === type).map((version) => [version.id, version]));
  const requests = ofType('ServiceRequest');
  const patients = ofType('Patient');
  return listed(page, page.matches, (task) => {
    const kept = known.request(
      task,
      (id) => requests.get(id),
      (resource) => {
        const id = requestIdOf(resource.focus);
        const request = requests.get(id);
        if (request === undefined) throw unreadable('Task.focus');
        return {
          id: task.id,
          versionId: task.versionId,
          requestVersionId: request.versionId,
          ids: { request: id, task: task.id },
          value: fromResources({ request: resourceOf(request), task: resource }),
        };
      },
    );
    const { patient } = kept.value;
    return { ...kept, person: known.person(patient, patients.get(patient)) };
  });
}

/** The id of the ServiceRequest that a Task is about. */
export function requestIdOf(focus: unknown): string {
  const reference = referenceIn(focus, 'Task.focus');
  if (!reference.startsWith('ServiceRequest/')) throw unreadable('Task.focus');
  return reference.slice('ServiceRequest/'.length);
}
