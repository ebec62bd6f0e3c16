import {
  homeWords,
  isDiaryResponse,
  isPreparedResponse,
  MARK_CODE,
  PREPARATION_CODE,
  preparationWords,
  readDiaryResponse,
  readPreparedResponse,
  topicOf,
} from '@caecilia/assessment';
import type { FhirResource } from '@caecilia/fhir';
import {
  type Both,
  eachOf,
  type KindReader,
  originalOf,
  parts,
  type Reading,
  type StoryEvent,
  standingOf,
  type Words,
} from '@caecilia/story';
import { codesOf } from '../access/element.ts';
import { labelsOf } from '../access/relations.ts';

const [NL, EN] = [preparationWords('nl'), preparationWords('en')];
type Key = Parameters<typeof NL>[0];
const word = (key: Key): Both => ({ nl: NL(key), en: EN(key) });

const hasCode = ({ code }: FhirResource, wanted: { readonly system: string; readonly code: string }) =>
  codesOf(code).includes(`${wanted.system}|${wanted.code}`);

/** What patients and those close prepared: each sending is an event; asking for it and ticking it off are not. */
export const PREPARATION_READER: KindReader = {
  kind: 'wish',
  takes: (resource) =>
    isPreparedResponse(resource) ||
    (resource.resourceType === 'Task' && hasCode(resource, PREPARATION_CODE)) ||
    (resource.resourceType === 'Observation' && hasCode(resource, MARK_CODE)),
  read: (found, reading) =>
    eachOf(
      found.filter(({ resource }) => isPreparedResponse(resource)),
      { kind: 'wish', reading },
      ({ resource }) => {
        const event = preparedEvent(resource, reading);
        return event && [event];
      },
    ),
};

function preparedEvent(resource: FhirResource, reading: Reading): StoryEvent | undefined {
  const read = readPreparedResponse(resource);
  if (read === undefined) return undefined;
  const { first, topics, own } = read.prepared;
  const when = reading.date(read.at.toISOString());
  const original = originalOf(resource);
  // What is kept from the patient is not repeated on a page that is printed.
  const isKept = labelsOf(resource).includes('unreleased');
  const said: readonly (Words | undefined)[] = isKept
    ? [word('withheld')]
    : [first, ...topics.map((id) => topicOf(id)?.[read.preparing] ?? read.displays.get(id)), own];
  return {
    key: `QuestionnaireResponse/${original.id}`,
    kind: 'wish',
    ...(when === undefined ? {} : { when }),
    what: word('title'),
    ...parts(...said),
    by: [read.answeredBy],
    standing: standingOf(resource),
    original,
  };
}

const [HOME_NL, HOME_EN] = [homeWords('nl'), homeWords('en')];

/** What patients and those close wrote in their diary; its numbers are measurements with who gave them. */
export const DIARY_READER: KindReader = {
  kind: 'wish',
  takes: isDiaryResponse,
  read: (found, reading) =>
    eachOf(found, { kind: 'wish', reading }, ({ resource }) => {
      const read = readDiaryResponse(resource);
      if (read === undefined) return undefined;
      const when = reading.date(read.at.toISOString());
      const original = originalOf(resource);
      return [
        {
          key: `QuestionnaireResponse/${original.id}`,
          kind: 'wish' as const,
          ...(when === undefined ? {} : { when }),
          what: { nl: HOME_NL('diary.module'), en: HOME_EN('diary.module') },
          ...parts(read.words),
          by: [read.by],
          standing: standingOf(resource),
          original,
        },
      ];
    }),
};
