import type { FhirResource } from '@caecilia/fhir';
import { type Caller, type Change, civilDay, Problem, type RecordReader } from '@caecilia/kernel';
import {
  type Contact,
  closePartially,
  completeContact,
  parseContact,
  parseFindings,
  withFindings,
} from '../contact/contact.ts';
import {
  type ReadFinding,
  readContact,
  readFinding,
  toEncounter,
  toFindingObservation,
} from '../contact/contactResource.ts';
import { parseSymptomAnalysis, toSymptomResources } from '../contact/symptomAnalysis.ts';
import type { ContactEdition, Contacts, RecordedContact } from './assessment.ports.ts';
import { type AssessmentHouse, allOf, mustSeePatient, ofPatient } from './house.ts';

/** Contacts as Encounters, their findings as Observations: changed together, on the version that was seen. */
export function contactsOverRecord(house: AssessmentHouse): Contacts {
  return {
    async begin(caller, patientId, input) {
      const contact = parseContact(input, { patientId, now: house.now() });
      return await house.session(caller).transaction(async (transaction) => {
        await mustSeePatient(transaction, patientId);
        const id = transaction.newId('Encounter', patientId);
        await transaction.write([{ kind: 'create', id, resource: { ...toEncounter(contact), id } }]);
        return (await stored(house, transaction, patientId, id)).recorded;
      });
    },
    read: async (caller, patientId, contactId) =>
      (await stored(house, house.session(caller), patientId, contactId)).recorded,
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

interface StoredFinding {
  readonly id: string;
  readonly versionId: number;
  /** Profiles and labels that others gave it; a change keeps them. */
  readonly meta: FhirResource['meta'];
  readonly finding: ReadFinding;
}

interface StoredContact {
  readonly recorded: RecordedContact;
  readonly encounter: FhirResource;
  readonly versionId: number;
  readonly findings: readonly StoredFinding[];
}

async function stored(
  { readSearch }: AssessmentHouse,
  reader: RecordReader,
  patientId: string,
  contactId: string,
): Promise<StoredContact> {
  const { resource, versionId } = await ofPatient(reader, 'Encounter', contactId, patientId);
  const found = await allOf(reader, readSearch, 'Observation', [
    ['patient', `Patient/${patientId}`],
    ['encounter', `Encounter/${contactId}`],
  ]);
  const findings = found.flatMap((observation): StoredFinding[] => {
    const finding = readFinding(observation);
    const { id, meta } = observation;
    return finding && id !== undefined ? [{ finding, id, meta, versionId: Number(meta?.versionId) }] : [];
  });
  const contact = readContact(
    resource,
    findings.map(({ finding }) => finding),
  );
  if (!contact)
    throw new Problem('business-rule', 'This contact was recorded in another way. Open the original.');
  const versions = findings.map(({ id, versionId: version }) => `${id}.${version}`).toSorted();
  const edition = [versionId, ...versions].join('-');
  return { recorded: { id: contactId, edition, contact }, encounter: resource, versionId, findings };
}

async function changed(
  house: AssessmentHouse,
  caller: Caller,
  { patientId, contactId, edition }: ContactEdition,
  change: (contact: Contact) => Contact,
): Promise<RecordedContact> {
  return await house.session(caller).transaction(async (transaction) => {
    await transaction.lock(`contact:Encounter/${contactId}`);
    const before = await stored(house, transaction, patientId, contactId);
    if (before.recorded.edition !== edition)
      throw new Problem('conflict', 'A colleague changed this contact. Read it again before you change it.');
    const contact = change(before.recorded.contact);
    const resource = toEncounter(contact, before.encounter);
    await transaction.write([
      { kind: 'update', id: contactId, ifMatch: before.versionId, resource },
      ...[...contact.findings].map((finding): Change => {
        const observation = toFindingObservation(contact, finding, `Encounter/${contactId}`);
        const old = before.findings.find((each) => each.finding.dimension === finding[0]);
        const id = old?.id ?? transaction.newId('Observation', patientId);
        return old
          ? { kind: 'update', id, ifMatch: old.versionId, resource: { ...observation, id, ...kept(old) } }
          : { kind: 'create', id, resource: { ...observation, id } };
      }),
    ]);
    return (await stored(house, transaction, patientId, contactId)).recorded;
  });
}

const kept = ({ meta }: StoredFinding) => (meta === undefined ? {} : { meta });
