import { elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import type { Kind, StoryEvent, Words } from '../event.ts';
import {
  conceptWords,
  hasCode,
  originalOf,
  parts,
  referencesIn,
  said,
  standingOf,
  wordsIn,
} from './element.ts';
import { eachOf, type KindReader, type Reading } from './reading.ts';

/** Observations that no module reads: measured elsewhere, or in another way. Words and numbers as they stand. */
export const findings: KindReader = observations(
  'score',
  ({ resourceType }) => resourceType === 'Observation',
);

function observations(kind: Kind, takes: KindReader['takes']): KindReader {
  return {
    kind,
    takes,
    read: (found, reading) =>
      eachOf(found, { kind, reading }, ({ resource }) =>
        NOT_MADE.includes(String(resource.status)) ? [] : findingIn(resource, kind, reading),
      ),
  };
}

const NOT_MADE = ['registered', 'cancelled'];

function findingIn(
  observation: FhirResource,
  kind: Kind,
  reading: Reading,
): readonly StoryEvent[] | undefined {
  const name = conceptWords(observation.code);
  const values = valuesIn(observation);
  const date =
    observation.effectiveDateTime ??
    observation.effectiveInstant ??
    elementOf(observation.effectivePeriod).start;
  const when = reading.date(date);
  // Without a name or without a value there is nothing that could be read safely.
  if (name === undefined || values.length === 0 || (date !== undefined && when === undefined))
    return undefined;
  const original = originalOf(observation);
  return [
    {
      key: `${original.type}/${original.id}`,
      kind,
      ...(when === undefined ? {} : { when }),
      what: name,
      ...parts(...values),
      by: referencesIn(observation.performer),
      standing: standingOf(observation),
      original,
    },
  ];
}

/** Values with the names of their parts, and remarks. */
function valuesIn(observation: FhirResource): readonly string[] {
  const values = [observation, ...elementsOf(observation.component)].flatMap((each) => {
    const value = valueWords(each);
    if (value === undefined) return [];
    const own = each === observation ? undefined : conceptWords(each.code);
    return [own === undefined ? value : `${own}: ${value}`];
  });
  return [...values, ...elementsOf(observation.note).flatMap(({ text }) => wordsIn(text) ?? [])];
}

/** Procedures with one of these codes (`system|code`) as events of a kind, by one name. */
export function proceduresAs(kind: Kind, codes: readonly string[], name: Words): KindReader {
  return {
    kind,
    takes: ({ resourceType, code }) => resourceType === 'Procedure' && hasCode(code, codes),
    read: (found, reading) =>
      eachOf(found, { kind, reading }, ({ resource }) => {
        if (NOT_DONE.includes(String(resource.status))) return [];
        const date = resource.performedDateTime ?? elementOf(resource.performedPeriod).start;
        const when = reading.date(date);
        if (date !== undefined && when === undefined) return undefined;
        const original = originalOf(resource);
        return [
          {
            key: `${original.type}/${original.id}`,
            kind,
            ...(when === undefined ? {} : { when }),
            what: name,
            ...parts(...elementsOf(resource.note).flatMap(({ text }) => wordsIn(text) ?? [])),
            by: elementsOf(resource.performer).flatMap(({ actor }) => referencesIn(actor)),
            standing: standingOf(resource),
            original,
          },
        ];
      }),
  };
}

const NOT_DONE = ['preparation', 'not-done'];

/** A value as it stands, with its unit; undefined where there is none that reads by itself. */
function valueWords(holder: FhirResource | Readonly<Record<string, unknown>>): string | undefined {
  const { valueQuantity, valueInteger, valueString, valueBoolean, valueCodeableConcept, dataAbsentReason } =
    holder;
  const quantity = elementOf(valueQuantity);
  if (quantity.value !== undefined)
    return [wordsIn(quantity.comparator), String(quantity.value), wordsIn(quantity.unit)]
      .filter(Boolean)
      .join(' ');
  if (typeof valueInteger === 'number') return String(valueInteger);
  if (typeof valueBoolean === 'boolean') return undefined;
  return wordsIn(valueString) ?? conceptWords(valueCodeableConcept) ?? conceptWords(dataAbsentReason);
}

/** Goals: what the patient wants, or what was agreed to strive for. */
export const goals: KindReader = {
  kind: 'wish',
  takes: ({ resourceType }) => resourceType === 'Goal',
  read: (found, reading) =>
    eachOf(found, { kind: 'wish', reading }, ({ resource }) => {
      const words = conceptWords(resource.description);
      const date = resource.startDate ?? resource.statusDate;
      const when = reading.date(date);
      if (words === undefined || (date !== undefined && when === undefined)) return undefined;
      const original = originalOf(resource);
      return [
        {
          key: `${original.type}/${original.id}`,
          kind: 'wish',
          ...(when === undefined ? {} : { when }),
          what: said('wish.goal'),
          ...parts(words),
          by: referencesIn(resource.expressedBy),
          standing: standingOf(resource),
          original,
        },
      ];
    }),
};

/** Judgements that no module reads. A note with a label stays where it is kept; it is no line for everybody. */
export const judgements: KindReader = {
  kind: 'note',
  takes: ({ resourceType }) => resourceType === 'ClinicalImpression',
  read: (found, reading) =>
    eachOf(found, { kind: 'note', reading }, ({ resource }) => {
      if (elementsOf(resource.meta?.security).length > 0) return [];
      const date = resource.effectiveDateTime ?? resource.date;
      const when = reading.date(date);
      const summary = wordsIn(resource.summary);
      if (summary === undefined || (date !== undefined && when === undefined)) return undefined;
      const original = originalOf(resource);
      return [
        {
          key: `${original.type}/${original.id}`,
          kind: 'note',
          ...(when === undefined ? {} : { when }),
          what: conceptWords(resource.code) ?? said('kind.note'),
          ...parts(summary),
          by: referencesIn(resource.assessor),
          standing: standingOf(resource),
          original,
        },
      ];
    }),
};

/** Forms that no module reads: that they were filled in, when, by whom. What was answered stands in the original. */
export const forms: KindReader = {
  kind: 'score',
  takes: ({ resourceType, status }) => resourceType === 'QuestionnaireResponse' && status !== 'in-progress',
  read: (found, reading) =>
    eachOf(found, { kind: 'score', reading }, ({ resource }) => {
      const when = reading.date(resource.authored);
      if (resource.authored !== undefined && when === undefined) return undefined;
      const original = originalOf(resource);
      return [
        {
          key: `${original.type}/${original.id}`,
          kind: 'score',
          ...(when === undefined ? {} : { when }),
          what: said('form'),
          by: referencesIn(resource.source ?? resource.author),
          standing: standingOf(resource),
          original,
        },
      ];
    }),
};
