create index concurrently users_email_idx on users (email);
create table t (a int);
create unique index t_a_idx on t (a);
