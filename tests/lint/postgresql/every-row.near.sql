update users set name = lower(name) where id between 1 and 1000;
create table t (id int primary key);
delete from t;
