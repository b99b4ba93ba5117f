begin;
lock table users in row exclusive mode;
create table t (id int primary key);
lock table t;
commit;
