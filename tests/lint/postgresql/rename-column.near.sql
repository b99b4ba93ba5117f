create table t (id int primary key);
alter table t rename id to key;
alter index users_idx rename to i;
