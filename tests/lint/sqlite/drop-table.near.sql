create table t (id integer primary key) strict;
drop table t;
drop view v;

create table [a b] (id integer primary key) strict;
drop table `a b`;
