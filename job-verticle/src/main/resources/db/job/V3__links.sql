-- What public links are signed with, the newest last.
CREATE TABLE job.link_keys (
  no         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id         text NOT NULL UNIQUE,
  secret     text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
