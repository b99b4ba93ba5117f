create table t (id integer primary key, role text default "reader") strict;
alter table users add column role text default "reader";
