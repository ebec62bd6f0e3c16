import type { Param, Statement } from '@caecilia/engine';
import { joined, plainArray, plainColumn, split, textArray, textColumn } from '@caecilia/engine';
import type { TextRow } from '../extraction.ts';
import { bucketOf } from '../ids.ts';
import { headColumns } from '../log/line.ts';
import { LOGGED } from '../log/log-sql.ts';
import type { NewVersion } from './decide.ts';
import { type Draft, indexOf } from './draft.ts';

/** The SQL of the write path. Rows arrive as one array per column, so each text serves any number of rows. */

/** `unnest` of text parameters as the given types, from parameter `first` on. */
function columns(first: number, types: readonly string[]): string {
  return types.map((type, index) => `$${first + index}::text::${type}[]`).join(', ');
}

/**
 * Locks what stands under each id, in the order given, and says what it is. One lookup by key for each (`offset 0` keeps it
 * so): a plan that was made while the table was empty would otherwise go on reading all of it.
 */
export const LOCK_CURRENT: Statement = {
  name: 'lock_current',
  text: `
select a.n, r.bucket, r.vid, r.last_updated, r.deleted, r.method, r.hash, r.patient, r.others::text as others, r.label
from unnest(${columns(1, ['int', 'smallint', 'uuid', 'smallint'])}) as a(n, type, id, told)
cross join lateral (select * from res k where k.type = a.type and k.id = a.id
  and k.bucket = coalesce((select p.bucket from place p where p.type = a.type and p.id = a.id), a.told)
  offset 0 for update of k) r`,
};

/** Parameters of `LOCK_CURRENT`; `n` is the position in the array. */
export function lockParams(drafts: readonly Draft[]): Param[] {
  return [
    plainArray(drafts.map((_draft, index) => index)),
    plainArray(drafts.map((draft) => draft.typeNumber)),
    plainArray(drafts.map((draft) => draft.id)),
    plainArray(drafts.map((draft) => bucketOf(draft.id))),
  ];
}

/** Takes resources whose patient changed, with their history, to the bucket of the new one. */
export const RELOCATE: Statement = {
  name: 'relocate',
  text: `
with m as materialized (
  select * from unnest(${columns(1, ['smallint', 'uuid', 'smallint', 'smallint'])}) as m(type, id, source, target)
), r as (
  delete from res using m where res.bucket = m.source and res.type = m.type and res.id = m.id
  returning m.target, res.*
), ri as (
  insert into res (bucket, type, id, fid, patient, others, label, vid, last_updated, deleted, method, toks, content, hash)
  select target, type, id, fid, patient, others, label, vid, last_updated, deleted, method, toks, content, hash from r
), h as (
  delete from hist using m where hist.bucket = m.source and hist.type = m.type and hist.id = m.id
  returning m.target, hist.*
), hi as (
  insert into hist (bucket, type, id, vid, fid, patient, others, label, last_updated, deleted, method, content, hash)
  select target, type, id, vid, fid, patient, others, label, last_updated, deleted, method, content, hash from h
), g as (
  delete from rng using m where rng.bucket = m.source and rng.type = m.type and rng.id = m.id
)
insert into place (type, id, bucket) select type, id, target from m
on conflict (type, id) do update set bucket = excluded.bucket`,
};

export function relocateParams(moved: readonly NewVersion[]): Param[] {
  return [
    plainArray(moved.map((next) => next.draft.typeNumber)),
    plainArray(moved.map((next) => next.draft.id)),
    plainArray(moved.map((next) => next.movedFrom ?? next.bucket)),
    plainArray(moved.map((next) => next.bucket)),
  ];
}

const TEXT_TYPES = ['bigint', 'bigint', 'text'];
const textInsert = (first: number) => `
  insert into text_value (key, tok, norm)
  select * from unnest(${columns(first, TEXT_TYPES)})
  on conflict do nothing`;

/** Adds distinct texts; they come sorted, so that two writers cannot wait for each other in a circle. */
export const ADD_TEXTS: Statement = { name: 'add_texts', text: textInsert(1) };

export function textParams(texts: readonly TextRow[]): Param[] {
  return [
    plainArray(texts.map((text) => text.key)),
    plainArray(texts.map((text) => text.tok)),
    textArray(texts.map((text) => text.norm)),
  ];
}

const INPUT_TYPES = [
  ...['int', 'smallint', 'smallint', 'uuid', 'text', 'uuid', 'text', 'smallint', 'int', 'int', 'timestamptz'],
  ...['boolean', 'char', 'text', 'boolean', 'char', 'bigint', 'text', 'text', 'text'],
];
const TOKS = 1 + INPUT_TYPES.length;
const CONTENT = TOKS + 1;
const RANGE_TYPES = ['int', 'bigint', 'float8', 'float8', 'int', 'int'];
const AFTER_INPUT = CONTENT + 1;
const AFTER_RANGES = AFTER_INPUT + RANGE_TYPES.length;

/** What is done with the versions that are replaced. */
const REPLACING = `, kept as (
  insert into hist (bucket, type, id, vid, fid, patient, others, label, last_updated, deleted, method, content, hash)
  select r.bucket, r.type, r.id, r.vid, r.fid, r.patient, r.others, r.label, r.last_updated, r.deleted, r.method, r.content, r.hash
  from i join res r on r.bucket = i.bucket and r.type = i.type and r.id = i.id and r.vid = i.expected
  where i.expected is not null
), outdated as (
  delete from rng using i
  where i.expected is not null and rng.bucket = i.bucket and rng.type = i.type and rng.id = i.id
), replaced as (
  update res r set patient = i.patient, others = i.others::uuid[], label = i.label, vid = i.vid, last_updated = i.last_updated, deleted = i.deleted,
    method = i.method, toks = i.toks::bigint[], content = coalesce(i.content, ''), hash = decode(i.hash, 'hex')
  from i
  where i.expected is not null and r.bucket = i.bucket and r.type = i.type and r.id = i.id and r.vid = i.expected
  returning i.n
)`;
const REPLACED = `
  union all
  select i.* from i join replaced using (n)`;

const writeText = (replacing: string, replaced: string) => `
with i as materialized (
  select * from unnest(${columns(1, INPUT_TYPES)}, ${split(`$${TOKS}`)}, ${split(`$${CONTENT}`)})
    as i(n, bucket, type, id, fid, patient, others, label, expected, vid, last_updated,
      deleted, method, hash, place, action, who, head, event, request, toks, content)
), taken as (
  insert into place (type, id, bucket) select type, id, bucket from i where place
  on conflict do nothing returning type, id
), added as (
  insert into res (bucket, type, id, fid, patient, others, label, vid, last_updated, deleted, method, toks, content, hash)
  select bucket, type, id, fid, patient, others::uuid[], label, vid, last_updated, deleted, method, toks::bigint[], coalesce(content, ''), decode(hash, 'hex')
  from i where expected is null and (not place or (type, id) in (select type, id from taken))
  on conflict do nothing returning type, id
)${replacing}, done as materialized (
  select i.* from i join added using (type, id)${replaced}
), ranges as (
  insert into rng (bucket, key, lo, hi, unit_system, unit, type, id)
  select d.bucket, g.key, g.lo, g.hi, g.unit_system, g.unit, d.type, d.id
  from unnest(${columns(AFTER_INPUT, RANGE_TYPES)}) as g(n, key, lo, hi, unit_system, unit) join done d using (n)
), texts as (${textInsert(AFTER_RANGES)}
), lines as (
  select n as i, last_updated as at, who, event, action, 0::smallint as outcome, request, type, coalesce(fid, id::text) as target,
    vid, patient, null::text[] as returned, null::text as detail, head
  from done
), ${LOGGED}, told as (
  insert into outbox (type, id, fid, vid, method) select type, id, fid, vid, method from done
)
select n from done`;

/**
 * Writes versions with everything that goes with them, and answers the numbers of those it wrote. One is left out
 * where somebody else took the id in the meantime; nothing of it is written then.
 */
export const WRITE: Statement = { name: 'write_versions', text: writeText(REPLACING, REPLACED) };

/** The same for versions that replace none: a third less work for a few of them. */
export const WRITE_FIRST: Statement = { name: 'write_first_versions', text: writeText('', '') };

const ACTIONS = { created: 'C', updated: 'U', deleted: 'D' } as const;
const EVENTS = { created: 'create', updated: 'update', deleted: 'delete' } as const;

/** Parameters of `WRITE`; `n` is the position in the array, `texts` come sorted. */
export function writeParams(versions: readonly NewVersion[], texts: readonly TextRow[]): Param[] {
  return [...inputParams(versions), ...rangeParams(versions), ...textParams(texts)];
}

/** What the log covers of a version that is written; the rest of its line is what the statement writes. */
function headOf({ draft, outcome, version }: NewVersion) {
  return headColumns({
    atMs: Date.parse(version.lastUpdated),
    caller: draft.caller,
    event: EVENTS[outcome],
    action: ACTIONS[outcome],
    typeNumber: draft.typeNumber,
    target: draft.logicalId,
  });
}

function inputParams(versions: readonly NewVersion[]): Param[] {
  const heads = versions.map(headOf);
  const plain = (of: (next: NewVersion) => string | number | boolean | null) => plainColumn(versions, of);
  const text = (of: (next: NewVersion) => string | null) => textColumn(versions, of);
  return [
    plainArray(versions.map((_next, index) => index)),
    plain((next) => next.bucket),
    plain((next) => next.draft.typeNumber),
    plain((next) => next.draft.id),
    text((next) => next.draft.fid),
    plain((next) => next.patient),
    text((next) => (next.others === null ? null : plainArray(next.others))),
    plain((next) => next.label),
    plain((next) => next.expected),
    plain((next) => next.version.versionId),
    plain((next) => next.version.lastUpdated),
    plain((next) => next.version.deleted),
    plain((next) => next.draft.method),
    plain((next) => next.hash),
    plain((next) => next.place),
    plain((next) => ACTIONS[next.outcome]),
    plainArray(heads.map(({ who }) => who.key)),
    plainArray(heads.map(({ head }) => head)),
    plain((next) => EVENTS[next.outcome]),
    textArray(heads.map(({ request }) => request)),
    joined(versions.map((next) => plainArray(indexOf(next.draft).toks))),
    joined(versions.map((next) => next.version.content)),
  ];
}

function rangeParams(versions: readonly NewVersion[]): Param[] {
  const rows = versions.flatMap((next, n) => indexOf(next.draft).ranges.map((range) => ({ n, range })));
  return [
    plainColumn(rows, (row) => row.n),
    plainColumn(rows, (row) => row.range.key),
    plainColumn(rows, (row) => row.range.lo),
    plainColumn(rows, (row) => row.range.hi),
    plainColumn(rows, (row) => row.range.unitSystem ?? null),
    plainColumn(rows, (row) => row.range.unit ?? null),
  ];
}
