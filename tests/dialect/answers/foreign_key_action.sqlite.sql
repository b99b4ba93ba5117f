-- drop foreign key posts_author_id_fkey of posts
-- add foreign key posts_author_id_fkey (author_id) referencing users (id) to posts

-- up
-- group 0, rebuilds posts
-- hazard may_fail: foreign key posts_author_id_fkey: a row of posts that references nothing stops the migration
-- SQLite changes "posts" by building it anew
-- was create table "posts" (
-- was   "id" integer constraint "posts_pkey" primary key,
-- was   "author_id" integer not null,
-- was   "title" text not null,
-- was   constraint "posts_author_id_fkey" foreign key ("author_id") references "users" ("id") on delete cascade
-- was ) strict;
-- was create index "posts_author_id_idx" on "posts" ("author_id")
create table "__tenon_new_posts" (
  "id" integer constraint "posts_pkey" primary key,
  "author_id" integer not null,
  "title" text not null,
  constraint "posts_author_id_fkey" foreign key ("author_id") references "users" ("id") on delete restrict
) strict;
insert into "__tenon_new_posts" ("id", "author_id", "title")
select
  "id",
  "author_id",
  "title"
from "posts";
-- its rows have been copied; foreign keys are off, nothing cascades
drop table "posts";
alter table "__tenon_new_posts" rename to "posts";
create index "posts_author_id_idx" on "posts" ("author_id");

-- down
-- group 0, rebuilds posts
-- hazard may_fail: foreign key posts_author_id_fkey: a row of posts that references nothing stops the migration
-- SQLite changes "posts" by building it anew
-- was create table "posts" (
-- was   "id" integer constraint "posts_pkey" primary key,
-- was   "author_id" integer not null,
-- was   "title" text not null,
-- was   constraint "posts_author_id_fkey" foreign key ("author_id") references "users" ("id") on delete restrict
-- was ) strict;
-- was create index "posts_author_id_idx" on "posts" ("author_id")
create table "__tenon_new_posts" (
  "id" integer constraint "posts_pkey" primary key,
  "author_id" integer not null,
  "title" text not null,
  constraint "posts_author_id_fkey" foreign key ("author_id") references "users" ("id") on delete cascade
) strict;
insert into "__tenon_new_posts" ("id", "author_id", "title")
select
  "id",
  "author_id",
  "title"
from "posts";
-- its rows have been copied; foreign keys are off, nothing cascades
drop table "posts";
alter table "__tenon_new_posts" rename to "posts";
create index "posts_author_id_idx" on "posts" ("author_id");
