create table t (id integer primary key) strict;
drop table t;
drop view v;
