-- Accounts and sign-in. Moments are milliseconds since 1970; secrets are hashed, or sealed with the key of the server.

create table identity.account (
  account_id    text    primary key,
  kind          text    not null check (kind in ('staff', 'patient', 'carer')),
  name          text    not null,
  login         text    unique,                -- folded; null until somebody invited chose one
  fhir_user     text,
  password_hash text,                          -- argon2id
  active        boolean not null,
  demo          boolean not null,
  created_at    bigint  not null
);

create table identity.account_role (
  account_id   text    not null references identity.account,
  role         text    not null,
  organization text    not null,               -- '' where on nobody's behalf
  place        integer not null,
  primary key (account_id, role, organization)
);

create table identity.totp (
  account_id text   primary key references identity.account,
  sealed     text   not null,
  last_step  bigint not null,                  -- a code of this step or an earlier one was used
  created_at bigint not null
);

create table identity.passkey (
  credential_id text   primary key,
  account_id    text   not null references identity.account,
  public_key    text   not null,               -- COSE, base64url
  counter       bigint not null,
  transports    text   not null,               -- separated by spaces
  hardware      boolean not null,              -- bound to one device
  created_at    bigint not null,
  last_used_at  bigint
);
create index passkey_account on identity.passkey (account_id);

create table identity.recovery_code (
  account_id text   not null references identity.account,
  digest     text   not null,
  used_at    bigint,
  primary key (account_id, digest)
);

create table identity.invitation (
  invitation_id text   primary key,
  account_id    text   not null references identity.account,
  digest        text   not null unique,
  birth_date    text,                          -- asked beside the code, where the account is a patient's or a carer's
  expires_at    bigint not null,
  used_at       bigint
);

create table identity.federated_account (
  issuer     text not null,
  subject    text not null,
  account_id text not null references identity.account,
  primary key (issuer, subject)
);

create table identity.session (
  session_id   text    primary key,
  secret       text    not null unique,        -- digest of what the browser holds
  account_id   text    not null references identity.account,
  kind         text    not null,
  role         text    not null,
  organization text    not null,
  amr          text    not null,               -- separated by spaces
  acr          text    not null,
  auth_time    bigint  not null,               -- seconds since 1970
  device       text    not null,
  address      text    not null,
  created_at   bigint  not null,
  last_used_at bigint  not null,
  locked_at    bigint,
  ended_at     bigint,
  end_reason   text
);
create index session_account on identity.session (account_id, created_at);

-- Wrong attempts, by a keyed digest of the sign-in name, the account or the address.
create table identity.attempt (
  key           text    primary key,
  failures      integer not null,
  last_at       bigint  not null,
  blocked_until bigint  not null
);

-- Sign-ins under way: one per browser and authorization request.
create table identity.passage (
  browser    text   not null,                  -- digest of the browser's cookie
  uid        text   not null,
  state      text   not null,                  -- JSON; secrets in it are sealed
  expires_at bigint not null,
  primary key (browser, uid)
);
