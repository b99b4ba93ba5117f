create table t (id int primary key, a int, a text);
insert into users (name, name) values ('a', 'b');
update users set name = 'a', name = 'b' where id = 1;
