import type { FhirResource } from '@caecilia/fhir';
import { fromComposition, isDiscussed, MINUTES_TOKEN } from '@caecilia/mdt';
import {
  eachOf,
  type KindReader,
  originalOf,
  parts,
  type Reading,
  type StoryEvent,
  said,
  standingOf,
} from '@caecilia/story';
import { codesOf } from '../access/element.ts';

/** What a multidisciplinary meeting decided on this patient. The notes of the meeting stay in its minutes. */
export const MDT_READER: KindReader = {
  kind: 'decision',
  takes: ({ resourceType, type }) => resourceType === 'Composition' && codesOf(type).includes(MINUTES_TOKEN),
  read: (found, reading) =>
    eachOf(found, { kind: 'decision', reading }, ({ resource }) => meetingEvents(resource, reading)),
};

function meetingEvents(composition: FhirResource, reading: Reading): readonly StoryEvent[] {
  // One that was entered in error is told as it stood.
  const item = fromComposition(
    composition.status === 'entered-in-error'
      ? { ...composition, status: composition.attester === undefined ? 'preliminary' : 'final' }
      : composition,
  );
  const original = originalOf(composition);
  const event = (key: string, at: string) => {
    const when = reading.date(at);
    return {
      key: `Composition/${original.id}#${key}`,
      kind: 'decision' as const,
      ...(when === undefined ? {} : { when }),
      standing: standingOf(composition),
      original,
    };
  };
  const discussed = isDiscussed(item)
    ? [{ ...event('0', item.heldAt), what: said('decision.discussed'), by: [item.addedBy.reference] }]
    : [];
  const decided = item.parts
    .filter(({ kind }) => kind === 'decision')
    .map(({ id, at, words, author }) => ({
      ...event(`1-${id}`, at),
      what: said('decision.mdt'),
      ...parts(words),
      by: [author.reference],
    }));
  return [...discussed, ...decided];
}
