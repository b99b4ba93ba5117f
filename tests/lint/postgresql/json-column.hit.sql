alter table users add column profile json;
create table t (id int primary key, data json not null);
