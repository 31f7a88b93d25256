CREATE TABLE others (id text); SELECT no_such_function();
