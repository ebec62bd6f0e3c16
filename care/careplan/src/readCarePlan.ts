import { createHash } from 'node:crypto';
import type { FhirResource } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';
import type { CarePlan, Topic } from './plan.ts';
import { readAdvanceDirectives, refusalsOf } from './reading/advanceDirectives.ts';
import { readTopic } from './reading/answers.ts';
import { readContacts } from './reading/contacts.ts';
import { readConversations } from './reading/conversations.ts';
import { conceptOf, elementsOf } from './reading/element.ts';
import { readGoal } from './reading/goal.ts';
import { readIcds } from './reading/icd.ts';
import { readLimits } from './reading/limits.ts';
import { readPatient } from './reading/patient.ts';
import { newestFirst, type PlanDate } from './reading/planDate.ts';
import { isAbout, type Reader, type ReadingOptions } from './reading/reader.ts';
import { readerOn } from './reading/readerOn.ts';
import { readTreatmentDirectives } from './reading/treatmentDirectives.ts';

export type { ReadingOptions } from './reading/reader.ts';

/**
 * Reads a patient's record into the plan as it stands now. Pure: the same resources and the same moment give the same
 * plan. Resources about anyone else are left out, also when they were loaded. Throws `Problem('not-found')` when the
 * patient is not among the resources.
 */
export function readCarePlan(resources: readonly FhirResource[], options: ReadingOptions): CarePlan {
  const { patientId } = options;
  const reader = readerOn(resources, options);
  const patient = reader.record.get('Patient', patientId);
  if (!patient) throw new Problem('not-found', 'There is no such patient in the resources that were loaded.');
  const declared = readAdvanceDirectives(reader);
  const decisions = [...readTreatmentDirectives(reader), ...refusalsOf(declared, reader)];
  const topics = {
    goal: readGoal(reader),
    specificCareWishes: readTopic('specificCareWishes', reader),
    preferredPlaceOfDeath: readTopic('preferredPlaceOfDeath', reader),
    positionRegardingEuthanasia: readTopic('positionRegardingEuthanasia', reader),
    organDonationChoiceRegistration: readTopic('organDonationChoiceRegistration', reader),
    senseOfPurpose: readTopic('senseOfPurpose', reader),
  };
  const conversations = readConversations(reader);
  const limits = readLimits(decisions, reader);
  const icds = readIcds(reader);
  const answered = Object.values(topics).some(({ current, former }) => current.length + former.length > 0);
  const lastChanged = lastChangeOf(resources);
  const asOf = newestOf([
    ...conversations.map(({ held }) => held),
    ...limits.flatMap(({ current }) =>
      current.map(({ recorded, datedInFuture }) => (datedInFuture ? undefined : recorded)),
    ),
    ...Object.values(topics).flatMap((topic: Topic) => topic.current.map(({ recorded }) => recorded)),
  ]);
  return {
    patient: readPatient(patient, reader),
    ...topics,
    limits,
    icds,
    advanceDirectives: declared.map(({ directive }) => directive),
    contacts: readContacts(patient, reader),
    conversations,
    informRelatives: readInformRelatives(reader),
    empty: decisions.length + declared.length + icds.length + conversations.length === 0 && !answered,
    ...(asOf ? { asOf } : {}),
    ...(lastChanged === undefined ? {} : { lastChanged }),
    edition: editionOf(resources),
  };
}

function newestOf(dates: readonly (PlanDate | undefined)[]): PlanDate | undefined {
  return dates.toSorted(newestFirst)[0];
}

function readInformRelatives(reader: Reader): CarePlan['informRelatives'] {
  const requests = reader.lexicon.standards.flatMap(({ informRelatives: { resourceType, topic } }) =>
    reader.record
      .ofType(resourceType)
      .filter((resource) => isAbout(reader, resource.subject) && resource.status !== 'entered-in-error')
      .filter((resource) =>
        [...elementsOf(resource.category), ...elementsOf(resource.topic)].some((concept) =>
          reader.lexicon.has(conceptOf(concept), [topic]),
        ),
      ),
  );
  return [...new Set(requests)]
    .map((resource) => {
      const asked = reader.date(resource.authoredOn) ?? reader.date(resource.sent);
      return { completed: resource.status === 'completed', ...(asked ? { asked } : {}) };
    })
    .sort((left, right) => newestFirst(left.asked, right.asked));
}

function lastChangeOf(resources: readonly FhirResource[]): string | undefined {
  return resources
    .flatMap(({ meta }) => meta?.lastUpdated ?? [])
    .toSorted()
    .at(-1);
}

/**
 * A mark of the versions that were read, eight characters. A paper that carries another mark than the page is not the
 * plan as it stands now.
 */
function editionOf(resources: readonly FhirResource[]): string {
  const versions = resources
    .map(({ resourceType, id, meta }) => `${resourceType}/${id ?? ''}/${meta?.versionId ?? ''}`)
    .toSorted();
  return createHash('sha256').update(versions.join('\n')).digest('hex').slice(0, 8);
}
