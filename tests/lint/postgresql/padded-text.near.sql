create table t (id bigint primary key, code text);
