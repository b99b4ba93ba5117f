create table t (id integer primary key, name text) strict;
create temp table u (a);
create table v as select 1;
