import type { FhirResource } from '@caecilia/fhir';
import { Problem, resourceOf } from '@caecilia/kernel';
import fc from 'fast-check';
import { absencesOverRecord, rotaOverRecord, type Span, type TeamRota } from '../../care/team/src/index.ts';
import { type Act, act, timeIn } from '../../care/team/src/testing/arbitraries.ts';
import { dutchTime } from '../../care/team/src/testing/minutes.ts';
import { memberNamed, PLANNER, ROLE, TEAM, type TeamRecord } from './team-record.ts';

/** What came of some people who changed one rota at the same time. */
export interface RaceReport {
  /** Changes that were made, and those refused because a colleague was first or somebody was away. */
  readonly made: number;
  readonly refused: number;
  /** Minutes that the record gives to two people; there must be none. */
  readonly doubled: readonly string[];
  /** Minutes that the rota tells otherwise than the Slots in the record and the absences; there must be none. */
  readonly wrong: readonly string[];
  readonly minutes: number;
  readonly gapMinutes: number;
}

const MINUTE_MS = 60_000;
const MEMBERS = 4;
const REFUSALS = ['conflict', 'business-rule'];

/** Some people, each with acts of their own, all at once; the acts follow from the seed, their order does not. */
export async function race(
  record: TeamRecord,
  week: Span,
  { people, actsEach, seed }: { people: number; actsEach: number; seed: number },
): Promise<RaceReport> {
  const rota = rotaOverRecord(record.house);
  const absences = absencesOverRecord(record.house);
  const acts = fc.sample(fc.array(act(week, MEMBERS), { minLength: actsEach, maxLength: actsEach }), {
    numRuns: people,
    seed,
  });
  const away = fc.sample(timeIn(week), { numRuns: 2, seed });
  let [made, refused] = [0, 0];
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      if ((await work()) === 'nothing to do') return;
      made += 1;
    } catch (error) {
      if (!(error instanceof Problem) || !REFUSALS.includes(error.code)) throw error;
      refused += 1;
    }
  };
  await Promise.all([
    ...acts.map(async (own) => {
      for (const next of own) await attempt(() => doneBy(rota, week, next));
    }),
    ...away.map((absence, index) =>
      attempt(() => absences.record(PLANNER, TEAM, `Practitioner/invented-${index}`, absence)),
    ),
  ]);
  await rush(rota, { from: week.from, until: week.from + 60 * MINUTE_MS }, people, attempt);
  return { made, refused, ...(await told(record, rota, week)) };
}

/** Everybody fills the same gap at the same moment: there is no version that would give the second away. */
async function rush(
  rota: TeamRota,
  span: Span,
  people: number,
  attempt: (work: () => Promise<unknown>) => Promise<void>,
): Promise<void> {
  const [{ duties: seen } = { duties: [] }] = await rota.read(PLANNER, TEAM, span, [ROLE]);
  await rota.handOver(PLANNER, TEAM, { role: ROLE, span, to: undefined, seen });
  const fillers = Array.from({ length: people }, (_, index) => memberNamed(index % MEMBERS));
  await Promise.all(
    fillers.map((to) => attempt(() => rota.handOver(PLANNER, TEAM, { role: ROLE, span, to, seen: [] }))),
  );
}

/** One act as a person does it: look, then change what was seen. */
async function doneBy(rota: TeamRota, week: Span, next: Act): Promise<unknown> {
  if (next.kind === 'swap') {
    const [{ duties } = { duties: [] }] = await rota.read(PLANNER, TEAM, week, [ROLE]);
    const [one, other] = [duties[next.one % duties.length], duties[next.other % duties.length]];
    if (one === undefined || other === undefined) return 'nothing to do';
    return await rota.swap(PLANNER, TEAM, { role: ROLE, both: [one, other] });
  }
  const { span } = next;
  const [{ duties: seen } = { duties: [] }] = await rota.read(PLANNER, TEAM, span, [ROLE]);
  if (next.kind === 'hand over')
    return await rota.handOver(PLANNER, TEAM, { role: ROLE, span, to: next.to, seen });
  const publication = { role: ROLE, span, duties: next.duties, seen, agreed: [] };
  const asked = await rota.publish(PLANNER, TEAM, publication);
  return asked.kind === 'published'
    ? asked
    : await rota.publish(PLANNER, TEAM, { ...publication, agreed: asked.gaps });
}

/** Counts, minute by minute, from the Slots as they stand in the database and from nothing the module says. */
async function told({ opened }: TeamRecord, rota: TeamRota, week: Span) {
  const holders = await holdersByMinute(opened, week);
  const away = await awayByMinute(opened, week);
  const [answer] = await rota.read(PLANNER, TEAM, week, [ROLE]);
  const wrong: string[] = [];
  const doubled: string[] = [];
  let gapMinutes = 0;
  for (const [index, there] of holders.entries()) {
    const at = week.from + index * MINUTE_MS;
    if (there.length > 1) doubled.push(`${dutchTime(at)}: ${there.join(' and ')}`);
    const expected = there.find((holder) => !away[index]?.includes(holder));
    const says = (answer?.stretches ?? []).filter(({ from, until }) => from <= at && at < until);
    const [now] = says;
    const member = now?.kind === 'member' ? now.holder : undefined;
    if (says.length !== 1 || member !== expected) wrong.push(`${dutchTime(at)}: ${String(member)}`);
    if (now?.kind === 'gap') gapMinutes += 1;
  }
  return { doubled, wrong, minutes: holders.length, gapMinutes };
}

type Opened = TeamRecord['opened'];

async function currentOf(opened: Opened, type: string): Promise<readonly FhirResource[]> {
  const session = opened.store.session(PLANNER);
  const { versions } = await session.history({ type, at: '2100-01-01T00:00:00Z', count: 100_000 });
  return versions.filter(({ deleted }) => !deleted).map(resourceOf);
}

async function holdersByMinute(opened: Opened, week: Span): Promise<readonly (readonly string[])[]> {
  const schedules = new Map(
    (await currentOf(opened, 'Schedule')).map(({ id, actor }) => [
      `Schedule/${id}`,
      (actor as { reference: string }[])[0]?.reference ?? '',
    ]),
  );
  const slots = (await currentOf(opened, 'Slot')).filter(({ status }) => status === 'busy');
  const minutes = emptyMinutes(week);
  for (const { start, end, schedule } of slots) {
    const holder = schedules.get((schedule as { reference: string }).reference) ?? 'nobody knows';
    paint(minutes, week, { from: Date.parse(String(start)), until: Date.parse(String(end)) }, holder);
  }
  return minutes;
}

async function awayByMinute(opened: Opened, week: Span): Promise<readonly (readonly string[])[]> {
  const minutes = emptyMinutes(week);
  for (const { id, notAvailable } of await currentOf(opened, 'PractitionerRole')) {
    for (const { during } of (notAvailable ?? []) as { during: { start: string; end: string } }[])
      paint(
        minutes,
        week,
        { from: Date.parse(during.start), until: Date.parse(during.end) + 1 },
        `PractitionerRole/${id}`,
      );
  }
  return minutes;
}

const emptyMinutes = ({ from, until }: Span) =>
  Array.from({ length: (until - from) / MINUTE_MS }, (): string[] => []);

function paint(minutes: readonly string[][], week: Span, { from, until }: Span, holder: string): void {
  for (let at = Math.max(from, week.from); at < Math.min(until, week.until); at += MINUTE_MS)
    minutes[(at - week.from) / MINUTE_MS]?.push(holder);
}
