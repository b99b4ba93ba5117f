create table users_new (id integer primary key) strict;
alter table users_new rename to users;
