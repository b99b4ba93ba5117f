create table t (id bigint primary key, code varchar(20));
