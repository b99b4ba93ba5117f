create table t (id int primary key, a int, b text);
insert into users (name, age) values ('a', 1);
