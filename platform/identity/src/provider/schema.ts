import type { SchemaStep } from '@caecilia/kernel';

/** Tables of the authorization server, in the PostgreSQL schema `oauth`. Instants are seconds since 1970. */
export const OAUTH_STEPS: readonly SchemaStep[] = [
  {
    number: 1,
    name: 'authorization server',
    text: `
create table oauth.key (
  kid text primary key,
  alg text not null,
  public_jwk text not null,
  -- The private part, sealed with the secret of the installation (AES-256-GCM).
  sealed_jwk text not null,
  active_from bigint not null
);

create table oauth.client (
  client_id text primary key,
  name text not null,
  kind text not null check (kind in ('public', 'secret', 'key', 'service')),
  ours boolean not null,
  redirect_uris text not null,
  post_logout_redirect_uris text not null,
  scopes text not null,
  -- SHA-256 of a secret of 256 random bits that we made.
  secret_hash text,
  jwks text,
  jwks_uri text,
  launch_url text,
  role text,
  organization text,
  active boolean not null,
  changed_at bigint not null
);

-- What the protocol library keeps: sessions, pending requests, codes, tokens and grants. The id is a SHA-256, so that
-- who reads the table holds no code and no token.
create table oauth.artifact (
  model text not null,
  id text not null,
  payload text not null,
  grant_id text,
  uid text,
  user_code text,
  consumed_at bigint,
  kept_until bigint not null,
  primary key (model, id)
);
create index artifact_grant on oauth.artifact (grant_id) where grant_id is not null;
create index artifact_uid on oauth.artifact (uid) where uid is not null;
create index artifact_user_code on oauth.artifact (user_code) where user_code is not null;
create index artifact_kept_until on oauth.artifact (kept_until);

-- Which sign-in of this house a browser session of the protocol library belongs to.
create table oauth.sign_in (
  session_uid text primary key,
  session_id text not null,
  kept_until bigint not null
);

-- Who granted, in which role and for which patient.
create table oauth.grant_context (
  grant_id text primary key,
  client_id text not null,
  account_id text not null,
  session_id text not null,
  role text not null,
  organization text,
  second_factor boolean not null,
  offline boolean not null,
  patient text,
  encounter text,
  kept_until bigint not null
);

create table oauth.launch (
  id text primary key,
  session_id text not null,
  patient text not null,
  encounter text,
  expires_at bigint not null,
  used boolean not null
);
`,
  },
];

/** Seconds since 1970. */
export function epochSeconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}
