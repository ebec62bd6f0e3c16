import type { FhirResource } from '@caecilia/fhir';
import { readCarePlan } from '../../readCarePlan.ts';
import { elementOf, elementsOf } from '../../reading/element.ts';
import type { PlanStandard } from '../../standard/standard.ts';
import { PATIENT_ID, patient } from '../../testing/record.ts';
import { carriedStandards } from '../../testing/standards.ts';
import { lossesOf } from '../losses.ts';
import type { ConversationNotes, PersonNotes } from '../notes.ts';
import { readForm } from '../readForm.ts';
import { writeForm } from '../writeForm.ts';
import { writeResources } from '../writeResources.ts';
import type { Writing } from '../writing.ts';
import { notesOf } from './notes.ts';

const HEAD = { id: 'test-form', subject: `Patient/${PATIENT_ID}`, authored: '2026-11-22T14:00:00Z' };

type Said = Partial<ConversationNotes>;

/** What a test of a trap does with what was said, in one version of the standard. */
export function saidIn(standard: PlanStandard) {
  const writing: Writing = {
    standard,
    patientId: PATIENT_ID,
    patient,
    conversation: 'test-talk',
    id: (slot) => `test-${slot}`,
  };
  const written = (said: Said) => writeResources(notesOf(said), writing);
  const form = (said: Said) => writeForm(notesOf(said), standard, HEAD);
  return {
    written,
    form,
    /** The one resource of a type that comes of it. Throws where there is none, or another one. */
    only(said: Said, type: string): FhirResource {
      const [resource, ...others] = ofType(written(said), type);
      if (!resource || others.length > 0) throw new Error(`one ${type} was expected`);
      return resource;
    },
    /** Read from the form on which it was written. */
    reread: (said: Said) => readForm(form(said), standard, 'Europe/Amsterdam').notes,
    /** What the resources do not give back, as question and reason. */
    losses: (said: Said) =>
      lossesOf(
        { ...notesOf(said), professional: { name: { family: 'Fictief' }, function: '01.000' } },
        writing,
      ).map(({ linkId, reason }) => `${linkId} ${reason}`),
  };
}

export function ofType(resources: readonly FhirResource[], type: string): readonly FhirResource[] {
  return resources.filter(({ resourceType }) => resourceType === type);
}

/** The first answer to a question of a response. */
export function answerOn(response: FhirResource, linkId: string): unknown {
  const items = (holder: unknown): readonly Record<string, unknown>[] =>
    elementsOf(elementOf(holder)?.item).flatMap((item) => [
      item,
      ...items(item),
      ...elementsOf(item.answer).flatMap(items),
    ]);
  return elementsOf(items(response).find((item) => item.linkId === linkId)?.answer)[0];
}

/** The plan as it is read of what was written. */
export function planRead(resources: readonly FhirResource[]) {
  return readCarePlan([...resources], {
    standards: carriedStandards(),
    patientId: PATIENT_ID,
    now: new Date('2027-01-01T12:00:00Z'),
    timeZone: 'Europe/Amsterdam',
  });
}

/** An invented person who was there. */
export function personNamed(key: string, more: Partial<PersonNotes>): PersonNotes {
  return {
    key,
    name: { given: 'Test', family: `Proef-${key}` },
    representative: false,
    firstContact: false,
    present: true,
    roles: [],
    phones: [],
    emails: [],
    ...more,
  };
}
