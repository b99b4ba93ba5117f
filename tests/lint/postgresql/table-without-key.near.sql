create table t (id int primary key);
create table u (a int, b int, primary key (a, b));
create temp table v (a int);
create table w partition of p for values in (1);
create table x (like t including all);
