import type { AssessmentHouse } from '@caecilia/assessment';
import { elementOf } from '@caecilia/fhir';
import { Problem, resourceOf } from '@caecilia/kernel';
import { calledAt, callIn } from '@caecilia/team';

/** A contact that was recorded ends the task that asked for the call. */
export const callTasks: NonNullable<AssessmentHouse['callTasks']> = {
  async made(transaction, { patientId, task, at, contact }) {
    const version = await transaction.read('Task', task);
    const resource = version === undefined || version.deleted ? undefined : resourceOf(version);
    const isOfPatient = elementOf(resource?.for).reference === `Patient/${patientId}`;
    if (
      version === undefined ||
      resource === undefined ||
      !isOfPatient ||
      callIn(resource.code) === undefined
    )
      throw new Problem('not-found', 'There is no such call to be made for this patient.');
    if (resource.status === 'completed' || resource.status === 'cancelled') return;
    await transaction.write([
      {
        kind: 'update',
        id: task,
        ifMatch: version.versionId,
        resource: calledAt(resource, at.toISOString(), contact),
      },
    ]);
  },
};
