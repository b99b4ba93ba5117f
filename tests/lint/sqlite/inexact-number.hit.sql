create table t (id integer primary key, price decimal(10, 2));
alter table users add column balance numeric;
