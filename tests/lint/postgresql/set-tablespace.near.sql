create table t (id int primary key);
alter table t set tablespace fast;
