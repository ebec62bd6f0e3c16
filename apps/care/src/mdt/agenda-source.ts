import {
  INSTRUMENTS,
  instrumentRegistry,
  PHASE_CODE,
  type PhaseEntry,
  readMeasurement,
  readPhase,
} from '@caecilia/assessment';
import type { CarePlan, NamedPlace, Whereabouts } from '@caecilia/careplan';
import {
  adviceOverRecord,
  awaitsCheck,
  type Consultations,
  type Recommendation,
} from '@caecilia/consultation';
import type { FhirResource } from '@caecilia/fhir';
import { type Caller, everyMatch, Problem, type RecordReader, resourceOf } from '@caecilia/kernel';
import {
  en,
  fromComposition,
  isDiscussed,
  MINUTES_TOKEN,
  nl,
  type PatientFacts,
  type PlaceKind,
} from '@caecilia/mdt';
import type { WholeDeskHouse } from '../desk/area.ts';
import { namesOf } from './names.ts';
import { underWay } from './treating.ts';

/** The instrument in which a carer says how long they can go on (`care/assessment`). */
const CARER_QUESTION = 'caecilia-carer-time';
const INSTRUMENT_SYSTEM = 'urn:caecilia:instrument';
/** Patients whose plans are read at once. */
const AT_ONCE = 4;

/** What the record says of everybody with an open consultation, as this caller may see it. */
export interface AgendaFacts {
  readonly facts: readonly PatientFacts[];
  /** False where something could not be read: the agenda says so. */
  readonly complete: boolean;
}

/** Where the agenda takes its facts from: each module's own reading of the record, one after the other. */
export function agendaSource(house: WholeDeskHouse, requests: Consultations) {
  const advice = adviceOverRecord(house);
  const registry = instrumentRegistry(INSTRUMENTS, []);
  return async (caller: Caller): Promise<AgendaFacts> => {
    const session = house.session(caller);
    const queue = await requests.queue(caller);
    const consultations = underWay(queue.entries);
    const patients = [...new Set(consultations.map(({ value }) => value.patient))];
    if (patients.length === 0) return { facts: [], complete: isWhole(queue) };
    const open = await advice.open(caller);
    const owners = await namesOf(
      session,
      open.entries.flatMap(({ value }) => value.owner.reference ?? []),
    );
    const [phases, carers] = [
      newestOf(await observations(house, session, PHASE_TOKEN, patients), runningPhase),
      newestOf(await observations(house, session, CARER_TOKEN, patients), (resource) => {
        const measured = readMeasurement(resource, registry);
        const instrument = measured && registry.find(measured.instrument.id, measured.instrument.version);
        const [item] = instrument?.items ?? [];
        const answer = item && measured?.answers.get(item.linkId);
        if (!measured || answer?.kind !== 'value' || item?.answer.kind !== 'choice') return undefined;
        const words = item.answer.options.find(({ value }) => value === answer.value)?.text;
        const { nl: inDutch, en: inEnglish = inDutch } = words ?? {};
        if (inDutch === undefined || inEnglish === undefined) return undefined;
        return { at: measured.at.toISOString(), words: { nl: inDutch, en: inEnglish } };
      }),
    ];
    let complete = isWhole(queue) && isWhole(open);
    const facts = await inTurns(patients, async (patient): Promise<PatientFacts> => {
      const asked = consultations.filter(({ value }) => value.patient === patient);
      const waiting = open.entries.map(({ value }) => value).filter((each) => each.patient === patient);
      const known: PatientFacts = {
        patient,
        ...optional('referredAt', asked.map(({ value }) => value.referredAt).toSorted()[0]),
        ...optional('phase', phases.get(patient)),
        ...optional('carer', carers.get(patient)),
        openAdvice: waiting.map((each) => ({
          dueOn: each.dueOn,
          owner: ownerOf(each, owners),
          unchecked: awaitsCheck(each),
        })),
      };
      const plan = await readable(house.planNow(caller, patient));
      if (plan === undefined) complete = false;
      return plan === undefined ? known : { ...known, ...(await ofPlan(house, session, plan)) };
    });
    return { facts, complete };
  };
}

const PHASE_TOKEN = `${PHASE_CODE.system}|${PHASE_CODE.code}`;
const CARER_TOKEN = `${INSTRUMENT_SYSTEM}|${CARER_QUESTION}`;

const isWhole = ({ unreadable, more }: { readonly unreadable: readonly string[]; readonly more: boolean }) =>
  unreadable.length === 0 && !more;

function ownerOf({ owner }: Recommendation, names: ReadonlyMap<string, string>): string {
  return owner.name ?? names.get(owner.reference ?? '') ?? owner.reference ?? '';
}

function optional<K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [name]: value } as Record<K, V>);
}

/** A refusal of one record does not hide the others; the agenda is then said not to be complete. */
async function readable<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Problem && error.status < 500) return undefined;
    throw error;
  }
}

async function inTurns<T, R>(all: readonly T[], work: (each: T) => Promise<R>): Promise<readonly R[]> {
  const done: R[] = [];
  for (let first = 0; first < all.length; first += AT_ONCE)
    done.push(...(await Promise.all(all.slice(first, first + AT_ONCE).map(work))));
  return done;
}

async function observations(
  { readSearch }: WholeDeskHouse,
  reader: RecordReader,
  code: string,
  patients: readonly string[],
): Promise<readonly FhirResource[]> {
  const query = readSearch(
    ['Observation'],
    [
      ['code', code],
      ['patient', patients.map((each) => `Patient/${each}`).join(',')],
      ['_count', '200'],
    ],
  );
  return (await everyMatch(reader, query)).map(resourceOf);
}

/** The newest of each patient. */
function newestOf<T extends { readonly at?: string; readonly from?: string }>(
  resources: readonly FhirResource[],
  read: (resource: FhirResource) => T | undefined,
): ReadonlyMap<string, T> {
  const newest = new Map<string, T>();
  const timeOf = ({ at, from }: T) => at ?? from ?? '';
  for (const resource of resources) {
    const { reference } = (resource.subject ?? {}) as { readonly reference?: unknown };
    const one = read(resource);
    if (one === undefined || typeof reference !== 'string') continue;
    const patient = reference.replace(/^Patient\//, '');
    const before = newest.get(patient);
    if (before === undefined || timeOf(one) > timeOf(before)) newest.set(patient, one);
  }
  return newest;
}

function runningPhase(resource: FhirResource): PatientFacts['phase'] {
  const entry: PhaseEntry | undefined = readPhase(resource)?.entry;
  if (entry === undefined || entry.until !== undefined) return undefined;
  const key = `phase.${entry.phase}` as const;
  return { phase: entry.phase, words: { nl: nl[key], en: en[key] }, from: entry.from.toISOString() };
}

async function ofPlan(
  house: WholeDeskHouse,
  reader: RecordReader,
  { plan, whereabouts }: { readonly plan: CarePlan; readonly whereabouts: readonly Whereabouts[] },
): Promise<Partial<PatientFacts>> {
  const { asOf, patient, preferredPlaceOfDeath } = plan;
  const wishes = preferredPlaceOfDeath.current.flatMap(({ state, place }) =>
    state === 'known' && place !== undefined ? [{ place, words: placeWords(place) }] : [],
  );
  const { deceased } = patient;
  return {
    ...(asOf === undefined || asOf.precision === 'year' ? {} : { planChanged: asOf }),
    wishes,
    here: whereabouts.map(hereOf),
    ...(deceased === undefined
      ? {}
      : {
          died: deceased.on === undefined ? {} : { on: deceased.on.from.slice(0, 10) },
          deathDiscussed: await isLookedBackOn(house, reader, patient.id),
        }),
  };
}

const WHERE: Readonly<Record<Whereabouts['kind'], PlaceKind>> = {
  admitted: 'hospital',
  hospice: 'hospice',
  homeCare: 'home',
};

function hereOf({ kind, place, since }: Whereabouts): NonNullable<PatientFacts['here']>[number] {
  const at = WHERE[kind];
  const words = kind === 'admitted' ? ADMITTED : placeWords(at);
  const named = place === undefined ? '' : ` (${place})`;
  return {
    place: at,
    words: { nl: `${words.nl}${named}`, en: `${words.en}${named}` },
    ...(since === undefined ? {} : { since: since.from.slice(0, 10) }),
  };
}

/** A stay says that somebody was taken in; the name of the place says where. */
const ADMITTED = { nl: nl['place.admitted'], en: en['place.admitted'] };
const placeWords = (place: NamedPlace) => ({ nl: nl[`place.${place}`], en: en[`place.${place}`] });

/** Whether a meeting has spoken of this patient as of somebody who died. */
async function isLookedBackOn(
  { readSearch }: WholeDeskHouse,
  reader: RecordReader,
  patient: string,
): Promise<boolean> {
  const page = await reader.search(
    readSearch(
      ['Composition'],
      [
        ['type', MINUTES_TOKEN],
        ['patient', `Patient/${patient}`],
        ['_count', '200'],
      ],
    ),
  );
  return page.matches
    .map((version) => fromComposition(resourceOf(version)))
    .some(
      (item) =>
        item.frozen !== undefined && isDiscussed(item) && item.reasons.some(({ kind }) => kind === 'death'),
    );
}
