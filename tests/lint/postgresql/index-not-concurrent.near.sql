create index concurrently users_email_idx on public.users (email);
create table t (a int);
create index t_a_idx on t (a);
create index t_b_idx on public.t (a);
