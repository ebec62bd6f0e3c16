import type { SchemaStep } from '@caecilia/kernel';

/**
 * Tables of the register itself, in the PostgreSQL schema `register`; those of the modules are in `public`. States and
 * lines of the log are written once: a trigger refuses a change, also from whoever works on the database by hand, except
 * for an erasure that a law tells to.
 */
export const OWN_STEPS: readonly SchemaStep[] = [
  {
    number: 1,
    name: 'register',
    text: `
create table register.log (
  number   bigint      primary key,
  at       timestamptz not null,
  kind     text        not null,
  by       text        not null,
  by_name  text        not null,
  request  text,
  subject  text,
  id       text,
  why      text        not null,
  facts    jsonb       not null,
  hash     bytea       not null
);
create index log_by_subject on register.log (subject, id, number);
create sequence register.log_number owned by register.log.number;

create table register.state (
  entity   text        not null,
  id       uuid        not null,
  rev      integer     not null,
  at       timestamptz not null,
  by       text        not null,
  by_name  text        not null,
  why      text        not null,
  change   bigint      not null,
  row      jsonb       not null,
  erased   bigint,
  hash     bytea       not null,
  primary key (id, entity, rev)
);
create index state_by_change on register.state (change);

create table register.outbox (
  number  bigint generated always as identity primary key,
  at      timestamptz not null,
  by      text        not null,
  change  bigint      not null,
  kind    text        not null,
  subject text        not null,
  id      text        not null,
  facts   jsonb       not null
);

create table register.follower (
  name   text   primary key,
  number bigint not null
);

create function register.refuse() returns trigger language plpgsql as $$
begin
  if current_setting('caecilia.erase', true) = 'yes' and tg_op = 'UPDATE' and tg_table_name = 'state' then
    return new;
  end if;
  raise exception 'what was written here stays as it is' using errcode = '42501';
end $$;
create trigger state_append_only before update or delete or truncate on register.state
  for each statement execute function register.refuse();
create trigger log_append_only before update or delete or truncate on register.log
  for each statement execute function register.refuse();
`,
  },
];
