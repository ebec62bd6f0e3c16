import { integerOf, plainArray, type Sql } from '@caecilia/engine';
import { bucketOf, internalId } from '../ids.ts';
import { typeName } from '../resource-types.ts';
import type { Break } from './check-resource.ts';
import type { KeptLine } from './log-lines.ts';

const PAGE = 2_000;

const NEWEST = {
  name: 'verify_newest',
  text: `select a.n from unnest($1::text::int[], $2::text::smallint[], $3::text::uuid[], $4::text::smallint[], $5::text::int[])
      as a(n, type, id, told, vid)
    left join res r on r.type = a.type and r.id = a.id
      and r.bucket = coalesce((select p.bucket from place p where p.type = a.type and p.id = a.id), a.told)
    where (r.vid is null or r.vid < a.vid) and not exists (
      select 1 from destroyed d where d.type = a.type and d.id = a.id and d.whole and d.vid >= a.vid)
    order by a.n limit 1`,
};

/** Events of the store itself; others tell of a version without having made it. */
const MAKE = new Set(['create', 'update', 'delete']);

/** A version that the log says was made. */
interface Made {
  readonly type: number;
  readonly id: string;
  readonly versionId: number;
}

/** Every version that the log says was made is there. Looks in portions. */
export class MadeVersions {
  readonly #sql: Sql;
  #waiting: Made[] = [];

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Takes note of a line; gives a version that is missing, perhaps of an earlier line. */
  async read({ event, type, target, tail }: KeptLine): Promise<Break | undefined> {
    const { versionId, outcome } = tail;
    if (!MAKE.has(event) || outcome !== 0 || versionId === null || type === null || target === null)
      return undefined;
    this.#waiting.push({ type, id: target, versionId });
    return this.#waiting.length < PAGE ? undefined : await this.missing();
  }

  /** Looks for what was noted and not looked for yet. */
  async missing(): Promise<Break | undefined> {
    const made = this.#waiting;
    this.#waiting = [];
    if (made.length === 0) return undefined;
    const ids = made.map(({ type, id }) => internalId(typeName(type), id).id);
    const [row] = await this.#sql.query(NEWEST, [
      plainArray(made.map((_one, index) => index)),
      plainArray(made.map(({ type }) => type)),
      plainArray(ids),
      plainArray(ids.map(bucketOf)),
      plainArray(made.map(({ versionId }) => versionId)),
    ]);
    const one = row === undefined ? undefined : made[integerOf(row.n)];
    if (one === undefined) return undefined;
    return {
      place: `${typeName(one.type)}/${one.id}/_history/${one.versionId}`,
      reason: 'the log tells of this version, but it is not there',
    };
  }
}
