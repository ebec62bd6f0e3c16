import { ROW_COLUMNS, type SchemaStep } from '@caecilia/kernel';

/** Tables of the directory. Lists and words are JSON; days are days. */
export const DIRECTORY_STEPS: readonly SchemaStep[] = [
  {
    number: 1,
    name: 'organisations',
    text: `
create table organisation (${ROW_COLUMNS},
  ror               text,
  status            text    not null check (status in ('active', 'inactive', 'withdrawn')),
  name              text    not null check (name <> ''),
  names             jsonb   not null,
  own_names         jsonb   not null,
  types             jsonb   not null,
  country           text,
  city              text,
  places            jsonb   not null,
  ids               jsonb   not null,
  own_ids           jsonb   not null,
  links             jsonb   not null,
  domains           jsonb   not null,
  established       integer,
  relations         jsonb   not null,
  successor_ror     text,
  source            text    not null,
  source_release    text,
  registry_modified date,
  registry_digest   text,
  merged_into       uuid    references organisation
);
create unique index organisation_by_ror on organisation (ror) where archived_at is null;
create index organisation_by_name on organisation (name, id) where archived_at is null;
create index organisation_by_country on organisation (country, name, id) where archived_at is null;

create table organisation_relation (${ROW_COLUMNS},
  from_id   uuid not null references organisation,
  to_id     uuid not null references organisation,
  kind      text not null check (kind in ('parent', 'child', 'related', 'successor', 'predecessor')),
  from_day  date,
  until_day date,
  check (from_id <> to_id)
);
create index organisation_relation_from on organisation_relation (from_id);
create index organisation_relation_to on organisation_relation (to_id);

create table organisation_unit (${ROW_COLUMNS},
  organisation_id uuid  not null references organisation,
  parent_id       uuid  references organisation_unit,
  name            jsonb not null
);
create index organisation_unit_of on organisation_unit (organisation_id);

create table partner (${ROW_COLUMNS},
  organisation_id uuid    not null references organisation,
  tier            text    not null check (tier in ('strategic', 'active', 'exploring', 'dormant', 'ended')),
  owner           text,
  backup_owner    text,
  focus_country   boolean not null,
  note            jsonb   not null,
  public_summary  jsonb   not null,
  last_contact    date,
  classes         jsonb   not null,
  check (owner <> backup_owner)
);
create unique index partner_of on partner (organisation_id) where archived_at is null;

create table registry_proposal (${ROW_COLUMNS},
  organisation_id uuid  not null references organisation,
  release         text  not null,
  kinds           jsonb not null,
  before          jsonb not null,
  after           jsonb not null,
  state           text  not null check (state in ('open', 'accepted', 'refused', 'superseded')),
  decided_by      text,
  decided_at      timestamptz
);
create unique index registry_proposal_open on registry_proposal (organisation_id) where state = 'open';

create table registry_import (
  id          uuid primary key,
  begun_at    timestamptz not null,
  begun_by    text        not null,
  file_name   text        not null,
  file_digest text        not null,
  slice       jsonb,
  release     text        not null,
  records     integer     not null,
  counts      jsonb       not null,
  broken      jsonb       not null,
  finished_at timestamptz
);
create index registry_import_of on registry_import (file_digest, begun_at);
`,
  },
  {
    number: 2,
    name: 'people',
    text: `
create table person (${ROW_COLUMNS},
  given       text  not null,
  family      text  not null,
  prefix      text,
  name_key    text  not null,
  orcid       text,
  emails      jsonb not null,
  languages   jsonb not null,
  bio         jsonb not null,
  consents    jsonb not null,
  keep_until  date,
  classes     jsonb not null,
  erased_at   timestamptz,
  merged_into uuid  references person
);
create unique index person_by_orcid on person (orcid) where archived_at is null;
create index person_by_key on person (name_key, id);

create table affiliation (${ROW_COLUMNS},
  person_id       uuid  not null references person,
  organisation_id uuid  not null references organisation,
  unit_id         uuid  references organisation_unit,
  role            jsonb not null,
  raw             text,
  score           double precision,
  from_day        date,
  until_day       date,
  check (from_day <= until_day)
);
create index affiliation_of_person on affiliation (person_id);
create index affiliation_of_organisation on affiliation (organisation_id);

create table expertise (${ROW_COLUMNS},
  person_id  uuid  references person,
  unit_id    uuid  references organisation_unit,
  words      jsonb not null,
  topics     jsonb not null,
  visibility text  not null check (visibility in ('public', 'partner', 'internal', 'restricted')),
  check ((person_id is null) <> (unit_id is null))
);
create index expertise_of_person on expertise (person_id);

create table network (${ROW_COLUMNS},
  name jsonb not null,
  note jsonb not null
);
create table network_member (${ROW_COLUMNS},
  network_id      uuid not null references network,
  organisation_id uuid not null references organisation,
  role            text,
  from_day        date,
  until_day       date,
  check (from_day <= until_day)
);
create index network_member_of on network_member (organisation_id);
create index network_member_in on network_member (network_id);

create table merge (${ROW_COLUMNS},
  kind      text  not null check (kind in ('organisation', 'person')),
  kept_id   uuid  not null,
  gone_id   uuid  not null,
  steps     jsonb not null,
  undone_at timestamptz,
  undone_by text,
  left_over jsonb not null
);
create unique index merge_of on merge (gone_id) where undone_at is null;
create index merge_into on merge (kept_id);
`,
  },
  {
    number: 3,
    name: 'spreadsheets',
    text: `
create table spreadsheet_import (${ROW_COLUMNS},
  target    text    not null,
  file_name text    not null,
  headers   jsonb   not null,
  mapping   jsonb   not null,
  state     text    not null check (state in ('open', 'written')),
  problems  jsonb   not null
);
create table spreadsheet_row (
  import_id uuid    not null references spreadsheet_import,
  number    integer not null,
  cells     jsonb   not null,
  choice    jsonb,
  written   uuid,
  primary key (import_id, number)
);
`,
  },
];

/** The schema of the directory, for who opens the register. */
export const DIRECTORY_SCHEMA = { name: 'directory', steps: DIRECTORY_STEPS } as const;
