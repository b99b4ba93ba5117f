drop type mood restrict;
create table t (id int primary key, a int);
drop table t cascade;
alter table users add constraint k foreign key (a) references posts on delete cascade not valid;
