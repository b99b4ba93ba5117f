create table t (id int primary key);
truncate t;
