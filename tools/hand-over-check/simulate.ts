import { type HandOverEvent, UNREAD_TASK_SYSTEM } from '@caecilia/exchange';
import { elementsOf } from '@caecilia/fhir';
import { type Caller, resourceOf } from '@caecilia/kernel';
import type { Store } from '@caecilia/store';
import { HAND_OVER_KEEPER } from '../../apps/care/src/exchange/hand-over-duty.ts';
import { handOversOf } from '../../apps/care/src/exchange/hand-overs.ts';
import type { ReadSearch } from '../../apps/care/src/read-search.ts';

/** What is simulated. */
export interface Simulation {
  readonly handOvers: number;
  readonly seed: number;
  /** The day in whose night the clock is changed: it lies in the middle of the time that is simulated. */
  readonly aroundDay: string;
  /** Hours between two looks of the servers, on the average. */
  readonly everyHours: number;
  readonly mostRestarts: number;
  /** Opens the servers of one house, on one database; called again after each restart, when all were closed. */
  readonly open: (now: () => Date) => Promise<Servers>;
}

/** Servers that work on one record at the same time. */
export interface Servers {
  readonly stores: readonly Store[];
  readonly readSearch: ReadSearch;
  close(): Promise<void>;
}

/** What came of it. */
export interface Outcome {
  readonly handOvers: number;
  readonly tasks: number;
  readonly unread: number;
  readonly readInTime: number;
  readonly runs: number;
  readonly restarts: number;
  /** Each hand-over whose tasks are not what the plain reading of the rule says. */
  readonly wrong: readonly string[];
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SPAN = 6 * DAY;
const WRITER: Caller = {
  id: 'Practitioner/sender',
  name: 'A. Verzonnen',
  role: 'system',
  scope: { kind: 'everything' },
};

/** One hand-over as it is planned: a story that knows nothing of how the product works it out. */
interface Fate {
  readonly made: number;
  readonly events: readonly HandOverEvent[];
  /** When somebody opened it, or it was withdrawn; never: infinity. */
  readonly settled: number;
}

type Step =
  | { readonly at: number; readonly does: 'make'; readonly index: number }
  | { readonly at: number; readonly does: 'event'; readonly index: number; readonly event: HandOverEvent }
  | { readonly at: number; readonly does: 'run' | 'restart' };

/** Numbers between 0 and 1 (mulberry32). */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function fateFrom(next: () => number, begin: number): Fate {
  const made = begin + Math.floor(next() * (SPAN - 2 * DAY));
  const nearLimit = made + DAY + Math.round((next() - 0.5) * 4) * 1000;
  const settled = next() < 0.2 ? nearLimit : made + Math.floor(next() * 2 * DAY);
  const who = { name: 'B. Verzonnen', practice: 'Praktijk Verzonnen' };
  const early: readonly HandOverEvent[] =
    next() < 0.4
      ? [{ kind: 'failed', at: made + 1000, cause: 'unreachable' }]
      : [{ kind: 'notified', at: made + 1000 }];
  const kind = next();
  if (kind < 0.35) return { made, events: early, settled: Number.POSITIVE_INFINITY };
  const end: HandOverEvent =
    kind < 0.5 ? { kind: 'withdrawn', at: settled } : { kind: 'opened', at: settled, how: 'here', who };
  return { made, events: [...early, end], settled };
}

/** Plays it on a real record and compares each hand-over with the rule, read plainly. */
export async function simulate(simulation: Simulation): Promise<Outcome> {
  const { handOvers, seed, aroundDay, open } = simulation;
  const next = random(seed);
  const begin = Date.parse(`${aroundDay}T00:00:00Z`) - SPAN / 2;
  const fates = Array.from({ length: handOvers }, () => fateFrom(next, begin));
  const steps = stepsOf(fates, next, { ...simulation, begin });
  const clock = { now: begin };
  const now = () => new Date(clock.now);
  let servers = await open(now);
  const ids = new Map<number, string>();
  let restarts = 0;
  for (const [at, together] of atOnce(steps)) {
    clock.now = at;
    if (together.some(({ does }) => does === 'restart')) {
      await servers.close();
      servers = await open(now);
      restarts += 1;
    }
    await playTogether({ servers, now, ids }, together);
  }
  const counts = await tasksIn(servers);
  await servers.close();
  const runs = steps.filter(({ does }) => does === 'run').map(({ at }) => at);
  return { ...judged(fates, { ids, counts, runs }), runs: runs.length, restarts };
}

/** Servers look at uneven times; for half a day none does, and then they are started again. */
function stepsOf(
  fates: readonly Fate[],
  next: () => number,
  { begin, everyHours, mostRestarts }: Simulation & { readonly begin: number },
): readonly Step[] {
  const steps: Step[] = fates.flatMap((fate, index): Step[] => [
    { at: fate.made, does: 'make', index },
    ...fate.events.map((event): Step => ({ at: Math.max(event.at, fate.made), does: 'event', index, event })),
  ]);
  const settled = fates.map((fate) => fate.settled).filter(Number.isFinite);
  let restarts = 0;
  for (let at = begin; at < begin + SPAN + 2 * DAY; ) {
    const isDown = restarts < mostRestarts && next() < 0.1;
    restarts += isDown ? 1 : 0;
    at += Math.floor((isDown ? 12 : next() * 2 * everyHours) * HOUR);
    // Now and then a server looks in the very second in which somebody opens one.
    const same = next() < 0.3 ? settled[Math.floor(next() * settled.length)] : undefined;
    if (same !== undefined) steps.push({ at: same, does: 'run' });
    if (isDown) steps.push({ at, does: 'restart' });
    steps.push({ at, does: 'run' });
  }
  return steps;
}

/** Steps by the moment at which they come, each moment in order. */
function atOnce(steps: readonly Step[]): readonly (readonly [number, readonly Step[]])[] {
  const moments = Map.groupBy(steps, ({ at }) => at);
  return [...moments].toSorted(([one], [other]) => one - other);
}

interface Play {
  readonly servers: Servers;
  readonly now: () => Date;
  readonly ids: Map<number, string>;
}

async function playTogether({ servers, now, ids }: Play, steps: readonly Step[]): Promise<void> {
  const houses = servers.stores.map((store) =>
    handOversOf({ session: (caller) => store.session(caller), readSearch: servers.readSearch, now }),
  );
  const [first] = houses;
  if (first === undefined) throw new Error('no server is there');
  for (const step of steps) {
    if (step.does !== 'make') continue;
    // The form is sent twice, to two servers.
    const form = `form-${step.index}`;
    const made = await Promise.all(
      [0, 1].map((copy) => makeOne(houses[copy % houses.length] ?? first, form)),
    );
    if (made[0]?.id !== made[1]?.id) throw new Error('one form made two hand-overs');
    ids.set(step.index, made[0]?.id ?? '');
  }
  const looks = steps.some(({ does }) => does === 'run')
    ? // Each server looks, and the first of them twice.
      [...houses, first].map((house) => house.tellUnread(HAND_OVER_KEEPER))
    : [];
  const events = steps.flatMap((step, index) => {
    if (step.does !== 'event') return [];
    const house = houses[index % houses.length] ?? first;
    return [house.record(HAND_OVER_KEEPER, ids.get(step.index) ?? '', step.event)];
  });
  await Promise.all([...looks, ...events]);
}

async function makeOne(house: ReturnType<typeof handOversOf>, form: string) {
  return await house.make(
    WRITER,
    {
      patientId: 'anna',
      channel: 'inbox',
      ground: 'treatment',
      standard: 'pzp-1.0.0-rc2',
      team: 'HealthcareService/team',
      role: 'consult-nurse',
      to: { reference: 'Organization/practice', name: 'Praktijk Verzonnen' },
    },
    form,
  );
}

/** How many tasks each hand-over has in the record. */
async function tasksIn(servers: Servers): Promise<ReadonlyMap<string, number>> {
  const [store] = servers.stores;
  if (store === undefined) throw new Error('no server is there');
  const counts = new Map<string, number>();
  let query = servers.readSearch(
    ['Task'],
    [
      ['identifier', `${UNREAD_TASK_SYSTEM}|`],
      ['_count', '500'],
    ],
  );
  for (;;) {
    const page = await store.session(WRITER).search(query);
    for (const version of page.matches)
      for (const { system, value } of elementsOf(resourceOf(version).identifier))
        if (system === UNREAD_TASK_SYSTEM) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
    if (page.next === undefined) return counts;
    query = { ...query, cursor: page.next };
  }
}

/** The rule, read plainly: told once by the first look that found it a day old and not settled. */
function judged(
  fates: readonly Fate[],
  {
    ids,
    counts,
    runs,
  }: {
    readonly ids: ReadonlyMap<number, string>;
    readonly counts: ReadonlyMap<string, number>;
    readonly runs: readonly number[];
  },
): Omit<Outcome, 'runs' | 'restarts'> {
  const wrong: string[] = [];
  let [unread, readInTime, tasks] = [0, 0, 0];
  fates.forEach(({ made, settled }, index) => {
    const found = counts.get(ids.get(index) ?? '') ?? 0;
    tasks += found;
    const looks = runs.filter((at) => at - made >= DAY);
    const must = looks.some((at) => at < settled) ? 1 : 0;
    const may = looks.some((at) => at <= settled) ? 1 : 0;
    if (settled - made < DAY) readInTime += 1;
    if (must === 1) unread += 1;
    if (found < must || found > may)
      wrong.push(`hand-over ${index}: ${found} tasks, made ${made}, settled ${settled}`);
  });
  return { handOvers: fates.length, tasks, unread, readInTime, wrong };
}
