import { type Change, type RecordReader, type RecordTransaction, resourceOf } from '@caecilia/kernel';
import type { KeptRequest } from './consultation.ports.ts';
import { present } from './overRecord.ts';
import { fromResources } from './request/fromResources.ts';
import type { RequestResources } from './request/toResources.ts';
import { requestIdOf } from './requestLists.ts';

/** A request as it was read, with the resources that its change goes onto. */
export interface ReadRequest extends KeptRequest {
  readonly base: RequestResources;
}

export function kept({ base: _base, ...rest }: ReadRequest): KeptRequest {
  return rest;
}

/** Reads both resources. Throws `Problem('not-found')` also where only one of the two is for the caller. */
export async function readOne(reader: RecordReader, taskId: string): Promise<ReadRequest> {
  const task = await present(reader, 'Task', taskId);
  const focus = requestIdOf(resourceOf(task).focus);
  const request = await present(reader, 'ServiceRequest', focus);
  const base = { request: resourceOf(request), task: resourceOf(task) };
  return {
    id: taskId,
    versionId: task.versionId,
    requestVersionId: request.versionId,
    ids: { request: focus, task: taskId },
    value: fromResources(base),
    base,
  };
}

export function updatesOf(
  { ids, versionId, requestVersionId }: ReadRequest,
  made: RequestResources,
): readonly Change[] {
  return [
    { kind: 'update', id: ids.request, ifMatch: requestVersionId, resource: made.request },
    { kind: 'update', id: ids.task, ifMatch: versionId, resource: made.task },
  ];
}

/** Writes, and answers the version of each. */
export async function write(
  transaction: RecordTransaction,
  changes: readonly Change[],
): Promise<readonly number[]> {
  return (await transaction.write(changes)).map(({ version }) => version.versionId);
}
