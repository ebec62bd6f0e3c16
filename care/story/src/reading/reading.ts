import { elementOf, type FhirResource } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';
import type { Kind, StoryDate, StoryEvent } from '../event.ts';
import { originalOf, said } from './element.ts';

/** What every reader needs. */
export interface Reading {
  /** A FHIR date or instant as civil time of the house; undefined for what cannot be read. */
  date(value: unknown): StoryDate | undefined;
}

/** A resource of the patient, with the versions before it where its reader asked for them, newest first. */
export interface Found {
  readonly resource: FhirResource;
  readonly before: readonly FhirResource[];
}

/** Reads the resources of one kind. */
export interface KindReader {
  readonly kind: Kind;
  /** What it takes up is read by no other. */
  takes(resource: FhirResource): boolean;
  /** Whether it has to see the versions before this one. */
  needsVersions?(resource: FhirResource): boolean;
  /** The events in what it took up. What cannot be read throws `Problem('invariant')` through `each`, or is told as unreadable. */
  read(found: readonly Found[], reading: Reading): readonly StoryEvent[];
}

/** A resource in which something happened that cannot be read safely: it is said, and leads to the original. */
export function unreadable(resource: FhirResource, kind: Kind, reading: Reading): StoryEvent {
  // A finding has its place by its own day; anything else that cannot be dated stands where it was last written.
  const own = dateIn(resource);
  const when =
    reading.date(own) ??
    (resource.resourceType === 'Observation' ? undefined : reading.date(resource.meta?.lastUpdated));
  return {
    key: `${resource.resourceType}/${String(resource.id)}#unreadable`,
    kind,
    ...(when === undefined ? {} : { when }),
    what: said('unreadable'),
    by: [],
    standing: 'unreadable',
    original: originalOf(resource),
  };
}

/** The date that a resource goes by, whatever its type calls it. */
function dateIn(resource: FhirResource): unknown {
  const {
    effectiveDateTime,
    effectiveInstant,
    effectivePeriod,
    authoredOn,
    authored,
    dateTime,
    date,
    sent,
    period,
  } = resource;
  const started = elementOf(effectivePeriod).start ?? elementOf(period).start;
  return (
    effectiveDateTime ?? effectiveInstant ?? authoredOn ?? authored ?? dateTime ?? date ?? sent ?? started
  );
}

/** Reads one by one: what a module cannot read safely is said as such, and nothing else is swallowed. */
export function eachOf(
  found: readonly Found[],
  { kind, reading }: { readonly kind: Kind; readonly reading: Reading },
  read: (one: Found) => readonly StoryEvent[] | undefined,
): readonly StoryEvent[] {
  return found.flatMap((one) => {
    try {
      return read(one) ?? [unreadable(one.resource, kind, reading)];
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'invariant') throw error;
      return [unreadable(one.resource, kind, reading)];
    }
  });
}

/**
 * Every event in these resources: each is taken up by the first reader that takes it. What no reader takes tells
 * nothing of the story (a medicine, a device); a kind that is of the story has a reader that says what it cannot read.
 */
export function toEvents(
  found: readonly Found[],
  readers: readonly KindReader[],
  reading: Reading,
): readonly StoryEvent[] {
  const taken = new Map<KindReader, Found[]>();
  for (const one of found) {
    const reader = readers.find((each) => each.takes(one.resource));
    if (reader) taken.set(reader, [...(taken.get(reader) ?? []), one]);
  }
  return [...taken].flatMap(([reader, own]) => reader.read(own, reading));
}
