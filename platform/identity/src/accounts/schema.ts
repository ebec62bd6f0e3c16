import { readFileSync } from 'node:fs';
import type { SchemaStep } from '@caecilia/kernel';

/** Tables of accounts, factors, sessions and sign-ins under way, in the PostgreSQL schema `identity`. */
export const IDENTITY_SCHEMA: readonly SchemaStep[] = [
  { number: 1, name: 'accounts', text: readFileSync(new URL('schema.sql', import.meta.url), 'utf8') },
  {
    number: 2,
    name: 'attempts are forgotten',
    text: 'create index attempt_last on identity.attempt (last_at)',
  },
  {
    number: 3,
    name: 'people look after their own factors',
    // When this session last proved a second factor here; null where it never did.
    text: "alter table identity.session add column factor_at bigint; alter table identity.passkey add column name text not null default ''",
  },
  {
    number: 4,
    name: 'one account of a patient or carer',
    text: "create unique index account_person on identity.account (fhir_user) where kind <> 'staff'",
  },
];
