create index users_email_idx on users (email);
create table t (id integer primary key, a text) strict;
create unique index t_a on t (a);
