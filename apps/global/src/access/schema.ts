import { type OfficeRole, type RegisterRow, ROW_COLUMNS, type SchemaStep } from '@caecilia/kernel';

/** Who works in the office, and the browsers in which they are signed in. */
export interface AccessTables {
  office_user: RegisterRow & {
    issuer: string;
    /** Who it is at the provider; never changes. */
    subject: string;
    name: string;
    email: string | null;
    roles: readonly OfficeRole[];
  };
  /** A browser that is signed in: by a digest, so that a copy of the table opens nothing. */
  office_session: { digest: string; user_id: string; expires_at: string };
}

export const STEPS: readonly SchemaStep[] = [
  {
    number: 1,
    name: 'users and sessions',
    text: `
create table office_user (${ROW_COLUMNS},
  issuer text not null,
  subject text not null,
  name text not null,
  email text,
  roles jsonb not null,
  unique (issuer, subject)
);
create table office_session (
  digest text primary key,
  user_id uuid not null references office_user,
  expires_at timestamptz not null
);
create index office_session_by_user on office_session (user_id);
`,
  },
];
