alter table users add constraint users_email_key unique using index users_email_idx;
create table t (id int primary key);
alter table t add unique (id);
