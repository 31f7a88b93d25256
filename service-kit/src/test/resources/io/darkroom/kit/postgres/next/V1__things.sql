CREATE TABLE things (id text PRIMARY KEY, size bigint NOT NULL);
CREATE INDEX things_size ON things (size);
