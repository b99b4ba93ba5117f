alter table users rename to users_old;
create table Users (id integer primary key) strict;
