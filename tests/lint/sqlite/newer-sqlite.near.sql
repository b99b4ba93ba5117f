-- server 3.37
alter table users rename column name to title;
alter table users drop column bio;
create table t (id integer primary key) strict;
