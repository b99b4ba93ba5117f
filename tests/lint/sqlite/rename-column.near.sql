create table t (id integer primary key) strict;
alter table t rename column id to key;
