-- at the schema
alter table users rename column nme to name;
create table t (a int, A int) strict;
delete from nowhere where id = 1;
