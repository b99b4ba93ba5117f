-- add unique key users_id_name_key (id, name) to users
-- add foreign key posts_author_fkey (author_id, title) referencing users (id, name) deferrable to posts

-- up
-- group 0, rebuilds users posts
-- hazard may_fail: users_id_name_key: duplicates in users stop the migration
-- SQLite changes "users" by building it anew
-- was create table "users" (
-- was   "id" integer constraint "users_pkey" primary key,
-- was   "email" text not null,
-- was   "name" text not null,
-- was   "role" text not null default 'reader',
-- was   "bio" text,
-- was   "age" integer not null,
-- was   constraint "users_email_key" unique ("email"),
-- was   constraint "users_role_check" check ("role" in ('reader', 'author'))
-- was ) strict
create table "__tenon_new_users" (
  "id" integer constraint "users_pkey" primary key,
  "email" text not null,
  "name" text not null,
  "role" text not null default 'reader',
  "bio" text,
  "age" integer not null,
  constraint "users_email_key" unique ("email"),
  constraint "users_id_name_key" unique ("id", "name"),
  constraint "users_role_check" check ("role" in ('reader', 'author'))
) strict;
insert into "__tenon_new_users" ("id", "email", "name", "role", "bio", "age")
select
  "id",
  "email",
  "name",
  "role",
  "bio",
  "age"
from "users";
-- its rows have been copied; foreign keys are off, nothing cascades
drop table "users";
alter table "__tenon_new_users" rename to "users";
-- hazard may_fail: foreign key posts_author_fkey: a row of posts that references nothing stops the migration
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
  constraint "posts_author_id_fkey" foreign key ("author_id") references "users" ("id") on delete cascade,
  constraint "posts_author_fkey" foreign key ("author_id", "title") references "users" ("id", "name") on delete cascade deferrable initially deferred
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
-- group 0, rebuilds posts users
-- SQLite changes "posts" by building it anew
-- was create table "posts" (
-- was   "id" integer constraint "posts_pkey" primary key,
-- was   "author_id" integer not null,
-- was   "title" text not null,
-- was   constraint "posts_author_id_fkey" foreign key ("author_id") references "users" ("id") on delete cascade,
-- was   constraint "posts_author_fkey" foreign key ("author_id", "title") references "users" ("id", "name") on delete cascade deferrable initially deferred
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
-- SQLite changes "users" by building it anew
-- was create table "users" (
-- was   "id" integer constraint "users_pkey" primary key,
-- was   "email" text not null,
-- was   "name" text not null,
-- was   "role" text not null default 'reader',
-- was   "bio" text,
-- was   "age" integer not null,
-- was   constraint "users_email_key" unique ("email"),
-- was   constraint "users_id_name_key" unique ("id", "name"),
-- was   constraint "users_role_check" check ("role" in ('reader', 'author'))
-- was ) strict
create table "__tenon_new_users" (
  "id" integer constraint "users_pkey" primary key,
  "email" text not null,
  "name" text not null,
  "role" text not null default 'reader',
  "bio" text,
  "age" integer not null,
  constraint "users_email_key" unique ("email"),
  constraint "users_role_check" check ("role" in ('reader', 'author'))
) strict;
insert into "__tenon_new_users" ("id", "email", "name", "role", "bio", "age")
select
  "id",
  "email",
  "name",
  "role",
  "bio",
  "age"
from "users";
-- its rows have been copied; foreign keys are off, nothing cascades
drop table "users";
alter table "__tenon_new_users" rename to "users";
