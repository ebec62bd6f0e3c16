import { type Caller, type Change, civilDay, Problem } from '@caecilia/kernel';
import {
  type Contact,
  closePartially,
  completeContact,
  parseContact,
  parseFindings,
  withFindings,
} from '../contact/contact.ts';
import { partsOf, toEncounter, toFindingObservation } from '../contact/contactResource.ts';
import { parseSymptomAnalysis, toSymptomResources } from '../contact/symptomAnalysis.ts';
import type { ContactEdition, Contacts, RecordedContact } from './assessment.ports.ts';
import { type AssessmentHouse, mustSeePatient } from './house.ts';
import { latestContacts } from './latestContacts.ts';
import { continueContact, recordContact } from './recordContact.ts';
import { changesOfContact, storedContact } from './storedContact.ts';

/** Contacts as Encounters, their findings as Observations: changed together, on the version that was seen. */
export function contactsOverRecord(house: AssessmentHouse): Contacts {
  return {
    async begin(caller, patientId, input) {
      const contact = parseContact(input, { patientId, now: house.now() });
      return await house.session(caller).transaction(async (transaction) => {
        await mustSeePatient(transaction, patientId);
        const id = transaction.newId('Encounter', patientId);
        await transaction.write([
          { kind: 'create', id, resource: { ...toEncounter(contact), id } },
          ...partsOf(contact).map((part): Change => {
            const resource = toFindingObservation(contact, part, `Encounter/${id}`);
            const own = transaction.newId('Observation', patientId);
            return { kind: 'create', id: own, resource: { ...resource, id: own } };
          }),
        ]);
        return (await storedContact(house, transaction, patientId, id)).recorded;
      });
    },
    record: async (caller, patientId, input) => await recordContact(house, caller, patientId, input),
    proceed: async (caller, at, input) => await continueContact(house, caller, at, input),
    latest: async (caller, patientId, most) => await latestContacts(house, caller, patientId, most),
    read: async (caller, patientId, contactId) =>
      (await storedContact(house, house.session(caller), patientId, contactId)).recorded,
    find: async (caller, at, findings) =>
      await changed(house, caller, at, (contact) => withFindings(contact, parseFindings(findings))),
    close: async (caller, at, as) =>
      await changed(house, caller, at, (contact) =>
        as.kind === 'complete'
          ? completeContact(contact, house.now())
          : closePartially(contact, as.reason, house.now()),
      ),
    async analyse(caller, patientId, input) {
      const now = house.now();
      const today = civilDay(now, house.timeZone);
      const analysis = parseSymptomAnalysis(input, { patientId, now, today });
      await house.session(caller).transaction(async (transaction) => {
        await mustSeePatient(transaction, patientId);
        const ids = {
          observation: transaction.newId('Observation', patientId),
          goal: transaction.newId('Goal', patientId),
        };
        const resources = toSymptomResources(analysis, ids);
        await transaction.write(
          resources.map((resource) => ({
            kind: 'create',
            resource,
            id: resource.resourceType === 'Goal' ? ids.goal : ids.observation,
          })),
        );
      });
      return analysis;
    },
  };
}

async function changed(
  house: AssessmentHouse,
  caller: Caller,
  { patientId, contactId, edition }: ContactEdition,
  change: (contact: Contact) => Contact,
): Promise<RecordedContact> {
  return await house.session(caller).transaction(async (transaction) => {
    await transaction.lock(`contact:Encounter/${contactId}`);
    const before = await storedContact(house, transaction, patientId, contactId);
    if (before.recorded.edition !== edition)
      throw new Problem('conflict', 'A colleague changed this contact. Read it again before you change it.');
    await transaction.write(changesOfContact(transaction, before, change(before.recorded.contact)));
    return (await storedContact(house, transaction, patientId, contactId)).recorded;
  });
}
