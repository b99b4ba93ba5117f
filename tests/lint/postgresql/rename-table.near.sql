create table t (id int primary key);
alter table t rename to u;
alter table u rename constraint t_pkey to u_pkey;
