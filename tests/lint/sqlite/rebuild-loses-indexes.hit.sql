-- tenon: revision a1
-- tenon: script sqlite up

-- tenon: statement group=1 rebuilds=posts
create table posts_new (id integer primary key, author_id integer not null, title text not null) strict;

-- tenon: statement group=1 rebuilds=posts
insert into posts_new select * from posts;

-- tenon: statement group=1 rebuilds=posts
drop table posts;

-- tenon: statement group=1 rebuilds=posts
alter table posts_new rename to posts;
