-- server 3.53
alter table users alter column name set not null;
alter table users add column c int;
