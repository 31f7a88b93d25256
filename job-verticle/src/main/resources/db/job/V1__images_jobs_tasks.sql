-- Bytes in the blob store and how many images and results need them.
-- A row with no references is garbage: the collector deletes the bytes, then the row.
CREATE TABLE job.blobs (
  sha256     text PRIMARY KEY,
  bytes      bigint NOT NULL,
  refs       integer NOT NULL CHECK (refs >= 0),
  touched_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX blobs_garbage ON job.blobs (touched_at) WHERE refs = 0;

CREATE TABLE job.images (
  id          text PRIMARY KEY,
  owner       text NOT NULL,
  name        text NOT NULL,
  sha256      text NOT NULL REFERENCES job.blobs (sha256),
  format      text NOT NULL,
  width       integer NOT NULL,
  height      integer NOT NULL,
  frames      integer NOT NULL,
  bytes       bigint NOT NULL,
  progressive boolean NOT NULL,
  lane        text NOT NULL,
  created_at  timestamptz NOT NULL
);
CREATE INDEX images_of_owner ON job.images (owner, id DESC);
CREATE INDEX images_of_blob ON job.images (sha256);

CREATE TABLE job.jobs (
  id          text PRIMARY KEY,
  owner       text NOT NULL,
  name        text NOT NULL,
  priority    smallint NOT NULL,
  status      text NOT NULL,
  queued      integer NOT NULL,
  dispatched  integer NOT NULL DEFAULT 0,
  running     integer NOT NULL DEFAULT 0,
  succeeded   integer NOT NULL DEFAULT 0,
  failed      integer NOT NULL DEFAULT 0,
  cancelled   integer NOT NULL DEFAULT 0,
  sequence    bigint NOT NULL DEFAULT 1,
  webhook     text,
  traceparent text NOT NULL,
  created_at  timestamptz NOT NULL,
  updated_at  timestamptz NOT NULL,
  finished_at timestamptz
) WITH (fillfactor = 80);
CREATE INDEX jobs_of_owner ON job.jobs (owner, id DESC);

CREATE TABLE job.outputs (
  job_id text NOT NULL REFERENCES job.jobs (id) ON DELETE CASCADE,
  no     integer NOT NULL,
  name   text NOT NULL,
  recipe text NOT NULL,
  PRIMARY KEY (job_id, no)
);

CREATE TABLE job.tasks (
  id             text PRIMARY KEY,
  job_id         text NOT NULL REFERENCES job.jobs (id) ON DELETE CASCADE,
  image_no       integer NOT NULL,
  output_no      integer NOT NULL,
  owner          text NOT NULL,
  image_id       text NOT NULL,
  watermarks     text[] NOT NULL DEFAULT '{}',
  lane           text NOT NULL,
  priority       smallint NOT NULL,
  status         text NOT NULL,
  attempt        integer NOT NULL DEFAULT 0,
  tries          integer NOT NULL DEFAULT 0,
  not_before     timestamptz NOT NULL,
  lease_until    timestamptz,
  worker_start   timestamptz,
  instance       text,
  failure_code   text,
  failure_detail text,
  result_sha256  text,
  result_format  text,
  result_width   integer,
  result_height  integer,
  result_bytes   bigint,
  purged         boolean NOT NULL DEFAULT false,
  cached         boolean,
  created_at     timestamptz NOT NULL,
  dispatched_at  timestamptz,
  started_at     timestamptz,
  finished_at    timestamptz,
  queued_ms      bigint,
  decode_ms      bigint,
  steps_ms       bigint,
  encode_ms      bigint,
  store_ms       bigint
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX tasks_of_job ON job.tasks (job_id, image_no, output_no);
-- The queue: per lane and owner, in the order of service.
CREATE INDEX tasks_queue ON job.tasks (lane, owner, priority DESC, job_id, image_no, output_no)
  WHERE status = 'queued';
CREATE INDEX tasks_in_flight ON job.tasks (lane, owner) WHERE status IN ('dispatched', 'running');
CREATE INDEX tasks_leased ON job.tasks (lease_until) WHERE lease_until IS NOT NULL;
CREATE INDEX tasks_of_image ON job.tasks (image_id);
CREATE INDEX tasks_of_watermark ON job.tasks USING gin (watermarks) WHERE watermarks <> '{}';
CREATE INDEX tasks_of_blob ON job.tasks (result_sha256) WHERE result_sha256 IS NOT NULL;

-- What has to be told to the broker. Rows stay for a while after that: streams resume from them.
CREATE TABLE job.outbox (
  position   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind       text NOT NULL,
  owner      text NOT NULL,
  job_id     text,
  sequence   bigint,
  body       text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  published  boolean NOT NULL DEFAULT false
);
CREATE INDEX outbox_waiting ON job.outbox (position) WHERE NOT published;
CREATE INDEX outbox_of_job ON job.outbox (job_id, sequence);
CREATE INDEX outbox_of_owner ON job.outbox (owner, position);

CREATE TABLE job.idempotency (
  owner      text NOT NULL,
  key        text NOT NULL,
  body_hash  text NOT NULL,
  job_id     text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (owner, key)
);

-- Counted in shards, so that one busy owner's requests do not wait for each other's commit.
CREATE TABLE job.usage (
  owner      text NOT NULL,
  day        date NOT NULL,
  shard      smallint NOT NULL,
  images     bigint NOT NULL DEFAULT 0,
  bytes      bigint NOT NULL DEFAULT 0,
  jobs       bigint NOT NULL DEFAULT 0,
  tasks      bigint NOT NULL DEFAULT 0,
  kilopixels bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (owner, day, shard)
);
