import type { FhirResource } from '@caecilia/fhir';
import { type Change, Problem, type RecordReader, type RecordTransaction } from '@caecilia/kernel';
import type { Contact } from '../contact/contact.ts';
import {
  partsOf,
  type ReadFinding,
  readContact,
  readFinding,
  toEncounter,
  toFindingObservation,
} from '../contact/contactResource.ts';
import type { RecordedContact } from './assessment.ports.ts';
import { type AssessmentHouse, allOf, ofPatient } from './house.ts';

/** A finding where it stands in the record. */
export interface StoredFinding {
  readonly id: string;
  readonly versionId: number;
  /** Profiles and labels that others gave it; a change keeps them. */
  readonly meta: FhirResource['meta'];
  readonly observation: FhirResource;
  readonly finding: ReadFinding;
}

/** A contact with everything that a change of it has to keep. */
export interface StoredContact {
  readonly recorded: RecordedContact;
  readonly encounter: FhirResource;
  readonly versionId: number;
  readonly findings: readonly StoredFinding[];
}

/** A contact as it stands. Throws `Problem('not-found')`, and `business-rule` for an Encounter that is none of ours. */
export async function storedContact(
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
    return finding && id !== undefined
      ? [{ finding, id, meta, observation, versionId: Number(meta?.versionId) }]
      : [];
  });
  const contact = readContact(
    resource,
    findings.map(({ finding }) => finding),
  );
  if (!contact)
    throw new Problem('business-rule', 'This contact was recorded in another way. Open the original.');
  const edition = editionOf(versionId, findings);
  return { recorded: { id: contactId, edition, contact }, encounter: resource, versionId, findings };
}

/** The changes that make a stored contact into this one: the Encounter on the version that was read, and its parts. */
export function changesOfContact(
  transaction: RecordTransaction,
  before: StoredContact,
  contact: Contact,
): readonly Change[] {
  const { id } = before.recorded;
  return [
    { kind: 'update', id, ifMatch: before.versionId, resource: toEncounter(contact, before.encounter) },
    ...partsOf(contact).map((part): Change => {
      const observation = toFindingObservation(contact, part, `Encounter/${id}`);
      const old = before.findings.find((each) => each.finding.dimension === part[0]);
      const own = old?.id ?? transaction.newId('Observation', contact.patientId);
      return old
        ? {
            kind: 'update',
            id: own,
            ifMatch: old.versionId,
            resource: { ...observation, id: own, ...keptMeta(old) },
          }
        : { kind: 'create', id: own, resource: { ...observation, id: own } };
    }),
  ];
}

const keptMeta = ({ meta }: StoredFinding) => (meta === undefined ? {} : { meta });

/** Stands for a contact and all that was found in it. */
export function editionOf(
  versionId: number,
  found: readonly { readonly observation: FhirResource; readonly finding: ReadFinding }[],
): string {
  const versions = found.map(({ observation: { id, meta } }) => `${id}.${Number(meta?.versionId)}`);
  return [versionId, ...versions.toSorted()].join('-');
}
