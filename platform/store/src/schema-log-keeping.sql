-- Looking back in the log, and taking out months whose time is over.

create index audit_who_user on audit_who (user_id);

-- A month that is over gets an index by patient and moment: made in one go it costs little, line by line it does not.
-- The month that is written to is found by its blocks (audit_about).
create function audit_settle(now timestamptz) returns void language plpgsql security definer as $$
declare
  month record;
  current text := 'audit_' || to_char(now at time zone 'UTC', 'YYYY_MM');
begin
  perform pg_advisory_xact_lock(4123008712);
  for month in
    select c.oid::regclass as place, c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'audit'::regclass and c.relname ~ '^audit_\d{4}_\d\d$' and c.relname < current
      and not exists (select from pg_index x join pg_class n on n.oid = x.indexrelid
        where x.indrelid = c.oid and n.relname = c.relname || '_patient')
  loop
    execute format('create index %I on %s (patient, at) where patient is not null', month.name || '_patient', month.place);
  end loop;
end $$;

-- What stands in a lane for lines that were taken out after their time. `whole`: the lines were all of some statements,
-- and `hash` is that of the lane behind them. Else `hash` holds the hashes of the lines themselves, one after the other.
create table audit_anchor (
  month text     not null,                       -- 2026_11
  lane  smallint not null,
  first bigint   not null,
  last  bigint   not null,
  whole boolean  not null,
  hash  bytea    not null,
  primary key (lane, first)
);
create trigger audit_anchor_append_only before update or delete or truncate on audit_anchor
  for each statement execute function refuse_change();

create or replace function audit_guard() returns void language plpgsql as $$
declare
  given record;
begin
  for given in
    select c.oid::regclass as place, case when g.grantee = 0 then 'public' else quote_ident(r.rolname) end as whom,
      case c.relname when 'audit_lane' then 'insert, delete' when 'audit_anchor' then 'insert, update, delete'
        else 'update, delete' end as rights
    from pg_class c cross join lateral aclexplode(c.relacl) g left join pg_roles r on r.oid = g.grantee
    where g.grantee <> c.relowner and (
      c.oid in ('audit'::regclass, 'audit_who'::regclass, 'audit_lane'::regclass, 'audit_anchor'::regclass)
      or c.oid in (select inhrelid from pg_inherits where inhparent = 'audit'::regclass))
    group by 1, 2, 3
  loop
    execute format('revoke %s, truncate, references, trigger on %s from %s', given.rights, given.place, given.whom);
  end loop;
end $$;

do $$ begin
  execute format('alter function audit_settle(timestamptz) set search_path = %I, pg_temp', current_schema());
  execute format('alter function audit_guard() set search_path = %I, pg_temp', current_schema());
end $$;
select audit_guard();
