-- The log as NEN 7513 asks: who, on whose responsibility, from where and on which ground; cut by month, and chained.
-- See docs/log.md for what a line says, and docs/adr for why it is chained in lanes.

-- What repeats from line to line, once for each distinct content. `key` is the start of `digest`.
create table audit_who (
  key               bigint not null primary key,
  digest            bytea  not null,               -- sha-256 over the columns below, see log/who.ts
  user_id           text   not null,
  user_name         text,
  role              text   not null,
  responsible       text,
  organization      text,
  client            text,                          -- OAuth client, or the technical user itself
  address           text,
  ground            text,                          -- why it was allowed, as the policy table names it
  policy_version    text,
  emergency_patient text,
  emergency_reason  text,
  system            text   not null                -- which system wrote the line
);

alter table audit rename to audit_unchained;
alter table audit_unchained rename constraint audit_pkey to audit_unchained_pkey;

create sequence audit_seq;

create table audit (
  seq      bigint      not null,                   -- about the order of writing, over all lanes
  at       timestamptz not null,
  lane     smallint    not null,
  n        bigint      not null,                   -- 1, 2, 3 … in its lane
  who      bigint      not null,
  event    text        not null,
  action   char(1)     not null,                   -- C create, R read, U update, D delete, E execute
  outcome  smallint    not null,                   -- 0 success, 4 refused or nothing found, 8 failed
  request  text,
  type     smallint,
  target   text,                                   -- logical id, or the search as asked (values left out)
  vid      integer,
  patient  uuid,
  returned text[],                                 -- Type/id of what was answered
  detail   text,
  after    bytea       not null,                   -- first 8 bytes of the hash of the lane that the line's link follows
  hash     bytea       not null                    -- sha-256 over this line
) partition by range (at);
create index audit_place on audit (lane, n);
-- Costs a write almost nothing; see docs/adr for why it is not a tree.
create index audit_about on audit using brin (patient uuid_bloom_ops, at) with (pages_per_range = 32, autosummarize = on);

create table audit_default partition of audit default;

-- The end of each lane. A connection that writes lines owns a lane: nobody waits for anybody.
create table audit_lane (
  lane smallint not null primary key,
  n    bigint   not null,
  hash bytea    not null
) with (fillfactor = 10);
insert into audit_lane
select lane, 0, sha256(convert_to('caecilia log, lane ' || lane, 'UTF8')) from generate_series(0, 255) as lane;

create trigger audit_append_only before update or delete or truncate on audit
  for each statement execute function refuse_change();
create trigger audit_append_only before update or delete or truncate on audit_default
  for each statement execute function refuse_change();
create trigger audit_who_append_only before update or delete or truncate on audit_who
  for each statement execute function refuse_change();
create trigger audit_lane_stays before delete or truncate on audit_lane
  for each statement execute function refuse_change();

-- Takes from everybody but the owner what would let them change the log, whatever default privileges gave them.
create function audit_guard() returns void language plpgsql as $$
declare
  given record;
begin
  for given in
    select c.oid::regclass as place, case when g.grantee = 0 then 'public' else quote_ident(r.rolname) end as whom,
      case c.relname when 'audit_lane' then 'insert, delete' else 'update, delete' end as rights
    from pg_class c cross join lateral aclexplode(c.relacl) g left join pg_roles r on r.oid = g.grantee
    where g.grantee <> c.relowner and (
      c.oid in ('audit'::regclass, 'audit_who'::regclass, 'audit_lane'::regclass)
      or c.oid in (select inhrelid from pg_inherits where inhparent = 'audit'::regclass))
    group by 1, 2, 3
  loop
    execute format('revoke %s, truncate, references, trigger on %s from %s', given.rights, given.place, given.whom);
  end loop;
end $$;

-- Makes the partition of a month (in UTC) where it is not there yet; gives its name. Whoever may write lines may call it.
create function audit_month(month date) returns text language plpgsql security definer as $$
declare
  first timestamp := date_trunc('month', month::timestamp);
  place text := 'audit_' || to_char(first, 'YYYY_MM');
begin
  if to_regclass(place) is not null then return place; end if;
  perform pg_advisory_xact_lock(4123008712);
  -- Not to_regclass: it may not have heard yet of what somebody else made while this waited.
  if exists (select from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'audit'::regclass and c.relname = place) then return place; end if;
  -- A month whose lines went to the default partition stays there: they are not moved.
  if exists (select from audit_default where at >= first at time zone 'UTC'
    and at < (first + interval '1 month') at time zone 'UTC') then return 'audit_default'; end if;
  execute format('create table %I (like audit including indexes)', place);
  execute format('create trigger audit_append_only before update or delete or truncate on %I
    for each statement execute function refuse_change()', place);
  execute format('alter table audit attach partition %I for values from (%L) to (%L)', place,
    first at time zone 'UTC', (first + interval '1 month') at time zone 'UTC');
  perform audit_guard();
  return place;
end $$;

do $$ begin
  execute format('alter function audit_month(date) set search_path = %I, pg_temp', current_schema());
  execute format('alter function audit_guard() set search_path = %I, pg_temp', current_schema());
end $$;

-- The lines of the first release, in their order, as one link of lane 0.
select audit_month(month::date)
from (select date_trunc('month', min(at) at time zone 'UTC') as low, max(at) at time zone 'UTC' as high from audit_unchained) as span,
  generate_series(span.low, span.high, interval '1 month') as month;

insert into audit_who (key, digest, user_id, role, system)
select ('x' || encode(substr(digest, 1, 8), 'hex'))::bit(64)::bigint, digest, actor, role, 'caecilia:care'
from (
  select actor, role, sha256(convert_to(concat_ws(E'\x01', actor, E'\x02', role, E'\x02', E'\x02', E'\x02', E'\x02',
    E'\x02', E'\x02', E'\x02', E'\x02', 'caecilia:care'), 'UTF8')) as digest
  from (select distinct actor, role from audit_unchained) as people
) as digested;

with old as (
  select o.seq, o.at, w.key, w.digest,
    case when action = 'R' then 'read' when action = 'C' then 'create' when action = 'U' then 'update'
      when action = 'D' then 'delete' when target = 'transaction' then 'transaction'
      when target like '%\_history' then 'history' else 'search' end as event,
    action, outcome, regexp_replace(request, '[\x01-\x1f]', ' ', 'g') as request, type,
    regexp_replace(target, '[\x01-\x1f]', ' ', 'g') as target, vid, patient, returned
  from audit_unchained o join audit_who w on w.user_id = o.actor and w.role = o.role
), stamped as materialized (
  select old.*, row_number() over (order by seq) as n, sha256(convert_to(
    encode(sha256(convert_to(concat_ws(E'\x01', (extract(epoch from at) * 1000000)::bigint, encode(digest, 'hex'), event,
      action, coalesce(request, E'\x02'), coalesce(type::text, E'\x02'), coalesce(target, E'\x02'),
      coalesce(array_to_string(returned, ' '), E'\x02'), E'\x02'), 'UTF8')), 'hex')
    || '|' || seq || '|' || coalesce(vid::text, '-') || '|' || coalesce(patient::text, '-') || '|' || outcome, 'UTF8')) as hash
  from old
), written as (
  insert into audit (seq, at, lane, n, who, event, action, outcome, request, type, target, vid, patient, returned, after, hash)
  select seq, at, 0, n, key, event, action, outcome, request, type, target, vid, patient, returned,
    (select substr(hash, 1, 8) from audit_lane where lane = 0), hash from stamped
)
update audit_lane a set n = e.n, hash = sha256(a.hash || e.hashes)
from (select max(n) as n, string_agg(hash, ''::bytea order by n) as hashes from stamped) as e
where lane = 0 and e.n is not null;

select setval('audit_seq', coalesce((select max(seq) from audit_unchained), 0) / 1000 + 1, false);
drop table audit_unchained;
select audit_guard();
