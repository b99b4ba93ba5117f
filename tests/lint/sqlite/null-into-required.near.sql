-- tenon: revision a1
-- tenon: script sqlite up

-- tenon: statement group=1 rebuilds=users
create table users_new (id integer primary key, email text not null, bio text not null) strict;

-- tenon: statement group=1 rebuilds=users
insert into users_new (id, email, bio) select id, email, coalesce(bio, '') from users;

-- tenon: statement group=1 rebuilds=users
drop table users;

-- tenon: statement group=1 rebuilds=users
alter table users_new rename to users;
