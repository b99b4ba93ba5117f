alter table users set tablespace fast;
alter index users_name_idx set tablespace fast;
