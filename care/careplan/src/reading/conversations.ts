import type { FhirResource } from '@caecilia/fhir';
import type { Conversation, Party } from '../plan.ts';
import { conceptOf, elementOf, elementsOf } from './element.ts';
import { newestFirst } from './planDate.ts';
import { isAbout, isInFuture, originalOf, type Reader } from './reader.ts';
import { targetOf } from './references.ts';
import { commentOf } from './treatmentDirectives.ts';

const NOT_HELD: ReadonlySet<unknown> = new Set([
  'planned',
  'arrived',
  'triaged',
  'cancelled',
  'preparation',
  'not-done',
  'entered-in-error',
]);

/** Conversations about the plan that took place, newest first. A Procedure and its Encounter are one conversation. */
export function readConversations(reader: Reader): readonly Conversation[] {
  const codes = reader.lexicon.standards.flatMap(({ conversation }) => conversation.codes);
  const procedures = reader.record
    .ofType('Procedure')
    .filter((procedure) => reader.lexicon.has(conceptOf(procedure.code), codes))
    .filter((procedure) => isAbout(reader, procedure.subject));
  return procedures
    .map((procedure) => ({ procedure, encounter: encounterOf(procedure, reader) }))
    .filter(({ procedure, encounter }) => !NOT_HELD.has(procedure.status) && !NOT_HELD.has(encounter?.status))
    .map(({ procedure, encounter }) => readConversation(procedure, encounter, reader))
    .filter(({ held }) => !isInFuture(held, reader.now))
    .sort((left, right) => newestFirst(left.held, right.held));
}

/** The Encounter that a Procedure names, or that names the Procedure as its reason. */
function encounterOf(procedure: FhirResource, reader: Reader): FhirResource | undefined {
  const named = reader.record.follow(procedure.encounter);
  const encounter =
    named ??
    reader.record
      .ofType('Encounter')
      .find(({ reasonReference }) =>
        elementsOf(reasonReference).some((reference) => targetOf(reference)?.id === procedure.id),
      );
  return encounter && isAbout(reader, encounter.subject) ? encounter : undefined;
}

function readConversation(
  procedure: FhirResource,
  encounter: FhirResource | undefined,
  reader: Reader,
): Conversation {
  const performed =
    reader.date(procedure.performedDateTime) ?? reader.date(startOf(procedure.performedPeriod));
  const held = performed ?? (encounter && reader.date(startOf(encounter.period)));
  const comment = encounterComment(encounter, reader) ?? commentOf(procedure, reader);
  return {
    originals: [procedure, ...(encounter ? [encounter] : [])].map(originalOf),
    held,
    participants: participantsOf(procedure, encounter, reader),
    ...(comment === undefined ? {} : { comment }),
  };
}

const startOf = (period: unknown) => elementOf(period)?.start;

function encounterComment(encounter: FhirResource | undefined, reader: Reader): string | undefined {
  return elementsOf(encounter?.reasonReference)
    .map((reference) => commentOf(reference, reader))
    .find((comment) => comment !== undefined);
}

/** Everyone named by either resource, each once, in the order in which they are named; who is pointed at comes first. */
function participantsOf(
  procedure: FhirResource,
  encounter: FhirResource | undefined,
  reader: Reader,
): readonly Party[] {
  const references = [
    ...elementsOf(procedure.performer).map(({ actor }) => actor),
    ...elementsOf(encounter?.participant).map(({ individual }) => individual),
  ];
  const pointedAt = new Map<string, Party>();
  const named = new Map<string, Party>();
  for (const reference of references) {
    const target = targetOf(reference);
    const [known, key] = target
      ? [pointedAt, `${target.type}/${target.id}`]
      : [named, JSON.stringify(reference)];
    if (!known.has(key)) known.set(key, reader.people.partyOf(reference));
  }
  // Somebody who is only named in one resource may be pointed at in the other.
  const isKnown = ({ kind, name }: Party) =>
    [...pointedAt.values()].some((each) => each.kind === kind && each.name === name);
  return [...pointedAt.values(), ...[...named.values()].filter((each) => !isKnown(each))];
}
