drop index concurrently users_email_idx;
create table t (a int);
create index t_a_idx on t (a);
drop index t_a_idx;
