import { bytesOf, integerOf, optionalTextOf, type Param, type Row, type Sql, textOf } from '@caecilia/engine';
import type { StoredVersion } from '@caecilia/kernel';
import { storedVersion } from '../stored-version.ts';

/** One kept version with what the checks need beside it. */
export interface KeptVersion {
  readonly bucket: number;
  readonly typeNumber: number;
  readonly id: string;
  /** The letter of the interaction. */
  readonly letter: string;
  readonly version: StoredVersion;
  readonly fid: string | undefined;
  readonly hash: string;
  readonly patient: string | undefined;
  /** What table `place` says of the resource; undefined where it says nothing. */
  readonly placed: number | undefined;
  /** From `res`: this is the current version. */
  readonly current: boolean;
  /** Search digests of a current version, in decimal. */
  readonly toks: readonly string[];
}

/** All versions of one resource, oldest first. */
export type KeptResource = readonly [KeptVersion, ...KeptVersion[]];

const PAGE = 500;
const KEY = 'v.bucket, v.type, v.id, v.vid';

/** One table in the order of its primary key, a page at a time: memory does not grow with the store. */
async function* rowsOf(sql: Sql, table: 'res' | 'hist'): AsyncIterable<KeptVersion> {
  const toks = table === 'res' ? "array_to_string(v.toks, ',')" : `''`;
  const text = `select v.bucket, v.type, v.id, v.fid, v.vid, v.last_updated, v.deleted, v.method, v.content, v.hash,
    v.patient, ${toks} as toks, p.bucket as placed
    from ${table} v left join place p on p.type = v.type and p.id = v.id
    where (${KEY}) > ($1::smallint, $2::smallint, $3::uuid, $4::int) order by ${KEY} limit ${PAGE}`;
  let after: Param[] = [-1, 0, '00000000-0000-0000-0000-000000000000', 0];
  for (;;) {
    const rows = await sql.query({ text, name: `verify_${table}` }, after);
    for (const row of rows) yield keptVersion(row, table === 'res');
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = [integerOf(last.bucket), integerOf(last.type), textOf(last.id), integerOf(last.vid)];
  }
}

function keptVersion(row: Row, current: boolean): KeptVersion {
  const toks = textOf(row.toks);
  return {
    bucket: integerOf(row.bucket),
    typeNumber: integerOf(row.type),
    id: textOf(row.id),
    letter: textOf(row.method),
    version: storedVersion(row),
    fid: optionalTextOf(row.fid),
    hash: Buffer.from(bytesOf(row.hash)).toString('hex'),
    patient: optionalTextOf(row.patient),
    placed: row.placed === null ? undefined : integerOf(row.placed),
    current,
    toks: toks === '' ? [] : toks.split(','),
  };
}

/**
 * Resource after resource with all its versions, also those whose current version is missing. The two tables are
 * read side by side in the order of their keys. The transaction must see one moment (repeatable read).
 */
export async function* keptResources(sql: Sql): AsyncIterable<KeptResource> {
  let group: [KeptVersion, ...KeptVersion[]] | undefined;
  for await (const version of merged(rowsOf(sql, 'hist'), rowsOf(sql, 'res'))) {
    if (group !== undefined && order(group[0], version) === 0) {
      group.push(version);
      continue;
    }
    if (group !== undefined) yield group;
    group = [version];
  }
  if (group !== undefined) yield group;
}

async function* merged(
  older: AsyncIterable<KeptVersion>,
  newest: AsyncIterable<KeptVersion>,
): AsyncIterable<KeptVersion> {
  const [left, right] = [older[Symbol.asyncIterator](), newest[Symbol.asyncIterator]()];
  let [a, b] = [await left.next(), await right.next()];
  while (!a.done || !b.done) {
    if (b.done || (!a.done && order(a.value, b.value) <= 0)) {
      if (!a.done) yield a.value;
      a = await left.next();
    } else {
      yield b.value;
      b = await right.next();
    }
  }
}

/** The order of the primary key; 0 for two versions of the same resource. */
function order(a: KeptVersion, b: KeptVersion): number {
  return a.bucket - b.bucket || a.typeNumber - b.typeNumber || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
