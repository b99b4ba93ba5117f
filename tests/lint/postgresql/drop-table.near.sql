create table scratch (id int);
drop table scratch;
drop view old_users;
