alter table users rename column nme to name;
create table t (a int, b int) strict;
delete from nowhere where id = 1;
