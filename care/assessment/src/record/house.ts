import { elementsOf, type FhirResource, type SearchQuery } from '@caecilia/fhir';
import {
  type Caller,
  type Change,
  everyMatch,
  Problem,
  type RecordReader,
  type RecordSession,
  type RecordTransaction,
  resourceOf,
} from '@caecilia/kernel';
import { patientIn, wordsOf } from '../element.ts';
import type { InstrumentRegistry } from '../instrument/registry.ts';

/** A search parameter by name and value, as it stands in an address, not encoded. */
export type SearchPair = readonly [name: string, value: string];

/** Turns a FHIR search on one or more types into what the record understands. */
export type ReadSearch = (types: readonly string[], pairs: readonly SearchPair[]) => SearchQuery;

/** What this module needs from the house to read and write the record. */
export interface AssessmentHouse {
  readonly session: (caller: Caller) => RecordSession;
  readonly readSearch: ReadSearch;
  readonly registry: InstrumentRegistry;
  readonly now: () => Date;
  /** IANA time zone of the house. */
  readonly timeZone: string;
  /**
   * Marks a resource so that the patient does not see it until it is released. Absent while the access rules of the
   * house cannot do that: what has to be withheld is then not recorded at all.
   */
  readonly withhold?: (resource: FhirResource) => FhirResource;
  /** Takes that mark off again. There where `withhold` is. */
  readonly release?: (resource: FhirResource) => FhirResource;
  readonly isWithheld?: (resource: FhirResource) => boolean;
  /** Absent in a house where nobody asks the team. */
  readonly firstContact?: FirstContactPort;
  /** Absent in a house whose team has no tasks. */
  readonly callTasks?: CallTasksPort;
  /**
   * Ends an episode of the team that this house opened, now, for whoever may record a phase. An ended one stays as it
   * is. Absent: the office ends episodes.
   */
  readonly endEpisode?: (caller: Caller, patientId: string, episodeId: string) => Promise<void>;
  /**
   * Keeps an episode of the team for this patient and answers its logical id; where one of the same type is open already,
   * that one. Whoever may not record a phase is refused. Absent: the office opens episodes, and a phase waits for it.
   */
  readonly openEpisode?: (caller: Caller, patientId: string, episode: FhirResource) => Promise<string>;
}

/** Who keeps the calls that were asked for: another module, in a house that has it. */
export interface CallTasksPort {
  /**
   * Ends the task that asked for this call, in the same transaction, with when it was made. One that a colleague ended stays
   * as it is. Throws `Problem('not-found')` for what is no task of this patient.
   */
  made(
    transaction: RecordTransaction,
    call: {
      readonly patientId: string;
      /** Logical id of the Task. */
      readonly task: string;
      readonly at: Date;
      /** `Encounter/…` */
      readonly contact: string;
    },
  ): Promise<void>;
}

/** Who answers questions that wait for a first contact: another module, in a house that has it. */
export interface FirstContactPort {
  /** Questions about this patient that wait for a first contact by this caller, oldest first. */
  readonly waiting: (caller: Caller, patientId: string) => Promise<readonly WaitingQuestion[]>;
  /**
   * Tells of a first contact, in the transaction that records it. Throws `Problem('required')` with `request` where
   * several wait and none was named.
   */
  readonly begin: (
    caller: Caller,
    transaction: RecordTransaction,
    contact: { readonly patientId: string; readonly at: string; readonly request?: string },
  ) => Promise<void>;
}

/** A question that was accepted and that nobody came for yet. */
export interface WaitingQuestion {
  readonly id: string;
  readonly question: string;
  /** Instant. */
  readonly referredAt: string;
}

const PAGE = '200';

/** Every match of a search, page by page. */
export async function allOf(
  reader: RecordReader,
  readSearch: ReadSearch,
  type: string,
  pairs: readonly SearchPair[],
): Promise<readonly FhirResource[]> {
  const query = readSearch([type], [...pairs, ['_count', PAGE]]);
  return (await everyMatch(reader, query)).map(resourceOf);
}

/** A resource of one patient. A foreign one, a deleted one and a missing one answer the same. */
export async function ofPatient(
  reader: RecordReader,
  type: string,
  id: string,
  patientId: string,
): Promise<{ readonly resource: FhirResource; readonly versionId: number }> {
  const version = await reader.read(type, id);
  const resource = version && !version.deleted ? resourceOf(version) : undefined;
  const of = resource && (patientIn(resource) ?? patientIn({ ...resource, subject: resource.patient }));
  if (!version || !resource || of !== patientId)
    throw new Problem('not-found', 'This is not in the record of this patient, or you may not see it.');
  return { resource, versionId: version.versionId };
}

/** Throws `Problem('not-found')` for a patient whom the caller may not see. */
export async function mustSeePatient(reader: RecordReader, patientId: string): Promise<FhirResource> {
  const version = await reader.read('Patient', patientId);
  if (!version || version.deleted)
    throw new Problem('not-found', 'There is no patient with this id, or you may not see it.');
  return resourceOf(version);
}

const MOST_LETTERS = 500;

/** The words of a reason. Throws `Problem('required')` for none, and for too many. */
export function reasonIn(input: unknown): string {
  const reason = wordsOf(input);
  if (reason === undefined || reason.length > MOST_LETTERS)
    throw new Problem('required', `Write why, in at most ${MOST_LETTERS} letters.`, { expression: 'reason' });
  return reason;
}

/** An Observation as entered in error: it stays in the record, with why. */
export function inError(observation: FhirResource, reason: string): Change {
  return update({
    ...observation,
    status: 'entered-in-error',
    note: [...elementsOf(observation.note), { text: reason }],
  });
}

/** A change of a resource that was read, refused when somebody else replaced it. */
export function update(resource: FhirResource): Change {
  const { id, meta } = resource;
  if (id === undefined) throw new Problem('exception', 'A resource of the record has no id.');
  return { kind: 'update', id, ifMatch: Number(meta?.versionId), resource };
}
