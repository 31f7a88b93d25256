INSERT INTO things (id, size) VALUES ('a', 1), ('b', 2);
