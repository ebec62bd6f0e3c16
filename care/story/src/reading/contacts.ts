import { elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import type { StoryEvent } from '../event.ts';
import { firstWords, originalOf, parts, referencesIn, said, standingOf, wordsIn } from './element.ts';
import { eachOf, type KindReader, type Reading } from './reading.ts';

const NOT_YET = ['planned', 'cancelled'];

/** Contacts that no module reads: of other houses, or recorded in another way. */
export const otherContacts: KindReader = {
  kind: 'contact',
  takes: ({ resourceType }) => resourceType === 'Encounter',
  read: (found, reading) =>
    eachOf(found, { kind: 'contact', reading }, ({ resource }) =>
      NOT_YET.includes(String(resource.status)) ? [] : contactIn(resource, reading),
    ),
};

function contactIn(encounter: FhirResource, reading: Reading): readonly StoryEvent[] | undefined {
  const { start } = elementOf(encounter.period);
  const when = reading.date(start);
  if (start !== undefined && when === undefined) return undefined;
  const original = originalOf(encounter);
  return [
    {
      key: `${original.type}/${original.id}`,
      kind: 'contact',
      ...(when === undefined ? {} : { when }),
      what: said('kind.contact'),
      ...parts(firstWords(encounter.type) ?? wordsIn(elementOf(encounter.class).display)),
      by: elementsOf(encounter.participant).flatMap(({ individual }) => referencesIn(individual)),
      where: referencesIn(encounter.serviceProvider),
      standing: standingOf(encounter),
      original,
    },
  ];
}

/** The death of the patient. */
export const death: KindReader = {
  kind: 'death',
  takes: ({ resourceType }) => resourceType === 'Patient',
  read: (found, reading) => found.flatMap(({ resource }) => deathIn(resource, reading)),
};

function deathIn(patient: FhirResource, reading: Reading): readonly StoryEvent[] {
  const { deceasedBoolean, deceasedDateTime } = patient;
  if (deceasedBoolean !== true && deceasedDateTime === undefined) return [];
  // A day that cannot be read leaves no doubt that the patient died: only the day is not told.
  const when = reading.date(deceasedDateTime);
  return [
    {
      key: `Patient/${String(patient.id)}#death`,
      kind: 'death',
      ...(when === undefined ? {} : { when }),
      what: said('death'),
      by: [],
      standing: 'stands',
      original: originalOf(patient),
    },
  ];
}
