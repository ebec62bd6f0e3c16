import type { FhirResource } from '@caecilia/fhir';
import {
  CLIENT_REQUEST_SYSTEM,
  civilTime,
  demandClientId,
  madeBefore,
  Problem,
  type RecordHouse,
  type RecordSession,
  type RecordTransaction,
  resourceOf,
} from '@caecilia/kernel';
import { loadPlanRecord } from '../planSearches.ts';
import type { ReadingOptions } from '../readCarePlan.ts';
import type { PlanStandard } from '../standard/standard.ts';
import { checkNotes, type NotesProblem } from './checkNotes.ts';
import { type Conclusion, concludeNotes } from './concludeNotes.ts';
import { countingNow } from './inForce.ts';
import { endReviews } from './keepReviews.ts';
import { changesLimits } from './limitsElsewhere.ts';
import { type Loss, lossesOf, type UnexplainedLoss } from './losses.ts';
import type { ConversationNotes } from './notes.ts';
import { type ReadBack, writeReadBack } from './readBack.ts';
import { conflictsIn, type RowConflict, touchedRows } from './supersede.ts';
import { CONVERSATION_SYSTEM, type Writing } from './writing.ts';

/** What concluding a conversation needs from the house. */
export interface ConversationHouse extends Pick<RecordHouse, 'readSearch' | 'now' | 'timeZone'> {
  /** The versions of the standard that are installed, for reading. */
  readonly standards: readonly PlanStandard[];
  /** The one that is written. */
  readonly standard: PlanStandard;
  /** What there is to do where limits changed, as a Task for who treats the patient in the hospital; undefined where nobody does. */
  readonly limitsElsewhere?: (
    transaction: RecordTransaction,
    changed: {
      readonly patientId: string;
      readonly conversation: string;
      readonly encounter: string;
      readonly by: string;
    },
  ) => Promise<FhirResource | undefined>;
}

/** A conversation as it is handed in to be recorded. */
export interface Concluding {
  readonly patientId: string;
  readonly notes: ConversationNotes;
  /** Of each row, what counted when the recorder looked, as `Consent/x/_history/3`; a row without any is left out. */
  readonly seen: Readonly<Record<string, readonly string[]>>;
  /** Number of the form: what is sent twice is recorded once. */
  readonly clientId: string;
  /** Who records: `PractitionerRole/…` or `Practitioner/…`. */
  readonly by: string;
  /** Words for why an agreement ended, in the language of the record. */
  readonly endingWords: string;
  /** Who read the plan back and agreed; absent where nobody did. */
  readonly readBack?: ReadBack;
}

/** What became of it. Only `recorded` changed anything. */
export type Concluded =
  | {
      readonly kind: 'recorded';
      /** Logical id of the Encounter and the Procedure. */
      readonly id: string;
      /** Rows whose former agreements ended. */
      readonly ended: readonly string[];
      /** Rows that were not spoken of today and stay as they were. */
      readonly stays: readonly string[];
      /** What stands on the form only. */
      readonly losses: readonly (Loss | UnexplainedLoss)[];
    }
  | { readonly kind: 'repeated'; readonly id: string }
  | { readonly kind: 'conflict'; readonly conflicts: readonly RowConflict[] }
  | { readonly kind: 'faulty'; readonly problems: readonly NotesProblem[] };

/**
 * Records a conversation in one transaction: the form, what was agreed, and the end of what it replaces. All of it, or
 * nothing. Whoever replaces an agreement must have seen it: when a colleague was first, nothing is written and both are
 * told. Throws `Problem('not-found')` for the patient.
 */
export async function concludeConversation(
  session: RecordSession,
  house: ConversationHouse,
  concluding: Concluding,
): Promise<Concluded> {
  demandClientId(concluding.clientId);
  const now = house.now();
  const problems = checkNotes(concluding.notes, house.standard, {
    now: civilTime(now, house.timeZone),
    timeZone: house.timeZone,
  });
  if (problems.some(({ mustFix }) => mustFix)) return { kind: 'faulty', problems };
  return await session.transaction(async (transaction) => {
    const { clientId, patientId } = concluding;
    const before = await madeBefore(house, transaction, {
      type: 'Encounter',
      clientId,
      only: ['patient', `Patient/${patientId}`],
    });
    if (before) return { kind: 'repeated', id: before.id };
    await transaction.lock(`care plan of Patient/${patientId}`);
    return await concludeNow(transaction, house, concluding, now);
  });
}

async function concludeNow(
  transaction: RecordTransaction,
  house: ConversationHouse,
  concluding: Concluding,
  now: Date,
): Promise<Concluded> {
  const { patientId, notes, seen } = concluding;
  const record = await loadPlanRecord(transaction, house.readSearch, house.standards, patientId);
  const options: ReadingOptions = { standards: house.standards, patientId, now, timeZone: house.timeZone };
  const conflicts = conflictsIn(touchedRows(notes), countingNow(record, options), seen);
  if (conflicts.length > 0) return { kind: 'conflict', conflicts };
  const patient = record.find(({ resourceType, id }) => resourceType === 'Patient' && id === patientId);
  if (!patient) throw new Problem('not-found', 'There is no such patient, or you may not see it.');
  const writing = writingOf(transaction, house, concluding, patient);
  const { changes, ended, stays } = concludeNotes({
    notes: withProfessional(concluding),
    record,
    options,
    writing,
    authored: now.toISOString(),
    endingWords: concluding.endingWords,
  });
  await transaction.write(changes.map((change) => withClientId(change, concluding.clientId)));
  await writeAfter(transaction, house, concluding, writing);
  await endReviews(transaction, house, { patientId, how: 'conversation', by: concluding.by });
  return {
    kind: 'recorded',
    id: writing.id('talk'),
    ended,
    stays,
    losses: lossesOf(withProfessional(concluding), { ...writing, patient: bare(patient) }, record),
  };
}

/** What a conversation leaves beside the plan: who read it back, and that limits are to be changed in another record. */
async function writeAfter(
  transaction: RecordTransaction,
  house: ConversationHouse,
  concluding: Concluding,
  writing: Writing,
): Promise<void> {
  const { readBack, patientId, clientId, by } = concluding;
  const notes = withProfessional(concluding);
  const said = readBack && writeReadBack(readBack, notes, writing, house.now().toISOString());
  const encounter = `Encounter/${writing.id('talk')}`;
  const task = changesLimits(notes)
    ? await house.limitsElsewhere?.(transaction, { patientId, conversation: clientId, encounter, by })
    : undefined;
  const made = [
    ...(said === undefined ? [] : [{ kind: 'create' as const, id: String(said.id), resource: said }]),
    ...(task === undefined ? [] : [{ kind: 'create' as const, resource: task }]),
  ];
  if (made.length > 0) await transaction.write(made);
}

/** Whether the patient can decide is told by the notes here, not by what was recorded before. */
const bare = (patient: FhirResource): FhirResource => ({ ...patient, extension: [] });

function withProfessional({ notes, by }: Concluding): ConversationNotes {
  return { ...notes, professional: { ...notes.professional, reference: by } };
}

function writingOf(
  transaction: RecordTransaction,
  { standard }: ConversationHouse,
  { patientId, clientId }: Concluding,
  patient: FhirResource,
): Writing {
  const ids = new Map<string, string>();
  return {
    standard,
    patientId,
    patient,
    conversation: clientId,
    id(slot) {
      const id = ids.get(slot) ?? transaction.newId('Consent', patientId);
      ids.set(slot, id);
      return id;
    },
  };
}

type Change = Conclusion['changes'][number];

/** The number of the form stands on the Encounter, so that the same form is found again. */
function withClientId(change: Change, clientId: string): Change {
  if (change.kind !== 'create' || change.resource.resourceType !== 'Encounter') return change;
  const identifier = [
    { system: CONVERSATION_SYSTEM, value: clientId },
    { system: CLIENT_REQUEST_SYSTEM, value: clientId },
  ];
  return { ...change, resource: { ...change.resource, identifier } };
}

/** The current version of what a conversation recorded under this number. */
export async function conversationAt(
  session: RecordSession,
  { readSearch }: Pick<ConversationHouse, 'readSearch'>,
  patientId: string,
  conversation: string,
): Promise<readonly FhirResource[]> {
  const page = await session.search(
    readSearch(
      ['Encounter', 'Procedure', 'Consent', 'Goal', 'Observation', 'CommunicationRequest', 'Communication'],
      [
        ['patient', `Patient/${patientId}`],
        ['identifier', `${CONVERSATION_SYSTEM}|${conversation}`],
        ['_count', '100'],
      ],
    ),
  );
  return page.matches.map(resourceOf);
}
