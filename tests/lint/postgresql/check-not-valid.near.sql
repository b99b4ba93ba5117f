alter table users add constraint users_age_check check (age >= 0) not valid;
create table t (a int);
alter table t add check (a > 0);
