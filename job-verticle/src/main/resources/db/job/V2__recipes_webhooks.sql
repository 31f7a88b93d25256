CREATE TABLE job.recipes (
  owner       text NOT NULL,
  name        text NOT NULL,
  recipe      text NOT NULL,
  description text NOT NULL,
  created_at  timestamptz NOT NULL,
  updated_at  timestamptz NOT NULL,
  PRIMARY KEY (owner, name)
);

-- What an owner checks our signatures with.
CREATE TABLE job.webhook_secrets (
  owner  text PRIMARY KEY,
  secret text NOT NULL
);

CREATE TABLE job.webhook_deliveries (
  id           text PRIMARY KEY,
  owner        text NOT NULL,
  job_id       text NOT NULL,
  url          text NOT NULL,
  body         text NOT NULL,
  status       text NOT NULL,
  attempts     integer NOT NULL DEFAULT 0,
  next_at      timestamptz NOT NULL,
  last_status  integer,
  last_error   text,
  created_at   timestamptz NOT NULL,
  delivered_at timestamptz
);
CREATE INDEX webhook_deliveries_due ON job.webhook_deliveries (next_at) WHERE status = 'pending';
CREATE INDEX webhook_deliveries_of_owner ON job.webhook_deliveries (owner, id DESC);
