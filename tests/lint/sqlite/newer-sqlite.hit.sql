-- server 3.24
alter table users rename column name to title;
alter table users drop column bio;
create table t (id integer primary key) strict;
insert into users (id) values (1) returning id;
