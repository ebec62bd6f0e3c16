import { elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import type { Both, StoryEvent, Words } from '../event.ts';
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
      ...parts(firstWords(encounter.type) ?? placeOf(encounter)),
      by: elementsOf(encounter.participant).flatMap(({ individual }) => referencesIn(individual)),
      where: referencesIn(encounter.serviceProvider),
      standing: standingOf(encounter),
      original,
    },
  ];
}

/** Classes of contacts outside an institution. Source: FHIR R4, value set encounter-class (v3 ActEncounterCode). */
const PLACES: Readonly<Record<string, Both>> = {
  AMB: said('place.clinic'),
  HH: said('place.home'),
  VR: said('place.apart'),
};

function placeOf(encounter: FhirResource): Words | undefined {
  const { code, display } = elementOf(encounter.class);
  return PLACES[String(code)] ?? wordsIn(display);
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
