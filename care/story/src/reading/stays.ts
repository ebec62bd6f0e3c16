import { elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import type { StoryEvent } from '../event.ts';
import { conceptWords, firstWords, originalOf, parts, referencesIn, said, standingOf } from './element.ts';
import { eachOf, type KindReader, type Reading } from './reading.ts';

/** Classes of a stay in an institution. Source: FHIR R4, value set encounter-class (v3 ActEncounterCode). */
const STAYS = ['IMP', 'ACUTE', 'NONAC', 'OBSENC', 'SS', 'EMER'];
/** What has not happened, or never will: a plan is no event. */
const NOT_YET = ['planned', 'cancelled'];

/** Stays in a hospital or hospice: in, from one place to another, and out. */
export const stays: KindReader = {
  kind: 'move',
  takes: (resource) => resource.resourceType === 'Encounter' && isStay(resource),
  read: (found, reading) =>
    eachOf(found, { kind: 'move', reading }, ({ resource }) =>
      NOT_YET.includes(String(resource.status)) ? [] : stayIn(resource, reading),
    ),
};

function isStay(encounter: FhirResource): boolean {
  return STAYS.includes(String(elementOf(encounter.class).code));
}

/** Undefined where a time that is there cannot be read. */
function stayIn(encounter: FhirResource, reading: Reading): readonly StoryEvent[] | undefined {
  const { start, end } = elementOf(encounter.period);
  const [began, ended] = [reading.date(start), reading.date(end)];
  if (began === undefined || (end !== undefined && ended === undefined)) return undefined;
  const places = elementsOf(encounter.location);
  const [first, ...later] = places;
  const event = moment(encounter);
  const what = firstWords(encounter.type) ?? conceptWords(encounter.serviceType);
  return [
    {
      ...event('in', 'move.admitted'),
      when: began,
      ...parts(what),
      where: referencesIn(first?.location, encounter.serviceProvider),
    },
    ...later.flatMap((place, index): StoryEvent[] => {
      const when = reading.date(elementOf(place.period).start);
      const at = { ...event(`place-${index}`, 'move.place'), where: referencesIn(place.location) };
      return [when === undefined ? at : { ...at, when }];
    }),
    ...(ended === undefined
      ? []
      : [
          {
            ...event('out', 'move.discharged'),
            when: ended,
            ...parts(conceptWords(elementOf(encounter.hospitalization).dischargeDisposition)),
            where: referencesIn(elementOf(encounter.hospitalization).destination),
          },
        ]),
  ];
}

function moment(resource: FhirResource) {
  const original = originalOf(resource);
  return (
    key: string,
    words: 'move.admitted' | 'move.place' | 'move.discharged' | 'move.began' | 'move.ended',
  ) => ({
    key: `${original.type}/${original.id}#${key}`,
    kind: 'move' as const,
    what: said(words),
    by: [],
    standing: standingOf(resource),
    original,
  });
}

/** Care that an organisation took on, and let go of. */
export const careTaken: KindReader = {
  kind: 'move',
  takes: ({ resourceType }) => resourceType === 'EpisodeOfCare',
  read: (found, reading) =>
    eachOf(found, { kind: 'move', reading }, ({ resource }) =>
      NOT_YET.includes(String(resource.status)) ? [] : careIn(resource, reading),
    ),
};

function careIn(episode: FhirResource, reading: Reading): readonly StoryEvent[] | undefined {
  const { start, end } = elementOf(episode.period);
  const [began, ended] = [reading.date(start), reading.date(end)];
  if ((start !== undefined && began === undefined) || (end !== undefined && ended === undefined))
    return undefined;
  const event = moment(episode);
  const what = parts(firstWords(episode.type));
  const where = referencesIn(episode.managingOrganization);
  return [
    { ...event('began', 'move.began'), ...what, where, ...(began === undefined ? {} : { when: began }) },
    ...(ended === undefined ? [] : [{ ...event('ended', 'move.ended'), ...what, where, when: ended }]),
  ];
}
