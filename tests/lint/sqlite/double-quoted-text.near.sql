create table t (id integer primary key, "role" text default 'reader') strict;
