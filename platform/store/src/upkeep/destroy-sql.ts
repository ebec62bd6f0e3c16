import type { Statement } from '@caecilia/engine';

/** The SQL of a destruction. Each is asked once, so none is prepared. */

const KEYS = 'unnest($2::text::smallint[], $3::text::smallint[], $4::text::uuid[]) as k(bucket, type, id)';

/** The current versions of a patient, locked: nobody changes them while they go. */
export const OF_PATIENT: Statement = {
  text: `select bucket, type, id, vid, hash, fid, content
    from res where patient = $1::uuid order by bucket, type, id for update`,
};

/** A Binary of no patient that no resource of anybody else names. */
export const BINARIES_NAMED: Statement = {
  text: `select bucket, type, id, vid, hash from res b
    where b.id = $1::uuid and b.patient is null and not exists (
      select 1 from res o where o.patient is distinct from $2::uuid and o.id <> b.id and position($3::text in o.content) > 0)
    for update`,
};

/** Superseded versions of the patient in resources that were since corrected to be another's. */
export const VERSIONS_ELSEWHERE: Statement = {
  text: `select h.bucket, h.type, h.id, h.vid, h.hash, h.fid, h.content from hist h
    where h.patient = $1::uuid and h.content <> '' and (h.bucket, h.type, h.id) not in (select k.bucket, k.type, k.id from ${KEYS})`,
};

/** Texts of superseded versions: what they were found by may still stand among the words. */
export const SUPERSEDED: Statement = {
  text: `select h.fid, h.id, h.content from hist h join
    unnest($1::text::smallint[], $2::text::smallint[], $3::text::uuid[]) as k(bucket, type, id)
    on h.bucket = k.bucket and h.type = k.type and h.id = k.id where h.content <> ''`,
};

/** Resources with all that belongs to them; answers how many versions there were. */
export const DELETE_RESOURCES: Statement = {
  text: `
with k as materialized (select * from ${KEYS}), h as (
  delete from hist using k where hist.bucket = k.bucket and hist.type = k.type and hist.id = k.id returning 1
), g as (
  delete from rng using k where rng.bucket = k.bucket and rng.type = k.type and rng.id = k.id
), p as (
  delete from place using k where place.type = k.type and place.id = k.id
), o as (
  delete from outbox using k where outbox.type = k.type and outbox.id = k.id
), x as (
  delete from relation where patient = $1::uuid or (source_type, source_id) in (select k.type, k.id from k)
), r as (
  delete from res using k where res.bucket = k.bucket and res.type = k.type and res.id = k.id returning 1
)
select ((select count(*) from h) + (select count(*) from r))::int as versions`,
};

export const BLANK_VERSIONS: Statement = {
  text: `update hist set content = '' from
    unnest($1::text::smallint[], $2::text::smallint[], $3::text::uuid[], $4::text::int[]) as k(bucket, type, id, vid)
    where hist.bucket = k.bucket and hist.type = k.type and hist.id = k.id and hist.vid = k.vid`,
};

/** Words that nothing is found by any more. */
export const FORGET_WORDS: Statement = {
  text: `delete from text_value t using unnest($1::text::bigint[]) as k(tok)
    where t.tok = k.tok and not exists (select 1 from res r where r.toks @> array[t.tok])
    returning t.key::text as key, t.tok::text as tok, t.norm`,
};

export const RESTORE_WORDS: Statement = {
  text: `insert into text_value (key, tok, norm)
    select $1::text::bigint, $2::text::bigint, $3::text
    where exists (select 1 from res r where r.toks @> array[$2::text::bigint]) on conflict do nothing`,
};

/** A decision is carried out by one at a time. */
export const ONE_AT_A_TIME: Statement = { text: 'select pg_advisory_xact_lock($1::bigint)' };

/** What was carried out for a decision. */
export const CARRIED_OUT: Statement = {
  text: `select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, versions,
      encode(digest, 'hex') as digest
    from destruction where decision = $1`,
};

export const CARRIED_OUT_ON: Statement = {
  text: `select type, id from destroyed where destruction = $1::uuid and whole`,
};

export const KEEP_DESTRUCTION: Statement = {
  text: `insert into destruction (id, at, decision, resources, versions, digest)
    values ($1::uuid, $2::timestamptz, $3, $4::int, $5::int, decode($6, 'hex'))`,
};

export const KEEP_DESTROYED: Statement = {
  text: `insert into destroyed (destruction, type, id, vid, whole, hash)
    select $1::uuid, type, id, vid, whole, decode(hash, 'hex')
    from unnest($2::text::smallint[], $3::text::uuid[], $4::text::int[], $5::text::boolean[], $6::text::text[])
      as d(type, id, vid, whole, hash)`,
};
