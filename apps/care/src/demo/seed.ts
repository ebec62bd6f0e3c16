import { setTimeout as wait } from 'node:timers/promises';
import type { PlanStandard } from '@caecilia/careplan';
import type { FhirResource } from '@caecilia/fhir';
import { type Caller, Problem, type RecordSession } from '@caecilia/kernel';
import type { Store } from '@caecilia/store';
import type { ReadSearch } from '../read-search.ts';
import { type DemoCalendar, demoCalendar } from './calendar.ts';
import { handmadeDemo } from './demo-record.ts';
import { makeWhole } from './load-demo.ts';
import { INVENTED } from './resources.ts';
import { historyOf, toldOf } from './story/history.ts';

const SEEDER: Caller = { id: 'system:seed', role: 'system', scope: { kind: 'everything' } };

/** Patients in one transaction: some hundreds of resources, so that little is lost and little is waited for. */
export const PATIENTS_AT_ONCE = 20;

/** What a run of seeding needs. */
export interface SeedRun {
  readonly store: Store;
  readonly standard: PlanStandard;
  readonly calendar: DemoCalendar;
  /** Letters, digits, `-` and `.`. */
  readonly seed: string;
  readonly patients: number;
  /** Transactions at the same time. */
  readonly atOnce: number;
  /** Turns true when the person asked to stop; transactions under way are finished first. */
  readonly stopped: () => boolean;
  /** Told before the first transaction how many patients are still to be made. */
  readonly onBegin: (patients: number) => void;
  /** Told after each transaction. */
  readonly onDone: (patients: number, resources: number) => void;
}

/** The day for which a seed was made the first time: whoever goes on with it later makes the same patients. */
export async function calendarOfSeed(
  store: Store,
  seed: string,
  now: Date,
  calendarOf: (day: string) => DemoCalendar,
): Promise<DemoCalendar> {
  const kept = await store.readSetting(nameOf(seed));
  if (kept !== undefined) return calendarOf(kept);
  const calendar = demoCalendar(now);
  await store.saveSetting(nameOf(seed), calendar.today);
  return calendar;
}

const nameOf = (seed: string) => `seed ${seed}`;

/** Whether the record holds a patient that is not marked as invented: it may be a real one. */
export async function holdsOthers(store: Store, readSearch: ReadSearch): Promise<boolean> {
  const query = readSearch(
    ['Patient'],
    [
      ['_tag:not', `${INVENTED.system}|${INVENTED.code}`],
      ['_count', '1'],
    ],
  );
  return (await store.session(SEEDER).search(query)).matches.length > 0;
}

/** Puts the people and places of the handmade demo there, where there is none yet. */
export async function placeHandmade({ store, standard, calendar }: SeedRun): Promise<void> {
  const session = store.session(SEEDER);
  await makeWhole(store, {
    today: calendar.today,
    bundles: (each) => handmadeDemo(standard, each),
    put: async ({ entry }) =>
      await write(
        session,
        entry.map(({ resource }) => resource),
      ),
  });
}

/** Makes the patients that are not there yet; gives how many were made. */
export async function seedPatients(run: SeedRun): Promise<number> {
  const session = run.store.session(SEEDER);
  const missing = await missingPortions(session, run);
  run.onBegin(missing.reduce((sum, first) => sum + portion(first, run.patients).length, 0));
  let [next, made] = [0, 0];
  const worker = async () => {
    for (let first = missing[next++]; first !== undefined && !run.stopped(); first = missing[next++]) {
      const numbers = portion(first, run.patients);
      const resources = numbers.flatMap((n) => seeded(n, run));
      await patiently(() => write(session, resources));
      made += numbers.length;
      run.onDone(numbers.length, resources.length);
    }
  };
  await Promise.all(Array.from({ length: run.atOnce }, worker));
  return made;
}

/** Logical id of the n-th patient of a seed. */
export const seededId = (seed: string, n: number) => `seed-${seed}-${String(n).padStart(6, '0')}`;

/** Everything about the n-th patient of a seed. */
export function seeded(
  n: number,
  run: Pick<SeedRun, 'seed' | 'calendar' | 'standard'>,
): readonly FhirResource[] {
  const { seed, calendar, standard } = run;
  return historyOf(toldOf(seededId(seed, n), n, { seed, calendar, standard, depth: 'light' }));
}

const portion = (first: number, patients: number) =>
  Array.from({ length: Math.min(PATIENTS_AT_ONCE, patients - first) }, (_, index) => first + index);

const ASKED_AT_ONCE = 200;

/**
 * The first numbers of the portions that are not there. A portion is one transaction: it is there whole when its last
 * patient is, and else not at all, or in part where an earlier run asked for fewer patients.
 */
async function missingPortions(session: RecordSession, run: SeedRun): Promise<readonly number[]> {
  const firsts = Array.from(
    { length: Math.ceil(run.patients / PATIENTS_AT_ONCE) },
    (_, index) => index * PATIENTS_AT_ONCE,
  );
  const missing: number[] = [];
  for (let start = 0; start < firsts.length; start += ASKED_AT_ONCE) {
    const some = firsts.slice(start, start + ASKED_AT_ONCE);
    const lastOf = (first: number) => seededId(run.seed, portion(first, run.patients).at(-1) ?? first);
    const found = await session.readMany(some.map((first) => ({ type: 'Patient', id: lastOf(first) })));
    const there = new Set(found.map(({ id }) => id));
    missing.push(...some.filter((first) => !there.has(lastOf(first))));
  }
  return missing;
}

const TRIES = 8;

/**
 * Again where the database is busy: a large house is filled while others use the machine. Whether what was under way was
 * kept makes no difference: everything is put under its own id.
 */
async function patiently(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const isBusy = error instanceof Problem && (error.code === 'timeout' || error.code === 'transient');
      if (!isBusy || attempt === TRIES) throw error;
      await wait(2000 * attempt);
    }
  }
}

/** Put under their ids: a portion of which a part is there already comes out as if it was made at once. */
async function write(session: RecordSession, resources: readonly FhirResource[]): Promise<void> {
  await session.transaction(async (transaction) => {
    await transaction.write(
      resources.map((resource) => ({ kind: 'update', id: String(resource.id), resource })),
    );
  });
}
