alter table users add column profile json;
create table t (id int primary key, data json not null);
alter table users alter column notes type pg_catalog.json using notes::json;
