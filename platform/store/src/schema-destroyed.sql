-- What was destroyed on somebody's request or after its time, without its content: that it was there, and that it was
-- destroyed on purpose. `digest` covers the rows of `destroyed`, and stands in the log as well.
create table destruction (
  id        uuid        not null primary key,
  at        timestamptz not null,
  decision  text        not null,                -- the decision that it carries out, as the house names it
  resources integer     not null,
  versions  integer     not null,
  digest    bytea       not null                 -- sha-256
);

create table destroyed (
  destruction uuid     not null references destruction,
  type        smallint not null,
  id          uuid     not null,
  vid         integer  not null,                 -- the last version, or the one version
  whole       boolean  not null,                 -- the resource with all its versions; else one version of it
  hash        bytea    not null,                 -- of that version
  primary key (type, id, vid, destruction)
);
create trigger destruction_append_only before update or delete or truncate on destruction
  for each statement execute function refuse_change();
create trigger destroyed_append_only before update or delete or truncate on destroyed
  for each statement execute function refuse_change();
