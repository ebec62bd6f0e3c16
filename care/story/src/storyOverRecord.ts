import type { FhirResource, SearchQuery } from '@caecilia/fhir';
import { everyMatch, Problem, type RecordReader, resourceOf, type StoredVersion } from '@caecilia/kernel';
import { dayPlus } from '@caecilia/ui';
import { dayOf, newestFirst, type StoryEvent, type ToldEvent } from './event.ts';
import { isAskedFor, type StoryFilter } from './filter.ts';
import { type DisciplineOf, namesIn, told } from './names.ts';
import { referencesIn } from './reading/element.ts';
import { type Found, type KindReader, type Reading, toEvents } from './reading/reading.ts';

/** A search parameter by name and value, as it stands in an address, not encoded. */
export type SearchPair = readonly [name: string, value: string];

/** What the story needs from the house. */
export interface StoryHouse {
  readonly readSearch: (types: readonly string[], pairs: readonly SearchPair[]) => SearchQuery;
  /** In order: what an earlier one takes, a later one does not see. */
  readonly readers: readonly KindReader[];
  readonly reading: Reading;
  readonly disciplineOf: DisciplineOf;
}

/** A part of the story of a patient, newest first. */
export interface StoryPage {
  readonly events: readonly ToldEvent[];
  /** Civil day before which the story goes on; absent at its end. */
  readonly next?: string;
}

/** Of one patient there are few of these: they are read in one search, each time. */
const WHOLE = [
  'Consent',
  'ServiceRequest',
  'Task',
  'EpisodeOfCare',
  'Encounter',
  'Procedure',
  'Communication',
  'DocumentReference',
  'Composition',
  'ClinicalImpression',
  'QuestionnaireResponse',
  'Goal',
  'CarePlan',
];
/** These are read by the day, together with the contacts they belong to. */
const BY_DAY = ['Observation', 'Encounter'];

const COUNT = '400';
/** Observations at once: what a few screens need, so that the first of them is there soon. */
const BY_DAY_COUNT = '200';
/** Events that fill a few screens, and the most that is gone through to find them. */
const ENOUGH = 150;
const MOST_ROUNDS = 8;

const PEOPLE_AND_PLACES = [
  'Practitioner',
  'PractitionerRole',
  'Organization',
  'Location',
  'HealthcareService',
  'Patient',
  'RelatedPerson',
  'CareTeam',
];

/**
 * A part of the story of a patient before a civil day (absent: all). What is closed to whoever asks is not in the
 * session's answers, and nothing here knows that it is there. Throws `Problem('not-found')` for the patient.
 */
export async function readStory(
  house: StoryHouse,
  session: RecordReader,
  asked: { readonly patientId: string; readonly filter: StoryFilter; readonly before?: string },
): Promise<StoryPage> {
  const { patientId, filter } = asked;
  const patient = await session.read('Patient', patientId);
  if (patient === undefined || patient.deleted)
    throw new Problem('not-found', 'There is no patient with this id, or you may not see it.');
  const [whole, undatedSoon] = [await everyMatch(session, aboutQuery(house, patientId)), filter.until];
  const found = await Promise.all([patient, ...whole].map((version) => foundIn(house, session, version)));
  const fixed = toEvents(
    found.filter(({ resource }) => !BY_DAY.includes(resource.resourceType)),
    house.readers,
    house.reading,
  );
  const contacts = found.filter(({ resource }) => BY_DAY.includes(resource.resourceType));
  const events: ToldEvent[] = [];
  let before = asked.before ?? (undatedSoon === undefined ? undefined : dayPlus(undatedSoon, 1));
  let isEnd = false;
  for (let round = 0; round < MOST_ROUNDS && !isEnd && events.length < ENOUGH; round += 1) {
    const day = await byDay(house, session, { patientId, before });
    const daily = toEvents([...contacts, ...day.found], house.readers, house.reading);
    const window = { from: day.floor, before };
    const part = [
      ...fixed.filter((event) => lies(event, window)),
      ...daily.filter((event) => liesFound(event, window)),
    ];
    const named = await withNames(house, session, part);
    events.push(...named.filter((event) => isAskedFor(event, filter)));
    isEnd = day.floor === undefined || isBeforeAll(day.floor, filter);
    before = day.floor;
  }
  return { events: events.toSorted(newestFirst), ...(isEnd || before === undefined ? {} : { next: before }) };
}

/** Nothing that was asked for lies before this day. */
function isBeforeAll(day: string, { from }: StoryFilter): boolean {
  // What is known to the year only stands at its first day.
  return from !== undefined && day <= `${from.slice(0, 4)}-01-01`;
}

/** Days from one, and before another; absent: without end. */
interface DayWindow {
  readonly from: string | undefined;
  readonly before: string | undefined;
}

/** What has no day belongs to the end of the story. */
function lies(event: StoryEvent, { from, before }: DayWindow): boolean {
  const day = dayOf(event);
  if (day === undefined) return from === undefined;
  return (from === undefined || day >= from) && (before === undefined || day < before);
}

/** Of what was found by its day: one without a day that we can read is told where it was found. */
function liesFound(event: StoryEvent, window: DayWindow): boolean {
  return (event.original.type === 'Observation' && dayOf(event) === undefined) || lies(event, window);
}

function aboutQuery({ readSearch }: StoryHouse, patientId: string): SearchQuery {
  return readSearch(WHOLE, [
    ['patient', `Patient/${patientId}`],
    ['_count', COUNT],
  ]);
}

const MOST_VERSIONS = 100;

/** The resource, with the versions before it where its reader has to see what it replaced. */
async function foundIn(
  { readers }: StoryHouse,
  session: RecordReader,
  version: StoredVersion,
): Promise<Found> {
  const resource = resourceOf(version);
  const reader = readers.find((each) => each.takes(resource));
  if (version.versionId === 1 || reader?.needsVersions?.(resource) !== true) return { resource, before: [] };
  const { versions } = await session.history({ type: version.type, id: version.id, count: MOST_VERSIONS });
  return {
    resource,
    before: versions
      .filter(({ versionId, deleted }) => versionId < version.versionId && !deleted)
      .map(resourceOf),
  };
}

/**
 * Observations before a day, newest first, as many whole days as one page holds. `floor`: the first of these days;
 * absent when nothing comes before, and then those without a date are there too.
 */
async function byDay(
  { readSearch, reading }: StoryHouse,
  session: RecordReader,
  { patientId, before }: { readonly patientId: string; readonly before: string | undefined },
): Promise<{ readonly found: readonly Found[]; readonly floor: string | undefined }> {
  const about: readonly SearchPair[] = [
    ['patient', `Patient/${patientId}`],
    ['_count', BY_DAY_COUNT],
  ];
  // A day later than asked: the record counts days in UTC, the house in its own time. The window takes off what is too much.
  const until: readonly SearchPair[] = before === undefined ? [] : [['date', `lt${dayPlus(before, 1)}`]];
  const query = readSearch(['Observation'], [...about, ...until, ['_sort', '-date']]);
  const versions: StoredVersion[] = [];
  let cursor: string | undefined;
  let floor: string | undefined;
  do {
    const page = await session.search(cursor === undefined ? query : { ...query, cursor });
    versions.push(...page.matches);
    cursor = page.next;
    floor = cursor === undefined ? undefined : floorOf(versions, before, reading);
    // One day can have more than a page of them.
  } while (cursor !== undefined && floor === undefined);
  const undated =
    floor === undefined && before !== undefined
      ? await everyMatch(session, readSearch(['Observation'], [...about, ['date:missing', 'true']]))
      : [];
  const found = [...versions, ...undated].map((version) => ({ resource: resourceOf(version), before: [] }));
  return { found, floor };
}

/** The first day of which all is there: the one after the last day on the page. */
function floorOf(
  versions: readonly StoredVersion[],
  before: string | undefined,
  reading: Reading,
): string | undefined {
  const last = versions.at(-1);
  const day = last === undefined ? undefined : observedDay(resourceOf(last), reading);
  const floor = day === undefined ? undefined : dayPlus(day, 1);
  return floor === undefined || (before !== undefined && floor >= before) ? undefined : floor;
}

function observedDay(
  { effectiveDateTime, effectiveInstant, effectivePeriod }: FhirResource,
  reading: Reading,
) {
  const start =
    typeof effectivePeriod === 'object' && effectivePeriod !== null && 'start' in effectivePeriod
      ? effectivePeriod.start
      : undefined;
  return reading.date(effectiveDateTime ?? effectiveInstant ?? start)?.from.slice(0, 10);
}

/** Reads the names of who did these things, and where. */
async function withNames(
  { readSearch, disciplineOf }: StoryHouse,
  session: RecordReader,
  events: readonly StoryEvent[],
): Promise<readonly ToldEvent[]> {
  const wanted = [...new Set(events.flatMap(({ by, where = [] }) => [...by, ...where]))].filter((each) =>
    PEOPLE_AND_PLACES.includes(each.split('/')[0] ?? ''),
  );
  if (wanted.length === 0) return events.map((event) => told(event, new Map()));
  const people = wanted.filter((each) => each.startsWith('Practitioner/'));
  const [first, roles] = await Promise.all([
    readAll(session, wanted),
    people.length === 0
      ? []
      : everyMatch(
          session,
          readSearch(
            ['PractitionerRole'],
            [
              ['practitioner', people.join(',')],
              ['_count', COUNT],
            ],
          ),
        ),
  ]);
  const loaded = [...first, ...roles.map(resourceOf)];
  const persons = loaded.flatMap(({ practitioner }) => referencesIn(practitioner));
  const missing = [...new Set(persons)].filter((each) => !wanted.includes(each));
  const directory = [...loaded, ...(await readAll(session, missing))];
  const names = namesIn(directory, disciplineOf);
  return events.map((event) => told(event, names));
}

async function readAll(
  session: RecordReader,
  references: readonly string[],
): Promise<readonly FhirResource[]> {
  if (references.length === 0) return [];
  const versions = await session.readMany(
    references.map((each) => {
      const [type = '', id = ''] = each.split('/');
      return { type, id };
    }),
  );
  return versions.filter(({ deleted }) => !deleted).map(resourceOf);
}
