import { bytesOf, countOf, integerOf, type Sql } from '@caecilia/engine';
import { AnchorProof, anchorsOf } from './anchors.ts';
import type { Break } from './check-resource.ts';
import { type LaneHead, LaneWalk } from './lane-walk.ts';
import { type KeptLine, linesOf, ProvedWhos } from './log-lines.ts';
import { MadeVersions } from './made-versions.ts';

/** What the walk over the log found. */
export interface LogReport {
  readonly lines: number;
  /** The end of each lane that has lines: kept elsewhere, it proves later that nothing before it was changed. */
  readonly heads: readonly LaneHead[];
  readonly firstBreak?: Break;
}

/**
 * Walks every lane of the log and names the first line that is not as it was written, or is missing; and every version
 * that a line says was made is there: the chain of a resource cannot tell that its newest version was taken away.
 */
export async function checkLog(sql: Sql): Promise<LogReport> {
  const heads = await laneHeads(sql);
  const walk: Walk = {
    sql,
    whos: new ProvedWhos(sql),
    made: new MadeVersions(sql),
    anchors: new AnchorProof(await anchorsOf(sql)),
    lines: 0,
  };
  const firstBreak = (await firstBreakInLanes(walk, heads)) ?? (await strayLine(sql, walk, heads));
  return {
    lines: walk.lines,
    heads: heads.filter(({ lines }) => lines > 0),
    ...(firstBreak === undefined ? {} : { firstBreak }),
  };
}

interface Walk {
  readonly sql: Sql;
  readonly whos: ProvedWhos;
  readonly made: MadeVersions;
  readonly anchors: AnchorProof;
  lines: number;
}

async function laneHeads(sql: Sql): Promise<LaneHead[]> {
  const text = 'select lane, n::text as lines, hash from audit_lane order by lane';
  const rows = await sql.query({ text }, []);
  return rows.map((row) => ({
    lane: integerOf(row.lane),
    lines: countOf(row.lines),
    hash: Buffer.from(bytesOf(row.hash)).toString('hex'),
  }));
}

async function firstBreakInLanes(walk: Walk, heads: readonly LaneHead[]): Promise<Break | undefined> {
  for (const head of heads) {
    const broken = await checkLane(walk, head);
    if (broken !== undefined) return broken;
  }
  return (await walk.made.missing()) ?? walk.anchors.unproved();
}

async function checkLane(walk: Walk, head: LaneHead): Promise<Break | undefined> {
  const lane = new LaneWalk(head, walk.anchors.inLane(head.lane));
  for await (const line of linesOf(walk.sql, head.lane)) {
    const who = await walk.whos.digestOf(line.who);
    const reason = 'reason' in who ? who.reason : lane.line(line, who.digest);
    if (reason !== undefined) return { place: placeOf(head.lane, line), reason };
    walk.lines += 1;
    walk.anchors.read(line);
    const missing = await walk.made.read(line);
    if (missing !== undefined) return missing;
  }
  const reason = lane.end();
  return reason === undefined ? undefined : { place: `log, lane ${head.lane}, line ${head.lines}`, reason };
}

function placeOf(lane: number, { n, seq, month }: Pick<KeptLine, 'n' | 'seq' | 'month'>): string {
  return `log, lane ${lane}, line ${n} (seq ${seq}, ${month})`;
}

/** A line in a lane that does not exist is in nobody's walk. */
async function strayLine(sql: Sql, walk: Walk, heads: readonly LaneHead[]): Promise<Break | undefined> {
  const [all] = await sql.query({ text: 'select count(*)::text as lines from audit' }, []);
  if (countOf(all?.lines) === walk.lines) return undefined;
  const text = `select lane, n::text, seq::text, to_char(at at time zone 'UTC', 'YYYY-MM') as month from audit a
    where a.lane <> all ($1::text::smallint[]) or a.n < 1 order by a.seq limit 1`;
  const [stray] = await sql.query({ text }, [`{${heads.map(({ lane }) => lane).join(',')}}`]);
  const place =
    stray === undefined
      ? 'log'
      : placeOf(integerOf(stray.lane), {
          n: countOf(stray.n),
          seq: String(stray.seq),
          month: String(stray.month),
        });
  return { place, reason: 'it was inserted: it belongs to no lane' };
}
