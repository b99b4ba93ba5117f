create table t (id bigint primary key, at timestamp(3));
alter table users add column seen timestamp;
