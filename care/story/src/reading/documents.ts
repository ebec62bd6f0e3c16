import { elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import type { StoryEvent } from '../event.ts';
import {
  conceptWords,
  firstWords,
  originalOf,
  parts,
  referencesIn,
  said,
  standingOf,
  wordsIn,
} from './element.ts';
import { eachOf, type KindReader, type Reading } from './reading.ts';

const TYPES = ['DocumentReference', 'Composition', 'Communication'];
/** Not sent, or never to be. */
const NOT_YET = ['preparation', 'not-done', 'on-hold'];

/** Letters, documents, and what was written to one another. */
export const documents: KindReader = {
  kind: 'document',
  takes: ({ resourceType }) => TYPES.includes(resourceType),
  read: (found, reading) =>
    eachOf(found, { kind: 'document', reading }, ({ resource }) =>
      NOT_YET.includes(String(resource.status)) ? [] : documentIn(resource, reading),
    ),
};

/** What each type calls its date, its writer and its words. */
function shapeOf(resource: FhirResource) {
  switch (resource.resourceType) {
    case 'Communication':
      return {
        date: resource.sent ?? resource.received,
        by: referencesIn(resource.sender),
        name: conceptWords(resource.topic) ?? firstWords(resource.category),
        line: elementsOf(resource.payload).flatMap(({ contentString }) => wordsIn(contentString) ?? [])[0],
        fallback: said('document.message'),
      };
    case 'Composition':
      return {
        date: resource.date,
        by: referencesIn(resource.author),
        name: wordsIn(resource.title) ?? conceptWords(resource.type),
        line: undefined,
        fallback: said('document.letter'),
      };
    default:
      return {
        date: resource.date ?? elementOf(elementOf(elementsOf(resource.content)[0]).attachment).creation,
        by: referencesIn(resource.author),
        name:
          wordsIn(elementOf(elementOf(elementsOf(resource.content)[0]).attachment).title) ??
          conceptWords(resource.type),
        line: wordsIn(resource.description),
        fallback: said('document.letter'),
      };
  }
}

function documentIn(resource: FhirResource, reading: Reading): readonly StoryEvent[] | undefined {
  const { date, by, name, line, fallback } = shapeOf(resource);
  const when = reading.date(date);
  if (date !== undefined && when === undefined) return undefined;
  const original = originalOf(resource);
  const opened = resource.resourceType === 'Communication' ? reading.date(resource.received) : undefined;
  const event: StoryEvent = {
    key: `${original.type}/${original.id}`,
    kind: 'document',
    ...(when === undefined ? {} : { when }),
    what: name ?? fallback,
    ...parts(line === name ? undefined : line),
    by,
    standing: standingOf(resource),
    original,
  };
  // A letter says when it was received, and by whom, where the record knows.
  return opened === undefined || resource.sent === undefined
    ? [event]
    : [
        event,
        {
          ...event,
          key: `${event.key}#received`,
          when: opened,
          what: said('document.received'),
          ...parts(name),
          by: referencesIn(resource.recipient),
        },
      ];
}
