import { type Caller, resourceOf } from '@caecilia/kernel';
import { CONTACT_KINDS } from '../contact/contact.ts';
import { readContact, readFinding } from '../contact/contactResource.ts';
import { SYSTEMS } from '../terms.ts';
import type { RecordedContact } from './assessment.ports.ts';
import { type AssessmentHouse, allOf } from './house.ts';
import { editionOf } from './storedContact.ts';

const OURS = CONTACT_KINDS.map((kind) => `${SYSTEMS.contactKind}|${kind}`).join(',');

/** Two searches: the contacts, and everything that was found in them. */
export async function latestContacts(
  { session, readSearch }: AssessmentHouse,
  caller: Caller,
  patientId: string,
  most: number,
): Promise<readonly RecordedContact[]> {
  const reader = session(caller);
  const page = await reader.search(
    readSearch(
      ['Encounter'],
      [
        ['patient', `Patient/${patientId}`],
        ['type', OURS],
        ['_sort', '-date'],
        ['_count', String(most)],
      ],
    ),
  );
  const encounters = page.matches.map((version) => ({ version, resource: resourceOf(version) }));
  if (encounters.length === 0) return [];
  const observations = await allOf(reader, readSearch, 'Observation', [
    ['patient', `Patient/${patientId}`],
    ['encounter', encounters.map(({ version }) => `Encounter/${version.id}`).join(',')],
  ]);
  const found = observations.flatMap((observation) => {
    const finding = readFinding(observation);
    return finding ? [{ observation, finding }] : [];
  });
  return encounters.flatMap(({ version, resource }) => {
    const own = found.filter(({ finding }) => finding.encounter === `Encounter/${version.id}`);
    const contact = readContact(
      resource,
      own.map(({ finding }) => finding),
    );
    return contact ? [{ id: version.id, edition: editionOf(version.versionId, own), contact }] : [];
  });
}
