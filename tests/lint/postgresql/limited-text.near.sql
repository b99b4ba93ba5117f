create table t (id bigint primary key, code varchar, n numeric(10, 2));
