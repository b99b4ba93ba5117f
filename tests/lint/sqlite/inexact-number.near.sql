create table t (id integer primary key, price integer, weight real) strict;
