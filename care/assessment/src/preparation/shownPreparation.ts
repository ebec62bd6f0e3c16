import { type Names, valueShown } from '../desk/shown.ts';
import type { Words } from '../instrument/instrument.ts';
import type { InstrumentRegistry } from '../instrument/registry.ts';
import type { Measurement } from '../response/measurement.ts';
import type { DeskPoint, DeskPreparation, DeskPreparer, DeskSent } from './deskAnswers.ts';
import type { KeptPreparation, Sent } from './preparation.ports.ts';
import { agendaOf, isOverdue, type Point } from './preparation.ts';
import type { PointMark } from './preparedResponse.ts';
import { topicOf } from './topics.ts';

/** What is needed beside a preparation to show it. */
export interface ShownWith {
  readonly names: Names;
  readonly today: string;
  readonly registry: Pick<InstrumentRegistry, 'find'>;
  readonly people: readonly DeskPreparer[];
  /** References of sendings that are kept from the patient. */
  readonly withheld: ReadonlySet<string>;
}

/** Everybody whom a preparation names. */
export function peopleIn({ value, sent, marks }: KeptPreparation): readonly string[] {
  const { person, askedBy, closed } = value;
  return [
    person,
    askedBy,
    ...(closed === undefined ? [] : [closed.by]),
    ...(sent === undefined ? [] : [sent.enteredBy]),
    ...marks.map(({ by }) => by),
  ];
}

const named = (names: Names, reference: string) => {
  const by = names.get(reference);
  return by === undefined ? {} : { by };
};

export function preparationShown(kept: KeptPreparation, shown: ShownWith): DeskPreparation {
  const { id, value } = kept;
  const { names, today } = shown;
  const { person, preparing, askedAt, askedBy, dueOn, state, closed } = value;
  const close = shown.people.find(({ reference }) => reference === person);
  const called = close?.name ?? names.get(person);
  const asked = names.get(askedBy);
  return {
    id,
    person: {
      reference: person,
      preparing,
      ...(called === undefined ? {} : { name: called }),
      ...(close?.relationship === undefined ? {} : { relationship: close.relationship }),
    },
    state,
    askedAt: askedAt.toISOString(),
    ...(asked === undefined ? {} : { askedBy: asked }),
    dueOn,
    overdue: isOverdue(value, today),
    closedToYou: value.sent !== undefined && kept.sent === undefined,
    ...(kept.sent === undefined || value.sent === undefined
      ? {}
      : { sent: sentShown(kept, kept.sent, { ...shown, answers: value.sent.answers }) }),
    ...(closed === undefined
      ? {}
      : {
          closed: {
            at: closed.at.toISOString(),
            ...named(names, closed.by),
            ...(closed.reason === undefined ? {} : { reason: closed.reason }),
          },
        }),
  };
}

function sentShown(
  { scores, marks }: KeptPreparation,
  sent: Sent,
  { answers, names, registry, withheld }: ShownWith & { readonly answers: string },
): DeskSent {
  return {
    answers,
    at: sent.at.toISOString(),
    reporter: sent.reporter,
    ...(sent.enteredBy === sent.answeredBy ? {} : { copied: named(names, sent.enteredBy) }),
    points: agendaOf(sent.prepared).map((point) => pointShown(point, { sent, marks, names })),
    ...(scores === undefined
      ? {}
      : { scores: { reporter: scores.reporter, values: valuesOf(scores, registry) } }),
    withheld: withheld.has(answers),
  };
}

function pointShown(
  point: Point,
  {
    sent,
    marks,
    names,
  }: { readonly sent: Sent; readonly marks: readonly PointMark[]; readonly names: Names },
): DeskPoint {
  const found = marks.find((each) => each.point === point);
  const mark =
    found === undefined
      ? {}
      : {
          mark: {
            id: found.id,
            as: found.mark,
            at: found.at.toISOString(),
            ...named(names, found.by),
          },
        };
  if (point === 'first' || point === 'own') return { point, written: sent.prepared[point] ?? '', ...mark };
  const id = point.slice('topic.'.length);
  const topic = topicOf(id);
  // A topic of a list that this release does not know stands in the words that were shown.
  return topic === undefined
    ? { point, written: sent.displays.get(id) ?? id, ...mark }
    : { point, text: topic[sent.preparing], group: topic.group, ...mark };
}

/** The numbers that were given, in the order of the list. */
export function valuesOf(
  { instrument: { id, version }, answers }: Measurement,
  registry: Pick<InstrumentRegistry, 'find'>,
): NonNullable<DeskSent['scores']>['values'] {
  const items = registry.find(id, version)?.items ?? [];
  return items.flatMap(({ linkId, text }) => {
    const answer = answers.get(linkId);
    if (answer === undefined) return [];
    const name = answer.kind === 'value' ? answer.name : undefined;
    const label: Words =
      name === undefined
        ? { nl: text.nl ?? text.en ?? linkId, en: text.en ?? text.nl ?? linkId }
        : { nl: name, en: name };
    return [{ label, value: valueShown(answer) }];
  });
}
