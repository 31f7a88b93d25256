-- Accounts, sessions, keys. Instants are UTC; identifiers are made by the service.

create table auth.account (
  id text primary key,
  email text not null unique,
  name text not null,
  role text not null check (role in ('user', 'admin')),
  disabled boolean not null default false,
  password_hash text not null,
  quota_images bigint check (quota_images >= 0),
  quota_bytes bigint check (quota_bytes >= 0),
  quota_megapixels_per_day bigint check (quota_megapixels_per_day >= 0),
  created_at timestamptz not null
);

-- Whoever gets this row in becomes the first admin; it stays when that account goes, so that the
-- role is never up for grabs again.
create table auth.first_admin (
  only_row boolean primary key default true check (only_row),
  account_id text not null
);

create table auth.session (
  id text primary key,
  account_id text not null references auth.account on delete cascade,
  address text not null,
  user_agent text,
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index session_of_account on auth.session (account_id, created_at);
create index session_expiry on auth.session (expires_at);

-- One row per refresh token ever handed out, until it would have expired: used ones are what a
-- replay is recognised by. The token itself is never here.
create table auth.refresh_token (
  hash text primary key,
  session_id text not null references auth.session on delete cascade,
  expires_at timestamptz not null,
  used_at timestamptz,
  nonce text,
  successor text,
  check ((used_at is null) = (nonce is null) and (used_at is null) = (successor is null))
);
create index refresh_token_of_session on auth.refresh_token (session_id);
create index refresh_token_expiry on auth.refresh_token (expires_at);

create table auth.api_key (
  id text primary key,
  account_id text not null references auth.account on delete cascade,
  name text not null,
  prefix text not null,
  hash text not null unique,
  scopes text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz
);
create index api_key_of_account on auth.api_key (account_id, created_at);

-- Sessions and keys that ended while access tokens made for them may still be around.
create table auth.ended_grant (
  id text primary key,
  until timestamptz not null
);
create index ended_grant_until on auth.ended_grant (until);

-- Public keys are base 64 of the X.509 form, private keys are sealed when a secret is configured.
create table auth.signing_key (
  kid text primary key,
  public_key text not null,
  private_key text not null,
  created_at timestamptz not null,
  active_from timestamptz not null,
  retires_at timestamptz
);

-- Owners whose account is gone and whose data has still to go. A row leaves when the job service
-- has confirmed.
create table auth.owner_purge (
  owner text primary key,
  requested_at timestamptz not null,
  due_at timestamptz not null,
  attempts integer not null default 0
);
create index owner_purge_due on auth.owner_purge (due_at);
