pragma foreign_keys = off;
begin;
create table users_new (id integer primary key, email text not null, bio text not null) strict;
insert into users_new (id, email, bio) select id, email, bio from users;
drop table users;
alter table users_new rename to users;
commit;
