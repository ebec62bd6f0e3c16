-- Who may see what. Rows of res and hist carry what the access rule asks of them; relations are live facts.

-- The patients it is about beside the one it stands with, and bits of confidentiality (kernel, CONFIDENTIALITY).
alter table res add column others uuid[], add column label smallint;
alter table hist add column others uuid[], add column label smallint;

-- Why somebody may see the records of a patient. Made from resources when these are written, in the same transaction,
-- or granted in an emergency (source_type 0).
create table relation (
  patient     uuid        not null,
  actor       text        not null,              -- Practitioner/7, Organization/3, organization-type|code
  kind        smallint    not null,              -- kernel, RELATION_KINDS
  starts      timestamptz not null,
  ends        timestamptz not null,
  source_type smallint    not null,
  source_id   uuid        not null
);
create index relation_patient on relation (patient, actor);
create index relation_actor on relation (actor, kind);
create index relation_source on relation (source_type, source_id);

-- Break-glass, also where it was refused. Nothing is taken out.
create table break_glass (
  id           uuid        not null primary key,
  patient      uuid        not null,
  patient_id   text        not null,             -- logical id
  actor        text        not null,             -- who asked: the reference of the user
  role         text        not null,
  organization text        not null,
  reason       text        not null,
  asked        timestamptz not null,
  outcome      text        not null,             -- granted, refused, blocked
  ends         timestamptz not null              -- moved forward when its user ends it
);
create index break_glass_actor on break_glass (actor, asked desc);
create index break_glass_patient on break_glass (patient, asked desc);
