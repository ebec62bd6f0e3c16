import {
  bytesOf,
  countOf,
  integerOf,
  optionalTextOf,
  type Row,
  type Sql,
  type Statement,
  textOf,
} from '@caecilia/engine';
import { headDigest, type LineTail } from '../log/line.ts';
import { digestOfWho, WHO_COLUMNS } from '../log/who.ts';

/** A line as it is kept, with what proves it. */
export interface KeptLine {
  readonly n: number;
  readonly seq: string;
  /** `2026-11`, in UTC. */
  readonly month: string;
  readonly who: string;
  readonly event: string;
  readonly action: string;
  readonly type: number | null;
  readonly target: string | null;
  readonly detail: string | null;
  readonly atMicros: string;
  readonly tail: LineTail;
  /** First bytes of the hash of the lane that the line's link follows. */
  readonly after: string;
  readonly hash: Uint8Array;
  /** The digest of its head under a digest of its who. */
  readonly headWith: (who: string) => string;
}

const PAGE = 2_000;

const LINES: Statement = {
  name: 'verify_lane',
  text: `select n::text, seq::text, (extract(epoch from at) * 1000000)::bigint::text as micros,
      to_char(at at time zone 'UTC', 'YYYY-MM') as month, who::text, event, action, request, type, target,
      array_to_string(returned, ' ') as returned, detail, vid, patient, outcome, after, hash
    from audit a where a.lane = $1::smallint and a.n > $2::bigint order by a.lane, a.n, a.seq limit ${PAGE}`,
};

const SAME: Statement = {
  name: 'verify_lane_twice',
  text: 'select count(*)::text as lines from audit where lane = $1::smallint and n = $2::bigint',
};

/** The lines of a lane in their order, from behind `after`. */
export async function* linesOf(sql: Sql, lane: number, after = 0): AsyncGenerator<KeptLine> {
  let last = after;
  for (;;) {
    const rows = await sql.query(LINES, [lane, last]);
    for (const row of rows) yield keptLine(row);
    const end = rows.at(-1);
    if (end === undefined) return;
    last = countOf(end.n);
    // Two lines with one number are a forgery, and the second of them may stand on the next page.
    const [same] = await sql.query(SAME, [lane, last]);
    const shown = rows.filter((row) => row.n === end.n).length;
    if (countOf(same?.lines) > shown) yield keptLine(end);
  }
}

function keptLine(row: Row): KeptLine {
  const head = {
    atMicros: textOf(row.micros),
    event: textOf(row.event),
    action: textOf(row.action),
    request: optionalTextOf(row.request) ?? null,
    type: optionalInteger(row.type),
    target: optionalTextOf(row.target) ?? null,
    returned: optionalTextOf(row.returned) ?? null,
    detail: optionalTextOf(row.detail) ?? null,
  };
  return {
    ...head,
    n: countOf(row.n),
    seq: textOf(row.seq),
    month: textOf(row.month),
    who: textOf(row.who),
    tail: {
      seq: textOf(row.seq),
      versionId: optionalInteger(row.vid),
      patient: optionalTextOf(row.patient) ?? null,
      outcome: integerOf(row.outcome),
    },
    after: Buffer.from(bytesOf(row.after)).toString('hex'),
    hash: bytesOf(row.hash),
    headWith: (who) => headDigest({ ...head, who }),
  };
}

function optionalInteger(value: Row[string] | undefined): number | null {
  return value === null ? null : integerOf(value);
}

const WHO: Statement = {
  name: 'verify_who',
  text: `select digest, ${WHO_COLUMNS.join(', ')} from audit_who where key = $1::bigint`,
};

/** Rows of `audit_who`, each read and proved once. */
export class ProvedWhos {
  readonly #sql: Sql;
  readonly #digests = new Map<string, string>();

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** The digest, or what is wrong with the row. */
  async digestOf(key: string): Promise<{ readonly digest: string } | { readonly reason: string }> {
    const proved = this.#digests.get(key);
    if (proved !== undefined) return { digest: proved };
    const [row] = await this.#sql.query(WHO, [key]);
    if (row === undefined) return { reason: 'the row that says who did it is missing' };
    const digest = Buffer.from(bytesOf(row.digest)).toString('hex');
    const values = WHO_COLUMNS.map((column) => optionalTextOf(row[column]) ?? null);
    if (digestOfWho(values) !== digest) return { reason: 'the row that says who did it was changed' };
    this.#digests.set(key, digest);
    return { digest };
  }
}
