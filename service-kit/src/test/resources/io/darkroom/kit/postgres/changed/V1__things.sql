CREATE TABLE things (id text PRIMARY KEY, size integer NOT NULL);
