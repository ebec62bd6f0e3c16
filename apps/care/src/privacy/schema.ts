import type { SchemaStep } from '@caecilia/kernel';

/** Tables of the privacy screens, in the PostgreSQL schema `privacy`. Moments are instants in UTC, as text. */
export const PRIVACY_SCHEMA: readonly SchemaStep[] = [
  {
    number: 1,
    name: 'requests and reviews',
    text: `
      -- What patients ask about their record, and questions about the log.
      create table privacy.request (
        id         text primary key,
        kind       text not null,
        state      text not null,
        patient    text not null,                -- logical id
        asked_by   text not null,                -- reference of who asked
        asked_at   text not null,
        due_by     text not null,                -- civil date
        words      text,                         -- of the patient; null after the record was destroyed
        log_line   text,
        answer     text,
        decided_by text,
        decided_at text
      );
      create index request_patient on privacy.request (patient, asked_at desc);

      -- Access that the rules found odd, as it was found: decided or not, it stays.
      create table privacy.finding (
        id      text primary key,
        month   text not null,
        at      text not null,
        content text not null                    -- JSON
      );
      create index finding_month on privacy.finding (month);

      -- Months whose log was gone through when they were over.
      create table privacy.reviewed_month (month text primary key);

      -- The sample of a month, drawn once.
      create table privacy.sample (
        month   text primary key,
        seed    text not null,
        content text not null                    -- JSON
      );

      create table privacy.decision (
        number  bigint generated always as identity primary key,
        item    text not null,
        verdict text not null,
        note    text not null,
        at      text not null,
        by_id   text not null,
        by_name text not null
      );
      create index decision_item on privacy.decision (item, number desc);`,
  },
  {
    number: 2,
    name: 'proof of a destruction',
    text: `
      -- Of a destruction that was carried out: its id in the record. Granted without it: interrupted.
      alter table privacy.request add column proof text;
      update privacy.request r set proof = d.id::text from destruction d
        where r.kind = 'destruction' and r.state = 'granted' and d.decision = 'request ' || r.id;`,
  },
];
