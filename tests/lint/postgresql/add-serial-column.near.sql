alter table users add column number bigint;
create table t (id bigserial primary key);
