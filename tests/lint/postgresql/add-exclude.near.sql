create table t (id int primary key, s int4range);
alter table t add constraint x exclude using gist (s with &&);
