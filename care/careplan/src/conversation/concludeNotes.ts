import type { FhirResource } from '@caecilia/fhir';
import type { Change } from '@caecilia/kernel';
import { type ReadingOptions, readCarePlan } from '../readCarePlan.ts';
import { elementOf } from '../reading/element.ts';
import { type CountsNow, countingNow, GOAL_KEY } from './inForce.ts';
import type { ConversationNotes } from './notes.ts';
import { endDirective, endGoal, endsNothing, touchedRows } from './supersede.ts';
import { writeForm } from './writeForm.ts';
import { writeResources } from './writeResources.ts';
import { TOPIC_KEYS, TOPICS, type TopicKey } from './writeTopics.ts';
import { identifierOf, type Writing } from './writing.ts';

/** Notes with the record they are concluded on. */
export interface NotesOnRecord {
  readonly notes: ConversationNotes;
  readonly record: readonly FhirResource[];
  readonly options: ReadingOptions;
  readonly writing: Writing;
  /** FHIR instant. */
  readonly authored: string;
  readonly endingWords: string;
}

/** What concluding writes. */
export interface Conclusion {
  readonly changes: readonly Change[];
  /** Rows whose former agreements end. */
  readonly ended: readonly string[];
  /** Rows and questions of which nothing was said today that could take the place of what counts. */
  readonly stays: readonly string[];
}

/**
 * The changes that record a conversation on a record: everything new, the end of every agreement that is replaced, each
 * only on the version that was read. What was not discussed, or what the person would not speak of, ends nothing and is
 * not written beside what counts. Pure.
 */
export function concludeNotes(on: NotesOnRecord): Conclusion {
  const { record, options, authored } = on;
  const counting = countingNow(record, options);
  const standing = new Set(counting.map(({ key }) => key));
  const rows = touchedRows(on.notes);
  const quiet = rows.filter((row) => endsNothing(row) && standing.has(row.key)).map(({ key }) => key);
  const silent = answeredBefore(on);
  const notes = withKnownIcd(without(on.notes, quiet, silent), on);
  const replaced = counting.filter(({ key }) => rows.some((row) => row.key === key) && !quiet.includes(key));
  const written = writeResources(notes, on.writing);
  const talk = `Encounter/${on.writing.id('talk')}`;
  const form = writeForm(on.notes, on.writing.standard, {
    id: on.writing.id('form'),
    subject: `Patient/${on.writing.patientId}`,
    authored,
    encounter: talk,
    identifier: identifierOf(on.writing),
    ...(on.notes.professional.reference === undefined ? {} : { author: on.notes.professional.reference }),
  });
  return {
    changes: [
      ...written.flatMap((resource) => changeFor(resource, record)),
      { kind: 'create', id: String(form.id), resource: form },
      ...replaced.map((each) => ending(each, on)),
    ],
    ended: [...new Set(replaced.map(({ key }) => key))],
    stays: [...quiet, ...silent],
  };
}

/** Questions that have an answer already, and of which the person would not speak today. */
function answeredBefore({ notes, record, options }: NotesOnRecord): readonly TopicKey[] {
  const plan = readCarePlan(record, options);
  return TOPIC_KEYS.filter((key) => {
    const answer = notes[key];
    return answer?.state === 'declined' && plan[TOPICS[key]].current.some(({ state }) => state === 'known');
  });
}

function without(
  notes: ConversationNotes,
  rows: readonly string[],
  topics: readonly TopicKey[],
): ConversationNotes {
  const limits = Object.fromEntries(Object.entries(notes.limits).filter(([key]) => !rows.includes(key)));
  // "Not discussed" writes nothing.
  const silent = Object.fromEntries(topics.map((topic) => [topic, { state: 'notDiscussed' }]));
  const otherLimits = notes.otherLimits.filter(
    (limit) =>
      !touchedRows({ ...notes, limits: {}, otherLimits: [limit] }).some(({ key }) => rows.includes(key)),
  );
  return { ...notes, ...silent, limits, otherLimits };
}

/** A device that the record knows is not written a second time. */
function withKnownIcd(notes: ConversationNotes, { record, options }: NotesOnRecord): ConversationNotes {
  const { icd } = notes;
  if (icd?.present !== 'yes' || icd.reference !== undefined) return notes;
  const known = readCarePlan(record, options).icds.find(({ state }) => state === 'present');
  return known ? { ...notes, icd: { ...icd, reference: `DeviceUseStatement/${known.original.id}` } } : notes;
}

/** A new resource, or the patient on the version that was read. Nothing for a patient who did not change. */
function changeFor(resource: FhirResource, record: readonly FhirResource[]): readonly Change[] {
  const id = String(resource.id);
  if (resource.resourceType !== 'Patient') return [{ kind: 'create', id, resource }];
  const before = record.find((each) => each.resourceType === 'Patient' && each.id === id);
  if (JSON.stringify(before) === JSON.stringify(resource)) return [];
  return [{ kind: 'update', id, resource, ...versionRead(before) }];
}

export function versionRead(resource: FhirResource | undefined): { ifMatch?: number } {
  const version = Number(elementOf(resource?.meta)?.versionId);
  return Number.isSafeInteger(version) && version > 0 ? { ifMatch: version } : {};
}

function ending(each: CountsNow, { notes, endingWords, writing }: NotesOnRecord): Change {
  const end = { on: notes.on, reason: endingWords };
  const resource =
    each.key === GOAL_KEY ? endGoal(each.resource, end) : endDirective(each.resource, end, writing.standard);
  return { kind: 'update', id: each.id, resource, ...versionRead(each.resource) };
}
