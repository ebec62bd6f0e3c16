-- The clinical record. One text for PGlite and PostgreSQL 15 or newer.
--
-- Every key starts with the bucket, so that the same schema can be distributed by it; a resource of a patient
-- lives in the bucket of that patient. See docs/adr for why the columns are as they are.

create table res (
  bucket       smallint    not null,             -- 0 to 4095
  type         smallint    not null,             -- number of the resource type, see resource-types.ts
  id           uuid        not null,             -- the logical id, or a digest of it (ids.ts)
  fid          text,                             -- the logical id, where a client chose one that is not our uuid
  patient      uuid,                             -- the patient in whose compartment this is
  vid          integer     not null,
  last_updated timestamptz not null,
  deleted      boolean     not null,
  method       char(1)     not null,             -- C create, U update, P patch, D delete
  toks         bigint[]    not null,             -- 64-bit digests of everything that is searched by equality
  content      text        not null,             -- JSON as sent, with id and meta; '' when deleted
  hash         bytea       not null,             -- sha-256 over the hash before it and this version
  primary key (bucket, type, id)
);
create index res_patient on res (bucket, patient, type, last_updated desc, id desc) where patient is not null;
create index res_time on res (type, last_updated desc, id desc);
-- New entries wait in a list that every search reads through: kept short (kB), so that a search after an import is not slow.
create index res_toks on res using gin (toks) with (gin_pending_list_limit = 128);

-- Superseded versions only: a create writes one row.
create table hist (
  bucket       smallint    not null,
  type         smallint    not null,
  id           uuid        not null,
  vid          integer     not null,
  fid          text,
  patient      uuid,
  last_updated timestamptz not null,
  deleted      boolean     not null,
  method       char(1)     not null,
  content      text        not null,
  hash         bytea       not null,
  primary key (bucket, type, id, vid)
);
create index hist_time on hist (type, last_updated desc);

-- The bucket of a resource whose id does not tell it (ids chosen by clients, resources that changed patient).
create table place (
  type   smallint not null,
  id     uuid     not null,
  bucket smallint not null,
  primary key (type, id)
);

-- Each distinct text once: strings, words of tokens, uris. A resource holds `tok` in res.toks.
create table text_value (
  key  bigint not null,                          -- digest of resource type, parameter and kind
  tok  bigint not null,                          -- digest of key and norm
  norm text   collate "C" not null,              -- folded: lower case, no accents, single spaces
  primary key (key, tok)
);
create index text_value_norm on text_value (key, substr(norm, 1, 200) collate "C");

-- Dates (ms since 1970), numbers and quantities, as closed-open ranges.
create table rng (
  bucket      smallint         not null,
  key         bigint           not null,         -- digest of resource type and parameter (and, in a composite, its token)
  lo          double precision not null,
  hi          double precision not null,
  unit_system integer,                           -- 32-bit digests; null without a unit
  unit        integer,
  type        smallint         not null,
  id          uuid             not null
);
create index rng_value on rng (key, lo, hi);
create index rng_owner on rng (bucket, type, id);

-- Append-only; a line is written in the transaction of what it tells about.
create table audit (
  seq      bigint generated always as identity,
  at       timestamptz not null,
  actor    text        not null,
  role     text        not null,
  action   char(1)     not null,                 -- C create, R read, U update, D delete, E execute (search, history)
  request  text,
  type     smallint,
  target   text,                                 -- logical id, or the search as asked (values left out)
  vid      integer,                              -- the version that was made or read
  patient  uuid,
  returned text[],                               -- Type/id of what was answered
  outcome  smallint    not null,                 -- 0 success, 4 refused, 8 failed
  primary key (seq)
);
create function refuse_change() returns trigger language plpgsql as
  $$ begin raise exception '% is append-only', tg_table_name; end $$;
create trigger audit_append_only before update or delete or truncate on audit
  for each statement execute function refuse_change();

-- What happened, for those who follow after the commit; pruned when every follower has passed.
create table outbox (
  seq    bigint generated always as identity primary key,
  type   smallint not null,
  id     uuid     not null,
  fid    text,
  vid    integer  not null,
  method char(1)  not null
);

create table pack (
  name      text not null,
  version   text not null,
  installed timestamptz not null default now(),
  content   text not null,                       -- the pack as JSON
  primary key (name, version)
);

-- What the store has to remember about itself, for instance the search parameters that its entries were made with.
create table setting (
  name  text not null primary key,
  value text not null
);
