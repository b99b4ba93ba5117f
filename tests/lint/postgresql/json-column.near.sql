alter table users add column profile jsonb;
create table t (id int primary key, json jsonb);
