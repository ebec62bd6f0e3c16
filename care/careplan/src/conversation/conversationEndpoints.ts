import { elementOf, type FhirResource } from '@caecilia/fhir';
import {
  type Caller,
  civilTime,
  type Endpoint,
  type EndpointPost,
  type PageVisit,
  Problem,
  type RecordReader,
  type RecordSession,
  resourceOf,
} from '@caecilia/kernel';
import { ownWordsEndpoints } from '../ownWordsEndpoints.ts';
import { idIn } from '../pageParts.ts';
import { loadPlanRecord } from '../planSearches.ts';
import { targetOf } from '../reading/references.ts';
import { type ChangesDesk, changeEndpoints } from './changeEndpoints.ts';
import { checkNotes } from './checkNotes.ts';
import { type ConversationHouse, concludeConversation } from './concludeConversation.ts';
import { type ConflictDesk, conflictEndpoints } from './conflictEndpoints.ts';
import {
  conflictShown,
  type DeskConcluded,
  type DeskOpening,
  openingOf,
  professionalIn,
} from './deskConversation.ts';
import { type ElsewhereDesk, elsewhereEndpoints } from './elsewhereEndpoints.ts';
import { lossesOf } from './losses.ts';
import { readNotes } from './noteFields.ts';
import type { ConversationNotes } from './notes.ts';
import { readReadBack } from './readBack.ts';
import { readSubject } from './readPeople.ts';
import { type ReviewDesk, reviewEndpoints } from './reviewEndpoints.ts';

/** What the endpoints of the conversation need from the house. */
export interface ConversationDesk
  extends ConversationHouse,
    ReviewDesk,
    ChangesDesk,
    ConflictDesk,
    ElsewhereDesk {
  /** Whether the caller may record what was agreed with this patient, now. */
  readonly mayRecord: (caller: Caller, patientId: string) => Promise<boolean>;
  /** Whether what was agreed is for this caller to see. */
  readonly maySeePlan: (caller: Caller, patientId: string) => Promise<boolean>;
  /** The record of this patient on the duty of recording a conversation. */
  readonly recording: (caller: Caller, patientId: string) => RecordSession;
  /** Words for why an agreement ended, in the language of the record. */
  readonly endingWords: string;
  /** The publisher's Questionnaires that were installed: their words are shown. */
  readonly questionnaires?: readonly FhirResource[];
}

/** What the app of the daily work asks of a conversation, below `/desk/api`. */
export function conversationEndpoints(desk: ConversationDesk): readonly Endpoint[] {
  return [
    {
      path: '/patients/:id/conversation',
      read: (session, visit) => opening(desk, session, visit),
      write: (session, post) => conclude(desk, session, post),
    },
    { path: '/patients/:id/conversation/check', write: (session, post) => check(desk, session, post) },
    ...changeEndpoints(desk),
    ...conflictEndpoints(desk),
    ...reviewEndpoints(desk),
    ...elsewhereEndpoints(desk),
    ...ownWordsEndpoints(desk),
  ];
}

async function opening(
  desk: ConversationDesk,
  session: RecordSession,
  visit: PageVisit,
): Promise<DeskOpening> {
  const patientId = idIn(visit, 'id');
  await mustSee(desk, visit.caller, patientId);
  const mayRecord = await desk.mayRecord(visit.caller, patientId);
  return await openingFor(desk, session, visit.caller, patientId, mayRecord);
}

async function openingFor(
  desk: ConversationDesk,
  session: RecordSession,
  caller: Caller,
  patientId: string,
  mayRecord: boolean,
): Promise<DeskOpening> {
  const now = desk.now();
  const record = await loadPlanRecord(session, desk.readSearch, desk.standards, patientId);
  return openingOf({
    record,
    options: { standards: desk.standards, patientId, now, timeZone: desk.timeZone },
    standard: desk.standard,
    ...(desk.questionnaires === undefined ? {} : { questionnaires: desk.questionnaires }),
    mayRecord,
    professional: await professionalOf(desk, session, caller),
    on: now.toISOString(),
  });
}

/** A conversation is recorded by somebody of the directory. Their role there is named, where they have one. */
async function professionalOf(
  { readSearch }: ConversationDesk,
  reader: RecordReader,
  { id, organization }: Caller,
): Promise<ConversationNotes['professional']> {
  const target = targetOf({ reference: id });
  const own = target && (await reader.read(target.type, target.id));
  const resource = own && !own.deleted ? resourceOf(own) : undefined;
  if (resource?.resourceType === 'PractitionerRole') {
    const person = await read(reader, resource.practitioner);
    return professionalIn(resource, person, id);
  }
  if (resource?.resourceType !== 'Practitioner') return { name: {}, reference: id };
  const page = await reader.search(
    readSearch(
      ['PractitionerRole'],
      [
        ['practitioner', id],
        ['active', 'true'],
        ['_count', '50'],
      ],
    ),
  );
  const roles = page.matches.map(resourceOf);
  // They agree for where they work now, not for where they also work.
  const here = roles.find((each) => elementOf(each.organization)?.reference === organization);
  const role = here ?? roles[0];
  return professionalIn(role, resource, role ? `PractitionerRole/${String(role.id)}` : id);
}

async function read(reader: RecordReader, reference: unknown): Promise<FhirResource | undefined> {
  const target = targetOf(reference);
  const version = target && (await reader.read(target.type, target.id));
  return version && !version.deleted ? resourceOf(version) : undefined;
}

async function mustSee(desk: ConversationDesk, caller: Caller, patientId: string): Promise<void> {
  if (!(await desk.maySeePlan(caller, patientId)))
    throw new Problem('not-found', 'What was agreed with this patient is not for you to see.');
}

async function mustRecord(desk: ConversationDesk, caller: Caller, patientId: string): Promise<void> {
  await mustSee(desk, caller, patientId);
  if (!(await desk.mayRecord(caller, patientId)))
    throw new Problem('forbidden', 'In your role what was agreed can be read and not recorded.');
}

/** The notes that were sent, with who the patient is and who leads from the record. */
async function notesIn(
  desk: ConversationDesk,
  session: RecordSession,
  post: EndpointPost,
  patientId: string,
): Promise<ConversationNotes> {
  const patient = await session.read('Patient', patientId);
  if (!patient || patient.deleted)
    throw new Problem('not-found', 'There is no such patient, or you may not see it.');
  const { function: role } = elementOf(elementOf(elementOf(post.body).notes).professional);
  const professional = await professionalOf(desk, session, post.caller);
  const known = {
    patient: readSubject(resourceOf(patient)),
    professional:
      typeof role === 'string' && role !== '' ? { ...professional, function: role } : professional,
  };
  const notes = readNotes(elementOf(post.body).notes, known);
  await mustKnowPersons(session, notes, patientId);
  return notes;
}

/** A person that the notes refer to is of this patient: a reference to somebody else's relative is refused. */
async function mustKnowPersons(
  session: RecordSession,
  { persons }: ConversationNotes,
  patientId: string,
): Promise<void> {
  const wanted = persons.flatMap(({ reference }) =>
    reference === undefined ? [] : [reference.split('/')[1] ?? ''],
  );
  const found = await session.readMany(wanted.map((id) => ({ type: 'RelatedPerson', id })));
  const own = found
    .filter(({ deleted }) => !deleted)
    .map(resourceOf)
    .filter(({ patient }) => targetOf(patient)?.id === patientId);
  if (new Set(own.map(({ id }) => id)).size < new Set(wanted).size)
    throw new Problem('value', 'Somebody in this conversation is not known with this patient.', {
      expression: 'persons',
    });
}

async function conclude(
  desk: ConversationDesk,
  session: RecordSession,
  post: EndpointPost,
): Promise<DeskConcluded> {
  const patientId = idIn(post, 'id');
  await mustRecord(desk, post.caller, patientId);
  const notes = await notesIn(desk, session, post, patientId);
  const { seen, clientId, readBack: sent } = elementOf(post.body);
  const readBack = readReadBack(sent, notes);
  const concluded = await concludeConversation(desk.recording(post.caller, patientId), desk, {
    patientId,
    notes,
    seen: readSeen(seen),
    clientId: String(clientId),
    by: notes.professional.reference ?? post.caller.id,
    endingWords: desk.endingWords,
    ...(readBack === undefined ? {} : { readBack }),
  });
  switch (concluded.kind) {
    case 'recorded':
      return { kind: 'recorded', id: concluded.id, ended: concluded.ended, stays: concluded.stays };
    case 'repeated':
      return { kind: 'repeated', id: concluded.id, ended: [], stays: [] };
    case 'faulty':
      return concluded;
    case 'conflict':
      return {
        kind: 'conflict',
        conflicts: concluded.conflicts.map(conflictShown),
        opening: await openingFor(desk, session, post.caller, patientId, true),
      };
  }
}

function readSeen(value: unknown): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(elementOf(value)).map(([key, versions]) => [
      key,
      Array.isArray(versions) ? versions.filter((each): each is string => typeof each === 'string') : [],
    ]),
  );
}

/** What would be wrong with it, and what would stand on the form only. Nothing is recorded. */
async function check(desk: ConversationDesk, session: RecordSession, post: EndpointPost): Promise<object> {
  const patientId = idIn(post, 'id');
  await mustRecord(desk, post.caller, patientId);
  const notes = await notesIn(desk, session, post, patientId);
  const { timeZone, standard } = desk;
  const problems = checkNotes(notes, standard, { now: civilTime(desk.now(), timeZone), timeZone });
  if (problems.some(({ mustFix }) => mustFix)) return { problems, losses: [] };
  const record = await loadPlanRecord(session, desk.readSearch, desk.standards, patientId);
  const patient = record.find(({ resourceType }) => resourceType === 'Patient');
  const writing = {
    standard,
    patientId,
    conversation: 'check',
    id: (slot: string) => `check-${slot}`,
    ...(patient ? { patient: { ...patient, extension: [] } } : {}),
  };
  return {
    problems,
    losses: lossesOf(notes, writing, record).map(({ linkId, means, reason }) => ({ linkId, means, reason })),
  };
}
