import { booleanOf, bytesOf, countOf, type Database, integerOf, type Sql } from '@caecilia/engine';
import { type Caller, Problem } from '@caecilia/kernel';
import { insertAudit } from '../audit.ts';
import {
  type Anchor,
  anchorsOf,
  digestOfAnchors,
  removableFrom,
  targetOfRemoval,
} from '../verify/anchors.ts';
import { checkLog } from '../verify/check-log.ts';
import { LaneState } from '../verify/lane-state.ts';
import type { Whos } from './who.ts';

/** Which month goes, and who takes it out. */
export interface Removal {
  /** `2026-11`, in UTC. */
  readonly month: string;
  readonly caller: Caller;
  readonly now: Date;
}

/**
 * Takes out a whole month of the log after its time, in one transaction: what leads on over its lines stays
 * (`audit_anchor`), and a line tells of it. Throws `Problem('business-rule')` for a month that must be kept, and where
 * the log is broken: what is broken must stay to be looked at.
 */
export async function removeMonth(
  database: Database,
  whos: Whos,
  { month, caller, now }: Removal,
): Promise<number> {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new Problem('value', 'a month is written like 2026-11');
  const name = month.replace('-', '_');
  if (now.getTime() < removableFrom(name))
    throw new Problem(
      'business-rule',
      `the log of ${month} must be kept: no line younger than five years may go`,
    );
  return await database.transaction(async (sql) => {
    await sql.query({ text: 'select pg_advisory_xact_lock(4123008712)' }, []);
    const [place] = await sql.query({ text: 'select to_regclass($1) is not null as there' }, [
      `audit_${name}`,
    ]);
    if (place?.there !== true) throw new Problem('not-found', `the log has no month ${month}`);
    const { firstBreak } = await checkLog(sql);
    if (firstBreak !== undefined)
      throw new Problem(
        'business-rule',
        `the log is broken (${firstBreak.place}); nothing is taken out of it`,
      );
    const anchors = await anchorsFor(sql, name);
    for (const anchor of anchors) await sql.query(ADD_ANCHOR, anchorParams(anchor));
    await sql.query({ text: `alter table audit detach partition audit_${name}` }, []);
    await sql.query({ text: `drop table audit_${name}` }, []);
    await whos.ensureWithin(sql, caller);
    const told = { event: 'log-change', action: 'D', outcome: 0, atMs: now.getTime(), caller } as const;
    await insertAudit(sql, [{ ...told, target: targetOfRemoval(name), detail: digestOfAnchors(anchors) }]);
    return anchors.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  });
}

const ADD_ANCHOR = {
  text: `insert into audit_anchor (month, lane, first, last, whole, hash)
    values ($1, $2::smallint, $3::bigint, $4::bigint, $5::boolean, decode($6, 'hex'))`,
};

function anchorParams({ month, lane, first, last, whole, hash }: Anchor) {
  return [month, lane, first, last, whole, Buffer.from(hash).toString('hex')];
}

/** A line as far as its place in the chain goes. */
interface Place {
  readonly n: number;
  readonly after: string;
  readonly hash: Uint8Array;
  readonly goes: boolean;
}

async function anchorsFor(sql: Sql, month: string): Promise<readonly Anchor[]> {
  const before = await anchorsOf(sql);
  const lanes = await sql.query({ text: `select distinct lane from audit_${month} m order by m.lane` }, []);
  const found: Anchor[] = [];
  for (const row of lanes) {
    const lane = integerOf(row.lane);
    const kept = before.filter((anchor) => anchor.lane === lane);
    found.push(...anchorsInLane({ month, lane }, await placesIn(sql, lane, month), kept));
  }
  return found;
}

async function placesIn(sql: Sql, lane: number, month: string): Promise<readonly Place[]> {
  const text = `select n::text as place, after, hash, a.tableoid = 'audit_${month}'::regclass as goes
    from audit a where a.lane = $1::smallint order by a.n`;
  return (await sql.query({ text }, [lane])).map((row) => ({
    n: countOf(row.place),
    after: Buffer.from(bytesOf(row.after)).toString('hex'),
    hash: bytesOf(row.hash),
    goes: booleanOf(row.goes),
  }));
}

/** Walks the links of a lane; those that go as a whole become one anchor, lines out of others one for each run. */
function anchorsInLane(
  of: Pick<Anchor, 'month' | 'lane'>,
  places: readonly Place[],
  kept: readonly Anchor[],
): readonly Anchor[] {
  const state = new LaneState(of.lane);
  const waiting = [...kept];
  const anchors: Anchor[] = [];
  let n = 0;
  for (const link of linksOf(places)) {
    n = skipped(state, waiting, n);
    const isWhole = link.every(({ goes }) => goes) && !isShared(link, kept);
    for (const place of link) {
      n = skipped(state, waiting, n);
      state.follows(place.after, place.n);
      state.add(place.hash);
      n = place.n;
    }
    if (isWhole) pushWhole(anchors, of, link, state);
    else anchors.push(...partsOf(of, link));
  }
  return anchors;
}

function skipped(state: LaneState, waiting: Anchor[], n: number): number {
  let reached = n;
  for (let anchor = waiting[0]; anchor?.first === reached + 1; anchor = waiting[0]) {
    waiting.shift();
    state.skip(anchor);
    reached = anchor.last;
  }
  return reached;
}

/** Whether lines of this link went with another month already. */
function isShared(link: readonly Place[], kept: readonly Anchor[]): boolean {
  const after = link[0]?.after;
  return kept.some(({ whole, hash }) => !whole && Buffer.from(hash.subarray(0, 8)).toString('hex') === after);
}

function pushWhole(
  anchors: Anchor[],
  of: Pick<Anchor, 'month' | 'lane'>,
  link: readonly Place[],
  state: LaneState,
): void {
  const [first, last] = [link[0]?.n ?? 0, link.at(-1)?.n ?? 0];
  const before = anchors.at(-1);
  const joins = before?.whole === true && before.last + 1 === first;
  if (joins) anchors.pop();
  anchors.push({ ...of, first: joins ? before.first : first, last, whole: true, hash: state.close() });
}

function partsOf(of: Pick<Anchor, 'month' | 'lane'>, link: readonly Place[]): readonly Anchor[] {
  const parts: Anchor[] = [];
  for (const { n, after, hash, goes } of link) {
    if (!goes) continue;
    const before = parts.at(-1);
    if (before?.last === n - 1)
      parts[parts.length - 1] = { ...before, last: n, hash: Buffer.concat([before.hash, hash]) };
    else
      parts.push({
        ...of,
        first: n,
        last: n,
        whole: false,
        hash: Buffer.concat([Buffer.from(after, 'hex'), hash]),
      });
  }
  return parts;
}

/** Lines that follow the same hash. */
function* linksOf(places: readonly Place[]): Iterable<readonly Place[]> {
  let link: Place[] = [];
  for (const place of places) {
    if (link.length > 0 && link[0]?.after !== place.after) {
      yield link;
      link = [];
    }
    link.push(place);
  }
  if (link.length > 0) yield link;
}
