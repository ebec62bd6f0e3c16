import { type Element, elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { type Caller, type Change, civilDay, Problem, type RecordTransaction } from '@caecilia/kernel';
import {
  type Contact,
  closePartially,
  completeContact,
  parseContact,
  parseFindings,
  parseNextStep,
  withFindings,
} from '../contact/contact.ts';
import { partsOf, toEncounter, toFindingObservation } from '../contact/contactResource.ts';
import { parseSymptomAnalysis, toSymptomResources } from '../contact/symptomAnalysis.ts';
import { wordsOf } from '../element.ts';
import { parseResponse } from '../response/response.ts';
import type { ContactEdition, RecordedContact } from './assessment.ports.ts';
import { responseChanges } from './assessmentsOverRecord.ts';
import { clientIdentifier, clientNumberIn, madeBefore } from './clientNumber.ts';
import { type AssessmentHouse, mustSeePatient } from './house.ts';
import { changesOfContact, storedContact } from './storedContact.ts';

/** A whole contact on one page, kept in one transaction: all of it, or nothing. */
export async function recordContact(
  house: AssessmentHouse,
  caller: Caller,
  patientId: string,
  input: unknown,
): Promise<RecordedContact> {
  const given = elementOf(input);
  const now = house.now();
  const clientId = clientNumberIn(given.clientId);
  const begun = withFindings(parseContact(given, { patientId, now }), parseFindings(given.findings ?? {}));
  const contact = ended(begun, given, now);
  return await house.session(caller).transaction(async (transaction) => {
    await mustSeePatient(transaction, patientId);
    const before = await madeBefore(house, transaction, 'Encounter', clientId);
    if (before?.id !== undefined)
      return (await storedContact(house, transaction, patientId, before.id)).recorded;
    const id = transaction.newId('Encounter', patientId);
    const encounter = { ...toEncounter(contact), id, identifier: [clientIdentifier(clientId)] };
    const at = { patientId, encounter: `Encounter/${id}`, contact };
    await transaction.write([
      { kind: 'create', id, resource: encounter },
      ...partsOf(contact).map((part) =>
        created(transaction, patientId, toFindingObservation(contact, part, `Encounter/${id}`)),
      ),
      ...measured(house, transaction, given, at),
    ]);
    await beginConsultation(house, caller, transaction, { contact, request: wordsOf(given.request) });
    const task = wordsOf(given.task);
    // The call that was asked for is made by this contact: it is not said twice.
    if (task !== undefined)
      await house.callTasks?.made(transaction, {
        patientId,
        task,
        at: contact.start,
        contact: `Encounter/${id}`,
      });
    return (await storedContact(house, transaction, patientId, id)).recorded;
  });
}

/** Ways of contact in which the patient is not spoken to. */
const APART: readonly Contact['kind'][] = ['written', 'mdt'];

/** A first consultation with the patient begins the request it answers: its clock stops with the contact itself. */
async function beginConsultation(
  { firstContact }: AssessmentHouse,
  caller: Caller,
  transaction: RecordTransaction,
  { contact, request }: { readonly contact: Contact; readonly request: string | undefined },
): Promise<void> {
  const isWithPatient = !APART.includes(contact.kind) && contact.present?.patient !== false;
  if (firstContact === undefined || !contact.first || !isWithPatient) return;
  await firstContact.begin(caller, transaction, {
    patientId: contact.patientId,
    at: contact.start.toISOString(),
    ...(request === undefined ? {} : { request }),
  });
}

/**
 * Goes on with an open contact, on the edition that was seen. What was sent twice is kept once: a contact that says all
 * of it already is answered as it stands. Throws `Problem('conflict')` when a colleague changed it meanwhile.
 */
export async function continueContact(
  house: AssessmentHouse,
  caller: Caller,
  { patientId, contactId, edition }: ContactEdition,
  input: unknown,
): Promise<RecordedContact> {
  const given = elementOf(input);
  const now = house.now();
  return await house.session(caller).transaction(async (transaction) => {
    await transaction.lock(`contact:Encounter/${contactId}`);
    const before = await storedContact(house, transaction, patientId, contactId);
    if (before.recorded.edition !== edition)
      throw new Problem('conflict', 'A colleague changed this contact. Read it again before you change it.');
    const found = withFindings(before.recorded.contact, parseFindings(given.findings ?? {}));
    const contact = ended({ ...found, ...parseNextStep(given.nextStep) }, given, now);
    const at = { patientId, encounter: `Encounter/${contactId}`, contact };
    await transaction.write([
      ...changesOfContact(transaction, before, contact),
      ...measured(house, transaction, given, at),
    ]);
    return (await storedContact(house, transaction, patientId, contactId)).recorded;
  });
}

/** The contact as its writer wants it left. Throws `Problem('value')` for anything but the three ways. */
function ended(contact: Contact, { close, reason }: Element, now: Date): Contact {
  switch (close) {
    case 'complete':
      return completeContact(contact, now);
    case 'partial':
      return closePartially(contact, wordsOf(reason) ?? '', now);
    case 'open':
      return contact;
    default:
      throw new Problem('value', 'Say whether the contact is complete, ended in part, or still open.', {
        expression: 'close',
      });
  }
}

interface AtContact {
  readonly patientId: string;
  readonly encounter: string;
  readonly contact: Contact;
}

/** Scores and analyses of a contact. What is wrong is named with the place in the form. */
function measured(
  house: AssessmentHouse,
  transaction: RecordTransaction,
  given: Element,
  { patientId, encounter, contact }: AtContact,
): readonly Change[] {
  const now = house.now();
  const today = civilDay(now, house.timeZone);
  const [by] = contact.professionals;
  const shared = { at: contact.start.toISOString(), contact: encounter };
  const scores = given.scores === undefined ? [] : [elementOf(given.scores)];
  return [
    ...scores.flatMap((each) =>
      placed('scores', () => {
        const response = parseResponse(house.registry, { ...each, ...shared }, { patientId, now });
        return responseChanges(house, transaction, response);
      }),
    ),
    ...elementsOf(given.analyses).flatMap((each, index) =>
      placed(`analyses.${index}`, () => {
        const about = { patientId, now, today };
        const analysis = parseSymptomAnalysis({ by, ...each, ...shared }, about);
        const ids = {
          observation: transaction.newId('Observation', patientId),
          goal: transaction.newId('Goal', patientId),
        };
        return toSymptomResources(analysis, ids).map(
          (resource): Change => ({ kind: 'create', id: String(resource.id), resource }),
        );
      }),
    ),
  ];
}

/** A problem of one part of the form says which part. */
function placed(place: string, work: () => readonly Change[]): readonly Change[] {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const inner = error.issues[0]?.expression?.[0];
    throw new Problem(error.code, error.message, {
      expression: inner === undefined ? place : `${place}.${inner}`,
      cause: error,
    });
  }
}

function created(transaction: RecordTransaction, patientId: string, resource: FhirResource): Change {
  const id = transaction.newId(resource.resourceType, patientId);
  return { kind: 'create', id, resource: { ...resource, id } };
}
